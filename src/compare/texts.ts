import { diffArrays } from 'diff';
import type { LanguageTag } from '../base/language.ts';
import type { TextChange, TextPart } from '../model/comparison.ts';
import type { Passage } from './blocks.ts';

type Texts = Record<LanguageTag, string>;

/** Blocks of text that are new, gone or revised, passage by passage; revised ones with marks in each language. */
export function compareTexts(
  before: readonly Passage[],
  after: readonly Passage[],
  languages: readonly LanguageTag[],
): TextChange[] {
  const places = [...new Set([...after, ...before].map(({ where }) => where))];
  return places.flatMap((where) => {
    const old = before.find((each) => each.where === where);
    const now = after.find((each) => each.where === where);
    const title = now?.title ?? old?.title ?? {};
    return align(old?.blocks ?? [], now?.blocks ?? [], languages).flatMap(([from, to]): TextChange[] => {
      const changedIn = languages.filter((language) => (from?.[language] ?? '') !== (to?.[language] ?? ''));
      if (changedIn.length === 0) return [];
      const change = from === undefined ? 'new' : to === undefined ? 'dropped' : 'revised';
      const parts = languages.map((tag) => [tag, marked(from?.[tag] ?? '', to?.[tag] ?? '', tag)] as const);
      return [{ where, title, change, changedIn, parts: Object.fromEntries(parts) }];
    });
  });
}

/** Pairs of blocks: equal in one language at least, or standing in each other's place. */
function align(
  old: readonly Texts[],
  now: readonly Texts[],
  languages: readonly LanguageTag[],
): [Texts | undefined, Texts | undefined][] {
  const comparator = (a: Texts, b: Texts) => languages.some((tag) => a[tag] === b[tag] && a[tag] !== '');
  const pairs: [Texts | undefined, Texts | undefined][] = [];
  let [at, then] = [0, 0];
  let gone: Texts[] = [];
  let come: Texts[] = [];
  const settle = () => {
    for (let index = 0; index < Math.max(gone.length, come.length); index++) pairs.push([gone[index], come[index]]);
    [gone, come] = [[], []];
  };
  for (const { added, removed, value } of diffArrays([...old], [...now], { comparator })) {
    if (added) {
      come.push(...value);
      at += value.length;
    } else if (removed) {
      gone.push(...value);
      then += value.length;
    } else {
      settle();
      for (const _ of value) pairs.push([old[then++], now[at++]]);
    }
  }
  settle();
  return pairs;
}

/** Revision marks, word by word; Chinese is parted into words too. */
function marked(from: string, to: string, language: LanguageTag): TextPart[] {
  const words = new Intl.Segmenter(language, { granularity: 'word' });
  const split = (text: string) => Array.from(words.segment(text), ({ segment }) => segment);
  return diffArrays(split(from), split(to)).map(({ added, removed, value }) => ({
    type: added ? 'inserted' : removed ? 'deleted' : 'same',
    text: value.join(''),
  }));
}
