import type { LanguageTag } from '../base/language.ts';
import type { Edition, Worded, WordedBlock } from '../model/edition.ts';
import { plainText } from '../model/plain-text.ts';

/** A place with texts: its name in each language, and its blocks, each a text per language. */
export interface Passage {
  where: string;
  title: Record<LanguageTag, string>;
  blocks: Record<LanguageTag, string>[];
}

/** Everything that the editions say in words: titles of the briefing, sections, and words around charts. */
export function passagesOf(editions: readonly Edition[]): Passage[] {
  const [first] = editions;
  if (!first) return [];
  const each = <T>(words: (edition: Edition) => T): Record<LanguageTag, T> =>
    Object.fromEntries(editions.map((edition) => [edition.language, words(edition)]));
  const titles: Passage = {
    where: 'briefing',
    title: each(({ title }) => title),
    blocks: [each(({ title }) => title), each(({ subtitle }) => subtitle ?? '')],
  };
  const sections = first.sections.map(({ id }, index): Passage => {
    const texts = each(({ sections }) => (sections[index]?.blocks ?? []).flatMap(textsIn));
    return {
      where: `sections/${id}`,
      title: each(({ sections }) => sections[index]?.title ?? ''),
      blocks: [each(({ sections }) => sections[index]?.title ?? ''), ...rowsOf(texts)],
    };
  });
  const charts = Object.keys(first.figures).map((id): Passage => {
    const words = (edition: Edition) => {
      const { title = '', subtitle = '', note = '' } = edition.figures[id] ?? {};
      return [title, subtitle, note];
    };
    return { where: `charts/${id}`, title: each((edition) => words(edition)[0] ?? ''), blocks: rowsOf(each(words)) };
  });
  return [titles, ...sections, ...charts];
}

/** The languages have the same blocks in the same order; a check holds them to it. */
function rowsOf(texts: Record<LanguageTag, string[]>): Record<LanguageTag, string>[] {
  const length = Math.max(0, ...Object.values(texts).map((list) => list.length));
  return Array.from({ length }, (_, index) =>
    Object.fromEntries(Object.entries(texts).map(([language, list]) => [language, list[index] ?? ''])),
  );
}

function textsIn(block: WordedBlock): string[] {
  switch (block.type) {
    case 'heading':
    case 'paragraph':
      return [plain(block.text)];
    case 'list':
      return block.items.flat().flatMap(textsIn);
    case 'quote':
      return block.blocks.flatMap(textsIn);
    case 'grid':
      return [block.head, ...block.rows].map((row) => row.map(plain).join(' | '));
    default:
      return [];
  }
}

/** Numbers of citations are left away: they follow the order of the sources and would change everywhere. */
function plain(text: Worded[]): string {
  return plainText(text, { lineBreak: '\n', citation: () => '' });
}
