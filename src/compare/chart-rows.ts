import { diffArrays } from 'diff';
import type { LanguageTag } from '../base/language.ts';
import type { ChartRows } from '../model/comparison.ts';
import type { WordedTable } from '../model/edition.ts';
import { plainText } from '../model/plain-text.ts';

/** The data of a chart as readers see it, in each language; its rows are the same in all. */
export type WordedData = Record<LanguageTag, WordedTable>;

type Cells = Record<LanguageTag, string[]>;

/** Rows of a chart's data that are gone, and those that came, worded in each language. */
export function compareRows(
  before: WordedData | undefined,
  after: WordedData | undefined,
  languages: readonly LanguageTag[],
): ChartRows {
  const [old, now] = [cellsOf(before, languages), cellsOf(after, languages)];
  const comparator = (a: Cells, b: Cells) => JSON.stringify(a) === JSON.stringify(b);
  const changes = diffArrays(old, now, { comparator });
  const heads = languages.map((tag) => [tag, headsOf((after ?? before)?.[tag])] as const);
  return {
    heads: Object.fromEntries(heads),
    rows: changes.flatMap(({ added, removed, value }) =>
      added || removed
        ? value.map((cells) => ({ type: added ? ('inserted' as const) : ('deleted' as const), cells }))
        : [],
    ),
  };
}

function cellsOf(data: WordedData | undefined, languages: readonly LanguageTag[]): Cells[] {
  const [first = ''] = languages;
  return (data?.[first]?.rows ?? []).map((_, index) =>
    Object.fromEntries(languages.map((tag) => [tag, (data?.[tag]?.rows[index]?.cells ?? []).map(plain)])),
  );
}

function headsOf(table: WordedTable | undefined): string[] {
  return (table?.columns ?? []).map(({ head }) => plain(head));
}

function plain(text: Parameters<typeof plainText>[0]): string {
  return plainText(text, { lineBreak: ' ', citation: () => '' });
}
