import schema from '../../schemas/translations-lock.schema.json' with { type: 'json' };
import type { Diagnostics } from '../base/diagnostic.ts';
import type { Folder } from '../base/world.ts';
import type { Confirmed } from '../model/briefing.ts';
import { readLocatedFile } from './file.ts';
import { readShape, type Schema } from './shape.ts';

/** Name of the file that `jianbao confirm` writes. */
export const confirmedFile = 'translations.lock.json';

/** Reads which translations were confirmed; undefined when none ever was. */
export async function readConfirmed(folder: Folder, diagnostics: Diagnostics): Promise<Confirmed | undefined> {
  const located = await readLocatedFile(folder, confirmedFile, diagnostics);
  const written = located && (readShape(located, schema as Schema, diagnostics) as Partial<Confirmed> | undefined);
  return written && { languages: written.languages ?? [], texts: written.texts ?? {} };
}
