import { memo } from '../../base/memo.ts';
import type { Edition } from '../../model/edition.ts';
import type { LiveCircumstances, LiveProvenance, LiveSource, TextNumber } from '../../model/live-provenance.ts';
import type { Provenance, ProvenanceWords } from '../../model/provenance.ts';

/** The provenance of all languages of a page, packed: see `LiveProvenance`. */
export function liveProvenance(editions: Edition[]): LiveProvenance {
  const all = editions.map(({ provenance }) => provenance);
  const [first, ...others] = all;
  return first ? memo(first, 'live', others, () => pack(all)) : pack(all);
}

function pack(all: ProvenanceWords[]): LiveProvenance {
  const texts = onceEach<string | string[]>();
  const circumstances = onceEach<LiveCircumstances>();
  const number = (words: string[]) => texts.number(words.every((each) => each === words[0]) ? (words[0] ?? '') : words);
  const data: LiveProvenance['data'] = {};
  for (const id of Object.keys(all[0]?.data ?? {})) {
    const words = all.flatMap((each) => each.data[id] ?? []);
    const label = number(words.map((each) => each.label));
    const value = number(words.map((each) => each.value ?? ''));
    data[id] = [label, value, circumstances.number(circumstancesOf(words, number))];
  }
  return {
    briefing: number(all.map(({ briefing }) => briefing)),
    data,
    sources: sourcesOf(all, number),
    circumstances: circumstances.entries,
    texts: texts.entries,
  };
}

type NumberTexts = (words: string[]) => TextNumber;

/** One datum in all languages; what it lacks in every language is left out. */
function circumstancesOf(words: Provenance[], number: NumberTexts): LiveCircumstances {
  const [first] = words;
  const packed: LiveCircumstances = {};
  for (const key of ['exact', 'period', 'kind', 'qualifier', 'table', 'locator', 'status', 'note'] as const)
    if (words.some((each) => each[key])) packed[key] = number(words.map((each) => each[key] ?? ''));
  if (!first) return packed;
  if (words.some(({ quote }) => quote))
    packed.quote = [
      number(words.map(({ quote }) => quote?.text ?? '')),
      number(words.map(({ quote }) => quote?.language ?? '')),
    ];
  if (first.sources.length > 0) packed.sources = first.sources;
  if (first.formula !== undefined) packed.formula = first.formula;
  if (first.remarks.length > 0)
    packed.remarks = first.remarks.map((_, at) => [
      number(words.map(({ remarks }) => remarks[at]?.name ?? '')),
      number(words.map(({ remarks }) => remarks[at]?.text ?? '')),
    ]);
  if (first.inputs.length > 0)
    packed.inputs = first.inputs.map(({ id }, at) => [id, number(words.map(({ inputs }) => inputs[at]?.text ?? ''))]);
  if (first.conflicts.length > 0)
    packed.conflicts = first.conflicts.map(({ other }, at) => {
      const explanation = number(words.map(({ conflicts }) => conflicts[at]?.explanation ?? ''));
      if (!other) return [explanation];
      return [explanation, other.id, number(words.map(({ conflicts }) => conflicts[at]?.other?.text ?? ''))];
    });
  return packed;
}

function sourcesOf(all: ProvenanceWords[], number: NumberTexts): Record<string, LiveSource> {
  const entries = Object.entries(all[0]?.sources ?? {}).map(([id, first]): [string, LiveSource] => {
    const text = (key: 'publisher' | 'title' | 'date' | 'trust') =>
      number(all.map(({ sources }) => sources[id]?.[key] ?? ''));
    const words = { publisher: text('publisher'), title: text('title'), date: text('date'), trust: text('trust') };
    return [id, { number: first.number, ...words, ...(first.url && { url: first.url }) }];
  });
  return Object.fromEntries(entries);
}

/** A list in which equal values stand once, found by their numbers. */
function onceEach<Value>(): { entries: Value[]; number(value: Value): number } {
  const entries: Value[] = [];
  const numbers = new Map<string, number>();
  return {
    entries,
    number(value) {
      const key = JSON.stringify(value);
      const known = numbers.get(key);
      if (known !== undefined) return known;
      numbers.set(key, entries.length);
      return entries.push(value) - 1;
    },
  };
}
