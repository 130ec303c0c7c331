import { type Diagnostic, Diagnostics } from '../base/diagnostic.ts';
import type { LanguageTag } from '../base/language.ts';
import { joinPath } from '../base/path.ts';
import type { Folder } from '../base/world.ts';
import type { DataPackage, Unit } from '../model/data.ts';
import { readDataPackage } from './data-package.ts';

/** What a folder with a data package is read with. */
export interface DataFolderContext {
  /** The folder's path for people, which findings begin with. */
  name: string;
  languages: readonly LanguageTag[];
  units: ReadonlyMap<string, Unit>;
}

/** Reads the data package of a folder that has `datapackage.json` in it, or in its `data/`. */
export async function readDataFolder(
  folder: Folder,
  { name, languages, units }: DataFolderContext,
  diagnostics: Diagnostics,
): Promise<DataPackage> {
  const isWhole = (await folder.read('datapackage.json')) === undefined;
  const own = new Diagnostics();
  const data = await readDataPackage(isWhole ? folder : asData(folder), { languages, units }, own);
  diagnostics.list.push(...own.list.map(placed));
  return data;

  function placed(diagnostic: Diagnostic): Diagnostic {
    const { place } = diagnostic;
    if (!place) return diagnostic;
    const inside = isWhole ? place.file : place.file.replace(/^data\//, '');
    return { ...diagnostic, place: { ...place, file: name === '' ? inside : `${name}/${inside}` } };
  }
}

/** The folder under the name `data/`, where a briefing has its data package. */
function asData(folder: Folder): Folder {
  const inner = (path: string) => joinPath(path).replace(/^data(\/|$)/, '');
  return {
    read: (path) => folder.read(inner(path)),
    list: async (path) => (await folder.list(inner(path))).map((each) => `data/${each}`),
  };
}
