import type { Diagnostics } from '../../base/diagnostic.ts';
import type { LanguageTag } from '../../base/language.ts';
import { type Advances, readAdvances } from './advances.ts';
import { chainOf, fontStyler, plainFont } from './computed-font.ts';
import { type Face, type FaceId, facePath, faces } from './faces.ts';
import { contentStrings } from './font-rules.ts';
import { scanHtml } from './html-scan.ts';

/**
 * Finds which characters each face has to have for a finished HTML document: its text, also inside SVG, under the fonts
 * that its own `style` elements choose on screen or in print, language by language. A face in use also gets the
 * printable ASCII characters, so that page numbers and scripts find theirs. Characters that no face has are reported,
 * once each, as `glyph-missing`.
 */
export async function fontUsage(html: string, diagnostics: Diagnostics): Promise<Map<FaceId, Set<number>>> {
  const runs = readRuns(html);
  const coverage = await loadCoverage();
  const usage = new Map<FaceId, Set<number>>();
  const missing = new Set<number>();
  const use = ({ id }: Face, codePoint: number) => {
    const characters = usage.get(id);
    if (characters) characters.add(codePoint);
    else usage.set(id, new Set([codePoint]));
  };
  for (const { chain, characters } of runs) {
    for (const character of new Set([...basic, ...characters.keys()])) {
      const codePoint = character.codePointAt(0) ?? 0;
      if (isInvisible(codePoint)) continue;
      const face = chain.find(({ id }) => coverage.get(id)?.(codePoint) !== undefined);
      if (face) use(face, codePoint);
      else if (!missing.has(codePoint)) {
        missing.add(codePoint);
        reportMissing(character, characters.get(character) ?? character, diagnostics);
      }
    }
  }
  return usage;
}

/** Everything set in one chain of faces: its characters, and for each the text that it was first met in. */
interface Run {
  chain: Face[];
  characters: Map<string, string>;
}

const basic = Array.from({ length: 95 }, (_, i) => String.fromCodePoint(0x20 + i));

function readRuns(html: string): Run[] {
  const css = styleOf(html);
  const styled = fontStyler(css);
  const runs = new Map<string, Run>();
  const stack = [styled.root];
  const languages = new Set<LanguageTag>();
  scanHtml(html, {
    open(scanned) {
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
      for (const chain of stack.at(-1)?.chains ?? []) addText(text, chain, runs);
    },
  });
  for (const language of languages) addText(contentStrings(css), chainOf(plainFont, language), runs);
  return [...runs.values()];
}

function styleOf(html: string): string {
  return [...html.matchAll(/<style\b[^>]*>([\s\S]*?)<\/style/gi)].map(([, css]) => css).join('\n');
}

function addText(text: string, chain: Face[], runs: Map<string, Run>): void {
  if (/^[ \t\n\r\f]*$/.test(text)) return;
  const key = chain.map(({ id }) => id).join();
  const run = runs.get(key) ?? { chain, characters: new Map<string, string>() };
  runs.set(key, run);
  for (const character of text) if (!run.characters.has(character)) run.characters.set(character, text);
}

/** Which characters every face has, read from the font files. */
async function loadCoverage(): Promise<Map<FaceId, Advances>> {
  return new Map(await Promise.all(faces.map(async (face) => [face.id, await readAdvances(facePath(face))] as const)));
}

/** Controls, variation selectors, joiners, soft hyphens: browsers need no glyph for them. */
function isInvisible(codePoint: number): boolean {
  return (
    codePoint < 0x20 || /[\p{Default_Ignorable_Code_Point}\p{Cc}\u2028\u2029]/u.test(String.fromCodePoint(codePoint))
  );
}

function reportMissing(character: string, context: string, diagnostics: Diagnostics): void {
  const at = Math.max(0, context.indexOf(character));
  const around = context
    .slice(Math.max(0, at - 20), at + 20)
    .trim()
    .replace(/\s+/g, ' ');
  const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  diagnostics.warning('glyph-missing', `no font of the theme has "${character}" (U+${code}), in "${around}"`);
}
