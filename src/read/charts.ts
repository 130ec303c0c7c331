import type { Diagnostics } from '../base/diagnostic.ts';
import type { LanguageTag } from '../base/language.ts';
import type { Remember } from '../base/remember.ts';
import type { Folder } from '../base/world.ts';
import type { Located } from '../model/briefing.ts';
import { readLocatedFile } from './file.ts';
import { readShape } from './shape.ts';
import { checkAllTranslations } from './translation.ts';

const folderName = 'templates/charts';

/** Reads `templates/charts/<id>.vl.json` and `.vl.yaml`; reports `id-duplicate` and `translation-missing`. */
export async function readCharts(
  folder: Folder,
  languages: readonly LanguageTag[],
  diagnostics: Diagnostics,
  remember: Remember,
): Promise<Map<string, Located>> {
  const paths = (await folder.list(folderName)).filter((path) => /\.vl\.(json|ya?ml)$/.test(path));
  const specs = await Promise.all(
    paths.map((path) =>
      remember(`read ${path}`, [], diagnostics, ({ briefing }, found) => readLocatedFile(briefing, path, found)),
    ),
  );
  const charts = new Map<string, Located>();
  for (const [index, spec] of specs.entries()) {
    const path = paths[index] as string;
    const id = path.slice(folderName.length + 1).replace(/\.vl\.\w+$/, '');
    if (spec === undefined || readShape(spec, { type: 'object' }, diagnostics) === undefined) continue;
    const earlier = charts.get(id);
    if (earlier) diagnostics.error('id-duplicate', `chart "${id}" is also in ${earlier.file}`, { file: path });
    checkAllTranslations(spec, languages, diagnostics);
    charts.set(id, spec);
  }
  return charts;
}
