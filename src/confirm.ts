import { resolve } from 'node:path';
import { AuthorError, Diagnostics, didYouMean, UsageError } from './base/diagnostic.ts';
import { confirmationOf, confirmationText } from './check/confirmation.ts';
import { writeOutput } from './node/output.ts';
import { ownPackage } from './node/package.ts';
import { openWorld } from './node/world.ts';
import { readBriefing } from './read/briefing.ts';
import { confirmedFile } from './read/confirmed.ts';

export interface ConfirmOptions {
  /** Folder with `briefing.yaml`; default: the current one. */
  folder?: string;
  /** Ids of sections, whose charts are confirmed with them; everything when absent. */
  sections?: string[];
}

/** Records that the languages say the same as they stand: writes translations.lock.json. Gives the number of texts in it. */
export async function confirm({ folder = '.', sections }: ConfirmOptions = {}): Promise<number> {
  const diagnostics = new Diagnostics();
  const briefing = await readBriefing(openWorld(resolve(folder), ownPackage().themeFolder), diagnostics);
  if (diagnostics.hasErrors) throw new AuthorError(diagnostics.list);
  const known = briefing.meta.sections.map(({ id }) => id);
  for (const id of sections ?? [])
    if (!known.includes(id))
      throw new UsageError(`no section "${id}"`, didYouMean(id, known) ?? `sections: ${known.join(', ')}`);
  const confirmed = confirmationOf(briefing, sections);
  await writeOutput(folder, [{ path: confirmedFile, bytes: new TextEncoder().encode(confirmationText(confirmed)) }]);
  return Object.values(confirmed.texts).flat().length;
}
