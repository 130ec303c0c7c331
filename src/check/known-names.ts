import type { LanguageTag, Localized } from '../base/language.ts';
import { pick } from '../base/language.ts';
import { memo } from '../base/memo.ts';
import type { Briefing } from '../model/briefing.ts';
import type { Report } from '../model/report.ts';
import { anyNumeral, numeralsIn } from './numerals/numeral.ts';

/**
 * A regular expression for the names of one language that hold a numeral and state no number: the words of
 * `templates/numerals.yaml`, terms of the glossary and what they put in quotation marks, units and codes.
 */
export function knownNames(language: LanguageTag, briefing: Briefing, report: Report): RegExp | undefined {
  const { terms, units, codeLists } = report;
  // The briefings of a batch have the same names.
  return memo(terms, `known names ${language}`, [briefing.theme.numerals, units, codeLists], () =>
    patternOfNames(language, briefing, report),
  );
}

function patternOfNames(language: LanguageTag, { theme }: Briefing, report: Report): RegExp | undefined {
  const listed = tagsOf(language).flatMap((tag) => theme.numerals[tag] ?? []);
  const names = [...listed, ...namesOf(report, language).filter((name) => numeralsIn(name, language).length > 0)];
  if (names.length === 0) return undefined;
  const longestFirst = [...new Set(names)].sort((a, b) => b.length - a.length);
  return new RegExp(longestFirst.map((name) => patternOf(name, language)).join('|'), 'giu');
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
