import { createHash } from 'node:crypto';
import type { Place } from '../base/diagnostic.ts';
import { type LanguageTag, pick } from '../base/language.ts';
import type { Briefing, Located, TextFile } from '../model/briefing.ts';
import { localizedTexts } from '../model/localized-texts.ts';

/** A text in all languages of the briefing, as their translators agreed on it. */
export interface Translation {
  /** In the order of the briefing's languages. */
  hashes: string[];
  places: Place[];
}

/** Every text that is written in all languages: `sections/<id>`, `charts/<id>` and `briefing` → its texts in order. */
export function translationsOf({ meta, settings, sections, charts }: Briefing): Map<string, Translation[]> {
  const { languages } = meta;
  const found = new Map<string, Translation[]>();
  if (settings) found.set('briefing', stringsOf(settings, languages));
  for (const { id } of meta.sections) {
    const files = languages.map((language) => sections.get(id)?.get(language));
    if (files.every((file) => file !== undefined)) found.set(`sections/${id}`, paragraphsOf(files));
  }
  for (const [id, written] of charts) found.set(`charts/${id}`, stringsOf(written, languages));
  return found;
}

/** Files with as many paragraphs are parallel; others are taken whole. */
function paragraphsOf(files: TextFile[]): Translation[] {
  const parts = files.map(({ text, file }) => paragraphsIn(text, file));
  const [first = []] = parts;
  const parallel = parts.every((each) => each.length === first.length);
  const rows = parallel
    ? first.map((_, index) => parts.map((each) => each[index] as Paragraph))
    : [files.map(({ text, file }) => ({ text, place: { file, line: 1, column: 1 } }))];
  return rows
    .filter((row) => row.some(({ text }) => hasWords(text)))
    .map((row) => ({ hashes: row.map(({ text }) => hashOf(text)), places: row.map(({ place }) => place) }));
}

interface Paragraph {
  text: string;
  place: Place;
}

function paragraphsIn(text: string, file: string): Paragraph[] {
  return [...text.matchAll(/\S[\s\S]*?(?=\n\s*\n|\s*$)/g)].map(({ 0: paragraph, index }) => ({
    text: paragraph,
    place: { file, line: text.slice(0, index).split('\n').length, column: 1 },
  }));
}

/** Calls alone, such as `{{chart "jobs"}}`, need no translation. */
function hasWords(text: string): boolean {
  return /\p{L}/u.test(text.replace(/\{\{[\s\S]*?\}\}/g, ''));
}

function stringsOf(written: Located, languages: readonly LanguageTag[]): Translation[] {
  return [...localizedTexts(written.value, languages)].flatMap(({ text, path }) => {
    const texts = languages.map((language) => pick(text, language));
    if (texts.some((each) => each === undefined)) return [];
    const place = written.at(path);
    return { hashes: texts.map((each) => hashOf(each ?? '')), places: languages.map(() => place) };
  });
}

/** Enough to tell texts of one briefing apart; line ends and spaces at the ends of lines do not count. */
function hashOf(text: string): string {
  const plain = text.replace(/[ \t]+$/gm, '').trim();
  return createHash('sha256').update(plain).digest('hex').slice(0, 12);
}
