import type { LanguageTag } from '../base/language.ts';
import type { Edition, Worded } from '../model/edition.ts';

/**
 * Sources of the numbers in a run of prose that it does not cite itself, as citations: in print they stand at its end,
 * so that every number has a numbered note near it and no sentence is cut up. A derived number has the sources of what
 * it was calculated from.
 */
export function sourceNotes(text: Worded[], language: LanguageTag, editions: Edition[]): Worded[] {
  const words = editions.find((edition) => edition.language === language)?.provenance;
  if (!words) return [];
  const cited = new Set<string>();
  const used = new Set<string>();
  const seen = new Set<string>();
  for (const inline of text) visit(inline);
  return [...used].flatMap((source): Worded[] => {
    const number = words.sources[source]?.number;
    return cited.has(source) || number === undefined ? [] : [{ type: 'citation', source, number, label: '' }];
  });

  function visit(inline: Worded): void {
    switch (inline.type) {
      case 'citation':
        cited.add(inline.source);
        return;
      case 'bound':
        if (inline.kind !== 'label' && inline.kind !== 'literal') addSources(inline.id);
        return;
      case 'strong':
      case 'emphasis':
      case 'link':
        for (const each of inline.text) visit(each);
    }
  }

  function addSources(id: string): void {
    if (seen.has(id) || !words || !Object.hasOwn(words.data, id)) return;
    seen.add(id);
    for (const source of words.data[id]?.sources ?? []) used.add(source);
    for (const input of words.data[id]?.inputs ?? []) addSources(input.id);
  }
}
