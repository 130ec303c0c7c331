import type { PageChanges } from '../model/preview.ts';
import { fontMark } from '../render/page/page.ts';
import { type PageInParts, partsIn, wholePage } from '../render/page/parts.ts';

/** A page in the pieces that an open browser takes anew one by one; its large parts are marks in them. */
export interface PagePieces {
  parts: PageInParts['parts'];
  /** Up to `<body>`, but for style, title and what else a page may have another of without being loaded anew. */
  head: string;
  style: string;
  /** `@font-face` rules, which stand in the style. */
  fonts: string;
  /** The body without its sections and scripts. */
  shell: string;
  /** Id → the whole `<section>`. */
  sections: Map<string, string>;
  /** Id → content of a `<script>` that only holds data. */
  islands: Map<string, string>;
  /** Scripts that run: another one cannot take their place. */
  scripts: string;
}

/** The code that draws charts anew: the page's policy names it. */
const runtime = 'live-runtime';

/** Takes a page apart. */
export function piecesOf({ frame, parts }: PageInParts, fonts: string): PagePieces {
  const at = frame.indexOf('<body');
  const head = frame.slice(0, at);
  const [style = ''] = Array.from(head.matchAll(/<style>([\s\S]*?)<\/style>/g), ([, css]) => css);
  const { body, sections } = withoutSections(frame.slice(at).replace(/<\/html>\s*$/, ''));
  const islands = Array.from(
    body.matchAll(/<script type="[^"]*" id="([\w-]+)">([\s\S]*?)<\/script>/g),
    ([, id = '', text = '']) => [id, text] as const,
  );
  return {
    parts,
    fonts,
    head: head.replace(/<style>[\s\S]*<\/style>|<title>.*<\/title>|<meta (name|http-equiv|property)=[^>]*>/g, ''),
    style,
    shell: body.replace(/(<script[^>]*>)[\s\S]*?(<\/script>)/g, '$1$2'),
    sections,
    islands: new Map(islands.filter(([id]) => id !== runtime)),
    scripts: islands.flatMap(([id, text]) => (id === runtime ? [text] : [])).join(),
  };
}

/** What makes one page of the other; undefined when it has to be loaded anew. */
export function changesOf(before: PagePieces, after: PagePieces): PageChanges | undefined {
  const isSame = (a: string | undefined, b: string) =>
    a === b && partsIn(b).every((name) => before.parts.get(name) === after.parts.get(name));
  const whole = (frame: string) => wholePage({ frame, parts: after.parts });
  const others = (a: Map<string, string>, b: Map<string, string>) =>
    [...b].flatMap(([id, frame]) => (isSame(a.get(id), frame) ? [] : [[id, whole(frame)] as const]));
  if (
    before.head !== after.head ||
    !isSame(before.scripts, after.scripts) ||
    [...before.sections.keys()].join() !== [...after.sections.keys()].join()
  )
    return undefined;
  const islands = others(before.islands, after.islands);
  const sections = others(before.sections, after.sections);
  const isStyleSame = before.style === after.style && before.fonts === after.fonts;
  return {
    ...(!isStyleSame && { style: after.style.replace(fontMark, () => after.fonts) }),
    ...(before.shell !== after.shell && { shell: after.shell }),
    ...(islands.length > 0 && { islands: Object.fromEntries(islands) }),
    ...(sections.length > 0 && { sections: Object.fromEntries(sections) }),
  };
}

/** Sections of `<main>`, whatever sections an author's templates have inside. */
function withoutSections(body: string): { body: string; sections: Map<string, string> } {
  const sections = new Map<string, string>();
  const parts: string[] = [];
  let depth = 0;
  let [start, copied] = [0, 0];
  const main = body.indexOf('<main');
  const tags = /<(\/?)section\b[^>]*>/g;
  tags.lastIndex = Math.max(0, main);
  for (let tag = tags.exec(body); main >= 0 && tag; tag = tags.exec(body)) {
    depth += tag[1] === '/' ? -1 : 1;
    if (depth === 1 && tag[1] === '') {
      start = tag.index;
      parts.push(body.slice(copied, tags.lastIndex));
      copied = tags.lastIndex;
    } else if (depth === 0) {
      const html = body.slice(start, tags.lastIndex);
      const id = /^<section[^>]*?\bid="?([^"\s>]+)/.exec(html)?.[1];
      if (id === undefined) continue;
      sections.set(id, html);
      copied = tag.index;
    }
  }
  return { body: parts.join('') + body.slice(copied), sections };
}
