import { inflateSync } from 'node:zlib';
import type { LanguageTag } from '../../base/language.ts';
import { type Advances, readAdvances } from './advances.ts';
import { chainOf, type FontStyler, fontStyler, plainFont } from './computed-font.ts';
import { type Face, type FaceId, facePath, faces } from './faces.ts';
import { contentStrings, fontRules } from './font-rules.ts';
import { scanHtml } from './html-scan.ts';
import { endImplied } from './implied-end.ts';

/** Which characters a face has. */
export type Coverage = ReadonlyMap<FaceId, (codePoint: number) => boolean>;

/** A character that no face has, with the text that it stands in. */
export interface MissingGlyph {
  character: string;
  text: string;
}

/**
 * Finds which characters each face has to have for a finished HTML document: its text, also inside SVG, under the fonts
 * that its own `style` elements choose on screen or in print, language by language. Texts in JSON count as well. A face in use also gets the
 * printable ASCII characters, so that page numbers and scripts find theirs, and those of `alphabet` that are its own.
 */
export function fontUsage(
  html: string,
  coverage: Coverage,
  alphabet = '',
): { usage: Map<FaceId, Set<number>>; missing: MissingGlyph[] } {
  const usage = new Map<FaceId, Set<number>>();
  const missing = new Map<string, MissingGlyph>();
  for (const { chain, characters } of readRuns(html)) {
    addAlphabet(chain);
    for (const character of new Set([...basic, ...characters.keys()])) {
      const codePoint = character.codePointAt(0) ?? 0;
      if (isInvisible(character)) continue;
      const face = chain.find(({ id }) => coverage.get(id)?.(codePoint));
      if (face) use(face, codePoint, usage);
      else if (!missing.has(character))
        missing.set(character, { character, text: characters.get(character) ?? character });
    }
  }
  return { usage, missing: [...missing.values()] };

  function addAlphabet([first]: Face[]): void {
    const has = first && coverage.get(first.id);
    if (!first || !has) return;
    for (const character of alphabet) {
      const codePoint = character.codePointAt(0) ?? 0;
      if (!isInvisible(character) && has(codePoint)) use(first, codePoint, usage);
    }
  }
}

/** Reads from the font files which characters every face has (10 ms). */
export async function loadCoverage(): Promise<Coverage> {
  return new Map(
    await Promise.all(faces.map(async (face) => [face.id, asked(await readAdvances(facePath(face)))] as const)),
  );
}

/** Remembers the answers: a document asks for most characters in thirty chains of faces. */
function asked(advance: Advances): (codePoint: number) => boolean {
  const answers = new Map<number, boolean>();
  return (codePoint) => {
    const known = answers.get(codePoint);
    if (known !== undefined) return known;
    const found = advance(codePoint) !== undefined;
    answers.set(codePoint, found);
    return found;
  };
}

function use({ id }: Face, codePoint: number, usage: Map<FaceId, Set<number>>): void {
  const characters = usage.get(id);
  if (characters) characters.add(codePoint);
  else usage.set(id, new Set([codePoint]));
}

/** Everything set in one chain of faces: its characters, and for each the text that it was first met in. */
interface Run {
  chain: Face[];
  characters: Map<string, string>;
  /** 1 for each UTF-16 code unit, surrogates apart, that is among the characters: a page has a million to ask for. */
  seen: Uint8Array;
}

const basic = Array.from({ length: 95 }, (_, i) => String.fromCodePoint(0x20 + i));

function readRuns(html: string): Run[] {
  const css = styleOf(html);
  const styled = stylerOf(css);
  styled.begin();
  const runs = new Map<string, Run>();
  const stack = [styled.root];
  const languages = new Set<LanguageTag>();
  const byChain = new Map<Face[], Run>();
  scanHtml(html, {
    open(scanned) {
      endImplied(scanned.tag, stack);
      if (scanned.empty) return;
      const element = styled.child(stack.at(-1) ?? styled.root, scanned);
      if (element.language !== '') languages.add(element.language);
      stack.push(element);
    },
    close(tag) {
      const at = stack.findLastIndex((element) => element.tag === tag);
      if (at > 0) stack.length = at;
    },
    text(text) {
      if (isBlank(text)) return;
      for (const chain of stack.at(-1)?.chains ?? []) addText(text, runOf(chain));
    },
  });
  const others = [contentStrings(css), ...jsonTexts(html)].filter((text) => !isBlank(text));
  for (const language of others.length > 0 ? languages : []) {
    const run = runOf(chainOf(plainFont, language));
    for (const text of others) addText(text, run);
  }
  return [...runs.values()];

  function runOf(chain: Face[]): Run {
    const known = byChain.get(chain);
    if (known) return known;
    const key = chain.map(({ id }) => id).join();
    const run = runs.get(key) ?? { chain, characters: new Map(), seen: new Uint8Array(0x10000) };
    runs.set(key, run);
    byChain.set(chain, run);
    return run;
  }
}

/** The documents of a run share the rules that choose a font, and most of their elements. */
function stylerOf(css: string): FontStyler {
  // What a page prints in its margins differs from document to document, and chooses no font.
  const same = css.replace(/[{;\s]content\s*:[^;}]*/g, '');
  const known = stylers.get(same);
  if (known) return known;
  const rules = fontRules(css);
  const key = JSON.stringify(rules);
  if (last?.key !== key) last = { key, styler: fontStyler(rules) };
  if (stylers.size >= mostStylers) stylers.clear();
  stylers.set(same, last.styler);
  return last.styler;
}

let last: { key: string; styler: FontStyler } | undefined;

/** By style sheet: a run has one for screens, one for print, and some for what it shares. */
const stylers = new Map<string, FontStyler>();
const mostStylers = 8;

/** Texts that the page's script may show, plain or packed (`render/live/pack.ts`): they are set in the plain font. */
function jsonTexts(html: string): string[] {
  const plain = /<script type="application\/json"[^>]*>([^<]*)<\/script>/g;
  const packed = /<script type="text\/plain" id="live-details">([^<]*)<\/script>/g;
  return [
    ...Array.from(html.matchAll(plain), ([, json = '']) => json),
    ...Array.from(html.matchAll(packed), ([, data = '']) => inflateSync(Buffer.from(data, 'base64')).toString()),
  ];
}

function styleOf(html: string): string {
  return [...html.matchAll(/<style\b[^>]*>([\s\S]*?)<\/style/gi)].map(([, css]) => css).join('\n');
}

function isBlank(text: string): boolean {
  return /^[ \t\n\r\f]*$/.test(text);
}

function addText(text: string, { characters, seen }: Run): void {
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (seen[unit] === 1) continue;
    const character = String.fromCodePoint(text.codePointAt(i) ?? unit);
    if (character.length === 2) i += 1;
    else if (unit < 0xd800 || unit > 0xdfff) seen[unit] = 1;
    if (!characters.has(character)) characters.set(character, text);
  }
}

/** Controls, variation selectors, joiners, soft hyphens: browsers need no glyph for them. */
function isInvisible(character: string): boolean {
  return /[\p{Default_Ignorable_Code_Point}\p{Cc}\u2028\u2029]/u.test(character);
}
