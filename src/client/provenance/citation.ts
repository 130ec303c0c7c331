import { nestQuotes } from '../../base/nested-quotes.ts';
import type { LiveData } from '../../model/live.ts';
import { filled } from '../words.ts';
import { type Datum, datumOf, inLanguage } from './datum.ts';

/** What stands under a copied sentence, a line each: how the number came about, its publications, the briefing. */
export function citationLines(datum: Datum, language: string, live: LiveData): string[] {
  const { texts, sources, briefing } = live.provenance;
  const { locator, formula } = datum.circumstances;
  const words = (number: number | undefined) =>
    number === undefined ? '' : inLanguage(texts[number] ?? '', language, live);
  const say = (key: string, values: Record<string, string> = {}) =>
    filled(live.messages[key]?.[language] ?? '', values);

  const list = [...sourcesOf(datum, live, new Set())]
    .flatMap((id) => sources[id] ?? [])
    .map((source) => {
      const date = words(source.date);
      const key = date === '' ? 'provenance.publication-undated' : 'provenance.publication';
      return say(key, { publisher: words(source.publisher), title: nestQuotes(words(source.title), language), date });
    })
    .join(say('figure.source-separator'));
  const place = words(locator);
  const cited = say(place === '' ? 'provenance.citation' : 'provenance.citation-located', { list, locator: place });
  return [
    ...(formula === undefined ? [] : [say('provenance.derived')]),
    ...(list !== '' ? [cited] : formula === undefined ? [say('provenance.unsourced')] : []),
    words(briefing),
  ];
}

/** Sources of a datum; of a derived one, those of all that it was calculated from. */
function sourcesOf({ id, circumstances }: Datum, live: LiveData, seen: Set<string>): Set<string> {
  if (seen.has(id)) return new Set();
  seen.add(id);
  const inputs = (circumstances.inputs ?? []).flatMap(([input]) => datumOf(input, live) ?? []);
  return new Set([...(circumstances.sources ?? []), ...inputs.flatMap((input) => [...sourcesOf(input, live, seen)])]);
}
