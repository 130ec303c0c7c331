import type { LanguageTag, Localized } from '../base/language.ts';
import { pick } from '../base/language.ts';
import { memo } from '../base/memo.ts';
import type { Briefing } from '../model/briefing.ts';
import type { Report } from '../model/report.ts';
import { anyNumeral, numeralsIn, small } from './numerals/numeral.ts';

/** Names that hold a numeral and state no number. */
export interface KnownNames {
  /** Where they stand in a text: offsets of beginning and end. */
  spansIn(text: string): [number, number][];
}

/**
 * The names of one language that hold a numeral and state no number: the words of `templates/numerals.yaml`, terms of the
 * glossary and what they put in quotation marks, units and codes.
 */
export function knownNames(language: LanguageTag, briefing: Briefing, report: Report): KnownNames {
  const { terms, units, codeLists } = report;
  // The briefings of a batch have the same names.
  return memo(terms, `known names ${language}`, [briefing.theme.numerals, units, codeLists], () =>
    namesKnown(language, briefing, report),
  );
}

function namesKnown(language: LanguageTag, { theme }: Briefing, report: Report): KnownNames {
  const listed = tagsOf(language).flatMap((tag) => theme.numerals[tag] ?? []);
  const names = [...listed, ...namesOf(report, language).filter((name) => numeralsIn(name, language).length > 0)];
  const known = [...new Set(names)].map((name) => ({ name, mark: markOf(name) }));
  const patterns = new Map<string, RegExp>();
  return {
    spansIn(text) {
      // A pattern takes long to compile: most names are told from a text by a part of them.
      const lower = text.toLowerCase();
      return apart(known.flatMap(({ name, mark }) => (lower.includes(mark) ? found(name, text) : [])));
    },
  };

  function found(name: string, text: string): [number, number][] {
    const pattern = patterns.get(name) ?? new RegExp(patternOf(small(name), language), 'gu');
    patterns.set(name, pattern);
    return Array.from(small(text).matchAll(pattern), ({ 0: match, index }) => [index, index + match.length]);
  }
}

/** Read from left to right, the longest first: what belongs to one name belongs to no other. */
function apart(spans: [number, number][]): [number, number][] {
  let read = 0;
  return spans
    .sort(([a, x], [b, y]) => a - b || y - x)
    .filter(([start, end]) => {
      if (start < read) return false;
      read = end;
      return true;
    });
}

/** The longest part of a name that a text has as it is, but for the case of letters. */
function markOf(name: string): string {
  const parts = name.toLowerCase().split(/\{n\}|[“”‘’"\s]+/i);
  return parts.reduce((longest, part) => (part.length > longest.length ? part : longest), '');
}

function namesOf({ terms, units, codeLists }: Report, language: LanguageTag): string[] {
  const inLanguage = (text: Localized | undefined) => pick(text, language) ?? [];
  return [
    ...Object.values(terms)
      .flatMap(({ term, shortTerm }) => [inLanguage(term), inLanguage(shortTerm)].flat())
      .flatMap((name) => [name, ...quoted(name)]),
    ...Object.values(units).flatMap(({ title, pattern }) =>
      [inLanguage(title), [inLanguage(pattern)].flat().flatMap((text) => text.split(/\{[^}]*\}/))].flat(),
    ),
    ...Object.values(codeLists).flatMap(({ codes }) =>
      codes.flatMap(({ label, shortLabel }) => [inLanguage(label), inLanguage(shortLabel)].flat()),
    ),
  ];
}

/** `“2+N” pattern` → `2+N`. */
function quoted(name: string): string[] {
  return [...name.matchAll(/[“‘"]([^”’"]+)[”’"]/g)].map(([, inside]) => inside ?? '');
}

/** Quotation marks may be left away; `{n}` is any numeral; a name of letters ends where the word ends. */
function patternOf(name: string, language: LanguageTag): string {
  const pieces = name.split('{n}').map((piece) =>
    piece
      .replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
      .replace(/[“”‘’"]/g, '[“”‘’"\']?')
      .replace(/\s+/g, '\\s+'),
  );
  const body = pieces.join(`(?:${anyNumeral(language)})`);
  const isLetter = (character: string | undefined) => /[A-Za-z]/.test(character ?? '');
  return `${isLetter(name[0]) ? '\\b' : ''}${body}${isLetter(name.at(-1)) ? '(?![A-Za-z])' : ''}`;
}

function tagsOf(language: LanguageTag): LanguageTag[] {
  const parts = language.split('-');
  return parts.map((_, index) => parts.slice(0, parts.length - index).join('-'));
}
