import type { LiveData } from '../../model/live.ts';
import { filled } from '../words.ts';
import { citationLines } from './citation.ts';
import { type Datum, inLanguage } from './datum.ts';

/**
 * The sentence of a language that says a datum, with its citation, as plain text: the one that was pressed, else the
 * first in the text, else its label and value.
 */
export function sentenceWithCitation(
  datum: Datum,
  language: string,
  pressed: Element | undefined,
  live: LiveData,
): string {
  const said = spokenIn(datum.id, language, pressed) ?? statement(datum, language, live);
  return [said, ...citationLines(datum, language, live)].join('\n');
}

function statement({ label, value, circumstances }: Datum, language: string, live: LiveData): string {
  const period = live.provenance.texts[circumstances.period ?? -1] ?? '';
  const key = period === '' ? 'provenance.statement-undated' : 'provenance.statement';
  return filled(live.messages[key]?.[language] ?? '', {
    label: inLanguage(label, language, live),
    value: inLanguage(value, language, live),
    period: inLanguage(period, language, live),
  });
}

/** Blocks whose text is sentences. */
const prose = 'main .row :is(p, li, blockquote)';

function spokenIn(id: string, language: string, pressed: Element | undefined): string | undefined {
  const isOf = (element: Element) => (element as HTMLElement).dataset.of === id;
  const own = pressed?.closest('.row');
  const near = own ? [...own.querySelectorAll('[data-of]')].filter(isOf) : [];
  const all = [...document.querySelectorAll('main .row [data-of]')].filter(isOf);
  const candidates = [...(pressed ? [pressed] : []), ...near, ...all];
  for (const each of candidates) {
    const block = each.closest(prose);
    if (block && each.closest('[lang]')?.getAttribute('lang') === language)
      return sentenceAround(each, block, language);
  }
  return undefined;
}

/** The sentence of a block that an element stands in, without the marks of citations. */
function sentenceAround(element: Element, block: Element, language: string): string {
  const { text, at } = plainText(block, element);
  for (const [start, end] of sentences(text, language)) {
    if (at >= start && at < end) return text.slice(start, end).trim();
  }
  return text.trim();
}

function plainText(block: Element, element: Element): { text: string; at: number } {
  let text = '';
  let at = 0;
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (node.parentElement?.closest('.cite')) continue;
    if (at === 0 && element.contains(node)) at = text.length;
    text += node.textContent?.replace(/\s+/g, ' ') ?? '';
  }
  return { text, at };
}

/** Starts and ends of sentences (UAX 29 where the browser knows it); the lead of a list item is a sentence as well. */
function sentences(text: string, language: string): [number, number][] {
  if (typeof Intl.Segmenter === 'function') {
    const segments = new Intl.Segmenter(language, { granularity: 'sentence' }).segment(text);
    return [...segments].map(({ index, segment }) => [index, index + segment.length]);
  }
  return [...text.matchAll(/.+?(?:[。！？]|[.!?](?=\s|$)|$)/gs)].map(({ index, 0: all }) => [
    index,
    index + all.length,
  ]);
}
