import type { TemplateWords, TextFile } from '../model/briefing.ts';
import { unescaped } from './css-escapes.ts';
import { attributesOf, readReferences } from './markup.ts';
import { placesOf } from './place.ts';

type Templates = ReadonlyMap<string, TextFile>;

/** What a briefing's own layouts, its partials in any layout, and its styles say in words of their own. */
export function templateWords(layouts: Templates, partials: Templates, styles: Templates): TemplateWords[] {
  const isOwn = ({ file }: TextFile) => !file.startsWith('theme:');
  return [
    ...[...reached([...layouts.values()], partials)].flatMap(([file, parts]) =>
      isOwn(file) ? wordsIn(file, parts) : [],
    ),
    ...[...styles.values()].filter(isOwn).flatMap((file) => contentIn(file, 0, file.text.length)),
  ];
}

/** Layouts and what they include, in parts. Partials of sections are part of their text. */
function reached(layouts: TextFile[], partials: Templates): Map<TextFile, Part[]> {
  const files = new Set(layouts);
  const parted = new Map<TextFile, Part[]>();
  for (const file of files) {
    const parts = partsOf(file.text);
    parted.set(file, parts);
    for (const { kind, start, end } of parts) {
      const [, name = ''] = /^\{\{~?#?>\s*["'[]?([^\s"'\]}=]+)/.exec(file.text.slice(start, end)) ?? [];
      const partial = kind === 'handlebars' ? partials.get(name) : undefined;
      if (partial) files.add(partial);
    }
  }
  return parted;
}

interface Part {
  kind: 'text' | 'handlebars' | 'comment' | 'style' | 'script';
  /** Offsets in the template. */
  start: number;
  end: number;
}

/** How a part that is no text begins and ends; each place of a template is looked at once. */
const others: [Part['kind'], begin: string, end: RegExp][] = [
  ['comment', '\\{\\{~?!--', /--~?\}\}/g],
  ['handlebars', '\\{\\{\\{', /\}\}\}/g],
  ['handlebars', '\\{\\{', /\}\}/g],
  ['comment', '<!--', /-->/g],
  ['style', '<style\\b', /<\/style[^>]*>?/gi],
  ['script', '<script\\b', /<\/script[^>]*>?/gi],
];
const anyOther = new RegExp(others.map(([, begin]) => `(${begin})`).join('|'), 'gi');

function partsOf(template: string): Part[] {
  const parts: Part[] = [];
  let at = 0;
  while (at < template.length) {
    anyOther.lastIndex = at;
    const found = anyOther.exec(template);
    const start = found?.index ?? template.length;
    if (start > at) parts.push({ kind: 'text', start: at, end: start });
    if (!found) break;
    const [opening, ...begins] = found;
    const [kind, , closing] = others[begins.findIndex((begin) => begin !== undefined)] as (typeof others)[number];
    closing.lastIndex = start + opening.length;
    at = closing.exec(template) ? closing.lastIndex : template.length;
    parts.push({ kind, start, end: at });
  }
  return parts;
}

/** A tag, also one that lacks its end. */
const tag = /<[a-z/!?](?:"[^"]*"|'[^']*'|[^'">])*>?/gi;
/** Attributes that are shown or read out. */
const spoken = new Set(
  'alt aria-description aria-label aria-roledescription aria-valuetext label placeholder title'.split(' '),
);
/** Stands where Handlebars may write, so that words before and behind are apart. */
const gap = '\u0000';

function wordsIn(file: TextFile, parts: Part[]): TemplateWords[] {
  const { text } = file;
  const heard = parts
    .map(({ kind, start, end }) => (kind === 'text' ? text.slice(start, end) : gap.repeat(end - start)))
    .join('');
  const placeAt = placesOf(file.file, text);
  const found: TemplateWords[] = [];
  let read = 0;
  for (const { 0: written, index } of heard.matchAll(tag)) {
    note(heard.slice(read, index), read);
    for (const { key, value, at } of attributesOf(written))
      if (spoken.has(key)) note(value, written.indexOf(value, at + key.length) + index);
    read = index + written.length;
  }
  note(heard.slice(read), read);
  const styles = parts.filter(({ kind }) => kind === 'style');
  return [...found, ...styles.flatMap(({ start, end }) => contentIn(file, start, end))];

  function note(part: string, at: number): void {
    for (const { 0: words, index } of part.matchAll(/[^\s\0](?:[^\0]*[^\s\0])?/g))
      found.push({ text: characters(words), place: placeAt(at + index, words.length) });
  }
}

/** Without references to characters; of those with a name a few are numbers. */
function characters(words: string): string {
  return readReferences(words).replace(/&(\w+);/g, (_, name: string) => fractions[name] ?? ' ');
}

const fractions: Record<string, string> = { frac12: '½', frac14: '¼', frac34: '¾' };

/** The strings of `content` (CSS Generated Content 3) in a part of a file. */
function contentIn({ file, text }: TextFile, start: number, end: number): TemplateWords[] {
  const placeAt = placesOf(file, text);
  const css = text.slice(start, end).replace(/\/\*[\s\S]*?(?:\*\/|$)/g, (comment) => ' '.repeat(comment.length));
  const values = css.matchAll(
    /(?<![\w-])content\s*:((?:"(?:[^"\\\n]|\\[\s\S])*"|'(?:[^'\\\n]|\\[\s\S])*'|[^;}"'])*)/gi,
  );
  return Array.from(values).flatMap(({ 0: rule, 1: value = '', index }) => {
    const before = start + index + rule.length - value.length;
    // What functions take is an address or a separator.
    const strings = value.matchAll(
      /(?<![\w-])[\w-]+\((?:"[^"]*"|'[^']*'|[^"'()])*\)|(["'])((?:(?!\1)[^\\]|\\[\s\S])*)\1/g,
    );
    return Array.from(strings).flatMap(({ 2: string = '', index: at }) => {
      const said = unescaped(string).text;
      return said.trim() === '' ? [] : { text: said, place: placeAt(before + at + 1, string.length) };
    });
  });
}
