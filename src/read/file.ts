import { AuthorError, type Diagnostics } from '../base/diagnostic.ts';
import type { Folder } from '../base/world.ts';
import type { TextFile } from '../model/briefing.ts';
import { type LocatedKeys, readLocated } from './located.ts';
import { decodeText } from './text.ts';

/** The bytes of a file; undefined when there is none, or after reporting that it may not be read. */
export async function readBytes(
  folder: Folder,
  path: string,
  diagnostics: Diagnostics,
): Promise<Uint8Array | undefined> {
  try {
    return await folder.read(path);
  } catch (error) {
    if (!(error instanceof AuthorError)) throw error;
    diagnostics.list.push(...error.diagnostics);
    return undefined;
  }
}

/** A UTF-8 text file of the briefing or, with `origin` `theme:`, of the theme; undefined when there is none to use. */
export async function readTextFile(
  folder: Folder,
  path: string,
  diagnostics: Diagnostics,
  origin = '',
): Promise<TextFile | undefined> {
  const bytes = await readBytes(folder, path, diagnostics);
  const file = origin + path;
  const text = bytes && decodeText(bytes, file, diagnostics, 'utf-8');
  return text === undefined ? undefined : { file, text };
}

/** A YAML or JSON file with the places of its parts; undefined when there is none to use. */
export async function readLocatedFile(
  folder: Folder,
  path: string,
  diagnostics: Diagnostics,
  origin = '',
): Promise<LocatedKeys | undefined> {
  const file = await readTextFile(folder, path, diagnostics, origin);
  return file && readLocated(file.text, file.file, diagnostics);
}
