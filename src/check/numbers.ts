import type { Diagnostics, Place } from '../base/diagnostic.ts';
import { type LanguageTag, pick } from '../base/language.ts';
import type { Briefing } from '../model/briefing.ts';
import type { Report } from '../model/report.ts';
import { type KnownNames, knownNames } from './known-names.ts';
import { type Numeral, numeralsIn } from './numerals/numeral.ts';
import type { Text } from './texts.ts';

/**
 * Rule “every number bound”: a numeral in words that a reader sees must come from data, or be a literal with its reason.
 * Reports `number-unbound`.
 */
export function checkNumbers(
  briefing: Briefing,
  report: Report,
  texts: readonly Text[],
  diagnostics: Diagnostics,
): void {
  const names = new Map<LanguageTag, KnownNames>();
  const dated = editionNumbers(report);
  const told = new Set<string>();
  for (const text of texts) {
    const ofLanguage = names.get(text.language) ?? knownNames(text.language, briefing, report);
    names.set(text.language, ofLanguage);
    const numerals = nameless(text, ofLanguage);
    if (numerals.length === 0) continue;
    const excused = literalSpans(text);
    for (const numeral of numerals) {
      if (excused.some((span) => covers(span, numeral))) continue;
      if (text.kind === 'title' && dated.has(numeral.text)) continue;
      const place = placeIn(text, numeral);
      // A text that stands for all languages is looked at in each.
      const key = JSON.stringify([place, text.text, numeral.at]);
      if (told.has(key)) continue;
      told.add(key);
      diagnostics.warning('number-unbound', `“${numeral.text}” comes from no datum`, place, hints[text.kind]);
    }
  }
}

const hints: Record<Text['kind'], string> = {
  prose:
    'write {{fact}}, {{cell}} or {{period}}, or {{literal "…" reason="…"}}; a name belongs in the glossary or in templates/numerals.yaml',
  title: 'say it without a number, or give the reason under "literals" in briefing.yaml',
  chart: 'say it without a number, or give the reason under usermeta.jianbao.literals',
  label: 'say it without a number, or give the reason under "literals" in briefing.yaml',
};

/** Whether a span holds all of a numeral, its article aside: “万元” is a unit's name, “5万元” an amount. */
function covers([start, end]: [number, number], { at, text }: Numeral): boolean {
  const article = /^an? /i.exec(text)?.[0].length ?? 0;
  return start <= at + article && at + text.length <= end;
}

/** The numbers of the edition's period and of the day it carries, as a title may write them. */
function editionNumbers({ briefing }: Report): Set<string> {
  const { period, date } = briefing.edition;
  return new Set(
    [period, date].flatMap((text) => text.split(/\D+/)).flatMap((digits) => [digits, String(Number(digits))]),
  );
}

/** Numerals of a text that belong to no known name. */
function nameless({ text, language }: Text, names: KnownNames): readonly Numeral[] {
  const ofNames = found.get(names) ?? new Map<string, readonly Numeral[]>();
  found.set(names, ofNames);
  const key = `${language} ${text}`;
  const before = ofNames.get(key);
  if (before) return before;
  const numerals = numeralsIn(text, language);
  const excused = numerals.length > 0 ? names.spansIn(text) : [];
  const left = numerals.filter((numeral) => !excused.some((span) => covers(span, numeral)));
  if (ofNames.size >= mostTexts) ofNames.clear();
  ofNames.set(key, left);
  return left;
}

/** By the names: the briefings of a batch, and what is edited in a preview, say most things in the same words. */
const found = new WeakMap<object, Map<string, readonly Numeral[]>>();
const mostTexts = 5000;

function literalSpans({ text, language, literals }: Text): [number, number][] {
  return literals.flatMap((each) => {
    const literal = pick(each.text, language);
    if (!literal) return [];
    const found: [number, number][] = [];
    for (let at = text.indexOf(literal); at >= 0; at = text.indexOf(literal, at + literal.length))
      found.push([at, at + literal.length]);
    return found;
  });
}

/** Prose knows each of its characters, unless Markdown spells them otherwise (`&#50;`); other text is marked whole. */
function placeIn({ kind, place }: Text, numeral: Numeral): Place {
  if (kind !== 'prose' || place.column === undefined || place.length === undefined) return place;
  return { ...place, column: place.column + numeral.at, length: numeral.text.length };
}
