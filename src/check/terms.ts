import type { Place } from '../base/diagnostic.ts';
import { isChinese, type LanguageTag, pick } from '../base/language.ts';
import type { Block, Inline } from '../model/document.ts';
import type { Report } from '../model/report.ts';
import { small } from './numerals/numeral.ts';
import { inlinesOf } from './texts.ts';

/** How a term is written in a language: in full and short. */
export function termWords({ terms }: Report, id: string, language: LanguageTag): string[] {
  const { term, shortTerm } = terms[id] ?? {};
  return [pick(term, language), pick(shortTerm, language)].filter((words) => words !== undefined);
}

/** Finds the terms of the glossary that a block uses in its language, by `{{term}}` or by their words, with the first place. */
export function termFinder(report: Report): (block: Block, language: LanguageTag) => Map<string, Place> {
  const names = new Map<LanguageTag, Names>();
  return (block, language) => {
    if (!names.has(language)) names.set(language, namesFor(report, language));
    const known = names.get(language);
    const found = new Map<string, Place>();
    const add = (id: string | undefined, place: Place) => {
      if (id !== undefined && !found.has(id)) found.set(id, place);
    };
    for (const { text, place } of inlinesOf(block)) visit(text, place);
    return found;

    function visit(text: readonly Inline[], place: Place): void {
      for (const inline of text) {
        if (inline.type === 'term') add(inline.term, inline.place);
        else if (inline.type === 'text' || inline.type === 'code') search(inline.text, inline.place ?? place);
        else if ('text' in inline && Array.isArray(inline.text)) visit(inline.text, place);
      }
    }

    function search(text: string, place: Place): void {
      const lower = keyOf(text);
      const here = known?.names.filter((name) => lower.includes(name)) ?? [];
      if (here.length === 0) return;
      for (const { 0: words, index } of lower.matchAll(patternOf(here, language))) {
        const column = place.column === undefined ? {} : { column: place.column + index, length: words.length };
        add(known?.ids.get(words), { ...place, ...column });
      }
    }
  };
}

interface Names {
  /** Longest first. */
  names: string[];
  ids: Map<string, string>;
}

function namesFor(report: Report, language: LanguageTag): Names {
  const ids = new Map<string, string>();
  for (const id of Object.keys(report.terms))
    for (const words of termWords(report, id, language)) if (!ids.has(keyOf(words))) ids.set(keyOf(words), id);
  return { names: [...ids.keys()].sort((a, b) => b.length - a.length), ids };
}

function patternOf(names: readonly string[], language: LanguageTag): RegExp {
  const escaped = names.map((name) => name.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')).join('|');
  return new RegExp(isChinese(language) ? escaped : `(?<!\\p{L})(?:${escaped})(?!\\p{L})`, 'gu');
}

/** In small letters, each character at its place. */
function keyOf(words: string): string {
  const lower = words.toLowerCase();
  return lower.length === words.length ? lower : small(words);
}
