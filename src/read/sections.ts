import { type Diagnostics, didYouMean } from '../base/diagnostic.ts';
import type { LanguageTag } from '../base/language.ts';
import type { Remember } from '../base/remember.ts';
import type { Folder } from '../base/world.ts';
import type { TextFile } from '../model/briefing.ts';
import { readTextFile } from './file.ts';
import { type Settings, sectionIds } from './settings.ts';

const folderName = 'templates/sections';

/**
 * Reads `templates/sections/<id>.<language>.md` for every section and language of the briefing. Reports
 * `section-missing` (no language has it), `translation-missing` (one lacks it) and, as a warning, `section-unlisted`.
 */
export async function readSections(
  folder: Folder,
  { meta, located }: Settings,
  diagnostics: Diagnostics,
  remember: Remember,
): Promise<Map<string, Map<LanguageTag, TextFile>>> {
  const files = new Set((await folder.list(folderName)).filter((path) => path.endsWith('.md')));
  const ids = meta.sections.map((section) => section.id);
  const sections = await Promise.all(
    ids.map(async (id) => [id, await readSection(id, meta.languages, files, diagnostics, remember)] as const),
  );
  const written = sectionIds(located.value);
  for (const [id, texts] of sections) reportMissing(id, texts);
  if (areAllTrusted(located.value, meta)) reportUnlisted([...files], ids, meta.languages, diagnostics);
  return new Map(sections);

  function reportMissing(id: string, texts: Map<LanguageTag, TextFile>): void {
    if (meta.languages.length === 0) return; // Told already.
    const missing = meta.languages.filter((language) => !fileOf(id, language, files));
    const place = located.at(['sections', written.indexOf(id), 'id']);
    const paths = missing.map((language) => `${folderName}/${id}.${language}.md`);
    if (missing.length === meta.languages.length) {
      const near = didYouMean(id, [...files].map(sectionOf));
      diagnostics.error('section-missing', `section "${id}" has no text`, place, near, `write ${paths.join(' and ')}`);
    } else if (missing.length > 0) {
      const beside = [...texts.values()].map((text) => text.file).join(', ');
      diagnostics.error(
        'translation-missing',
        `section "${id}" has no ${missing.join(', ')}`,
        place,
        `write ${paths.join(' and ')} beside ${beside}`,
      );
    }
  }
}

/** When a language or section of briefing.yaml was left out as malformed, its files are not to blame. */
function areAllTrusted(settings: unknown, { languages, sections }: Settings['meta']): boolean {
  const written = (settings ?? {}) as { languages?: unknown[]; sections?: unknown[] };
  return (
    languages.length > 0 &&
    written.languages?.length === languages.length &&
    written.sections?.length === sections.length
  );
}

async function readSection(
  id: string,
  languages: readonly LanguageTag[],
  files: ReadonlySet<string>,
  diagnostics: Diagnostics,
  remember: Remember,
) {
  const texts = await Promise.all(
    languages.map(async (language) => {
      const path = fileOf(id, language, files);
      const read = (path: string) =>
        remember(`read ${path}`, [], diagnostics, ({ briefing }, found) => readTextFile(briefing, path, found));
      return [language, path && (await read(path))] as const;
    }),
  );
  return new Map(texts.filter((entry): entry is [LanguageTag, TextFile] => entry[1] !== undefined));
}

/** The file for a language, else for a more general tag: `glance.zh.md` serves zh-Hans. */
function fileOf(id: string, language: LanguageTag, files: ReadonlySet<string>): string | undefined {
  for (let tag = language; tag !== ''; tag = tag.slice(0, Math.max(0, tag.lastIndexOf('-')))) {
    const path = `${folderName}/${id}.${tag}.md`;
    if (files.has(path)) return path;
  }
  return undefined;
}

function sectionOf(path: string): string {
  return path.slice(folderName.length + 1).replace(/(\.[^.]+)?\.md$/, '');
}

function reportUnlisted(
  files: readonly string[],
  ids: readonly string[],
  languages: readonly LanguageTag[],
  diagnostics: Diagnostics,
): void {
  const used = new Set(ids.flatMap((id) => languages.map((language) => fileOf(id, language, new Set(files)))));
  for (const file of files) {
    if (used.has(file)) continue;
    const id = sectionOf(file);
    const isOtherLanguage = ids.includes(id);
    diagnostics.warning(
      'section-unlisted',
      isOtherLanguage ? 'the briefing is not made in this language' : `section "${id}" is not in briefing.yaml`,
      { file },
      isOtherLanguage ? undefined : (didYouMean(id, ids) ?? `add "- id: ${id}" under sections, or remove the file`),
    );
  }
}
