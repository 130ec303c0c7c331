import type { TemplateWords, TextFile } from '../model/briefing.ts';
import { readReferences } from './character-references.ts';
import { placesOf } from './place.ts';

type Templates = ReadonlyMap<string, TextFile>;

/** What a briefing's own layouts, its partials in any layout, and its styles say in words of their own. */
export function templateWords(layouts: Templates, partials: Templates, styles: Templates): TemplateWords[] {
  const isOwn = ({ file }: TextFile) => !file.startsWith('theme:');
  return [
    ...reached([...layouts.values()], partials)
      .filter(isOwn)
      .flatMap(wordsIn),
    ...[...styles.values()].filter(isOwn).flatMap(contentIn),
  ];
}

/** Layouts and what they include. Partials of sections are part of their text. */
function reached(layouts: TextFile[], partials: Templates): TextFile[] {
  const files = new Set(layouts);
  for (const { text } of files)
    for (const [, name = ''] of text.matchAll(/\{\{~?#?>\s*["'[]?([\w./-]+)/g)) {
      const partial = partials.get(name);
      if (partial) files.add(partial);
    }
  return [...files];
}

/** A tag, also one that lacks its end: each is looked at once. */
const tag = /<(?:"[^"]*"|'[^']*'|[^'">])*>?/g;
/** Attributes that are shown or read out. */
const spoken = /\s(?:alt|aria-label|aria-description|placeholder|title)\s*=\s*(?:"([^"]*)"|'([^']*)')/gi;

function wordsIn({ file, text }: TextFile): TemplateWords[] {
  const heard = textOf(text);
  const placeAt = placesOf(file, text);
  const found: TemplateWords[] = [];
  let end = 0;
  for (const { 0: written, index } of heard.matchAll(tag)) {
    note(heard.slice(end, index), end);
    for (const { 0: attribute, 1: double, 2: single, index: at } of written.matchAll(spoken)) {
      const value = double ?? single ?? '';
      note(value, index + at + attribute.length - 1 - value.length);
    }
    end = index + written.length;
  }
  note(heard.slice(end), end);
  return found;

  function note(part: string, at: number): void {
    const words = part.trim();
    if (words === '') return;
    found.push({ text: readReferences(words), place: placeAt(at + part.indexOf(words), words.length) });
  }
}

/** What is no text, from where it begins to where it ends. */
const silent: [begin: string, end: RegExp][] = [
  ['\\{\\{~?!--', /--~?\}\}/g],
  ['\\{\\{\\{', /\}\}\}/g],
  ['\\{\\{', /\}\}/g],
  ['<!--', /-->/g],
  ['<style\\b[^>]*>', /<\/style/gi],
  ['<script\\b[^>]*>', /<\/script/gi],
];
const anySilent = new RegExp(silent.map(([begin]) => `(${begin})`).join('|'), 'gi');

/** A template with blanks in place of Handlebars, comments, and what is in styles and scripts. */
function textOf(template: string): string {
  const parts: string[] = [];
  let at = 0;
  while (at < template.length) {
    anySilent.lastIndex = at;
    const found = anySilent.exec(template);
    const start = found?.index ?? template.length;
    parts.push(template.slice(at, start));
    if (!found) break;
    const [opening, ...kinds] = found;
    const [, end] = silent[kinds.findIndex((kind) => kind !== undefined)] as (typeof silent)[number];
    end.lastIndex = start + opening.length;
    at = end.exec(template) ? end.lastIndex : template.length;
    // Of a style and a script one tag is left, as their last one ends behind this.
    parts.push(/^<s/i.test(opening) ? '<'.padEnd(at - start) : ' '.repeat(at - start));
  }
  return parts.join('');
}

/** The strings of `content` (CSS Generated Content 3); an escape in them stands for a sign. */
function contentIn({ file, text }: TextFile): TemplateWords[] {
  const placeAt = placesOf(file, text);
  const strings = /"((?:[^"\\\n]|\\[\s\S])*)"|'((?:[^'\\\n]|\\[\s\S])*)'/g;
  return Array.from(text.matchAll(/(?<=[{;\s]content\s*:)[^;}]*/g)).flatMap(({ 0: value, index }) =>
    Array.from(value.matchAll(strings), ({ 0: quoted, 1: double, 2: single, index: at }) => ({
      text: (double ?? single ?? '').replace(/\\(?:[\da-f]{1,6}\s?|[\s\S])/gi, ' '),
      place: placeAt(index + at + 1, quoted.length - 2),
    })).filter(({ text }) => text.trim() !== ''),
  );
}
