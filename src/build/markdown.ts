import type { Diagnostics, Place } from '../base/diagnostic.ts';
import type { Block, Inline, Reference } from '../model/document.ts';
import type { Templated } from './origin.ts';
import type { MarkedBlock } from './references.ts';

type Token = import('markdown-it').Token;

/** Made once: it takes longer than most sections do. */
let parser: import('markdown-it').MarkdownIt | undefined;

/**
 * Markdown (CommonMark with tables) with marks from `referenceHelpers` → blocks. HTML in it is text. `sectionId` is put before the ids of headings, so that they are unique on the page.
 */
export async function parseMarkdown(
  { text: markdown, origin }: Templated,
  marked: (Reference | MarkedBlock)[],
  sectionId: string,
  diagnostics: Diagnostics,
): Promise<Block[]> {
  const { default: MarkdownIt } = await import('markdown-it');
  parser ??= readsAllLinks(new MarkdownIt({ html: false }));
  const tokens = parser.parse(markdown, {});
  const lineStarts = [0, ...[...markdown.matchAll(/\n/g)].map(({ index }) => index + 1)];
  let headings = 0;
  // Tokens do not know where in the line they stand, but they come in order: each text is looked for behind the last.
  let cursor = 0;
  let limit = markdown.length;
  return blocksOf(tokens);

  function blocksOf(tokens: Token[]): Block[] {
    const blocks: Block[] = [];
    for (let index = 0; index < tokens.length; ) {
      const end = closing(tokens, index);
      blocks.push(...blockOf(tokens.slice(index, end + 1)));
      index = end + 1;
    }
    return blocks;
  }

  function blockOf(tokens: Token[]): Block[] {
    const [open] = tokens;
    const inside = tokens.slice(1, -1);
    const place = placeOf(open);
    switch (open?.type) {
      case 'paragraph_open':
        return paragraph(inside[0], place);
      case 'heading_open':
        return heading(Number(open.tag.slice(1)), inside[0], place);
      case 'bullet_list_open':
        return [{ type: 'list', ordered: false, items: items(inside), place }];
      case 'ordered_list_open': {
        const start = Number(open.attrGet('start') ?? 1);
        return [{ type: 'list', ordered: true, ...(start !== 1 && { start }), items: items(inside), place }];
      }
      case 'blockquote_open':
        return [{ type: 'quote', blocks: blocksOf(inside), place }];
      case 'table_open':
        return [grid(inside, place)];
      case 'hr':
        return [];
      default:
        diagnostics.error(
          'markdown-feature',
          'code blocks have no place in a briefing',
          place,
          'indent text by less than four spaces',
        );
        return [];
    }
  }

  function paragraph(inline: Token | undefined, place: Place): Block[] {
    const alone = /^\s*(?:\uE000\d+\uE001\s*)+$/.test(inline?.content ?? '') ? marks(inline?.content ?? '') : [];
    if (alone.length > 0 && alone.every(isBlock)) return alone as MarkedBlock[];
    return [{ type: 'paragraph', text: inlines(inline, place), place }];
  }

  function marks(text: string): (Reference | MarkedBlock)[] {
    return [...text.matchAll(/\uE000(\d+)\uE001/g)].flatMap(([, index]) => marked[Number(index)] ?? []);
  }

  function heading(level: number, inline: Token | undefined, place: Place): Block[] {
    if (level !== 3 && level !== 4) {
      diagnostics.error(
        'heading-level',
        `a heading of level ${level} inside a section`,
        place,
        "the section's title is level 2: start at ### and go no deeper than ####",
      );
      return [];
    }
    headings += 1;
    return [{ type: 'heading', level, id: `${sectionId}-${headings}`, text: inlines(inline, place), place }];
  }

  function items(tokens: Token[]): Block[][] {
    return groups(tokens).map((item) => blocksOf(item.slice(1, -1)));
  }

  function grid(tokens: Token[], place: Place): Block {
    const cells = tokens.flatMap((token, index) =>
      token.type === 'th_open' || token.type === 'td_open' ? [{ open: token, inline: tokens[index + 1] }] : [],
    );
    const head = cells.filter(({ open }) => open.type === 'th_open');
    const rest = cells
      .filter(({ open }) => open.type === 'td_open')
      .map(({ inline, open }) => inlines(inline, placeOf(open) ?? place));
    const align = head.map(
      ({ open }) =>
        (/text-align:(left|right|center)/.exec(String(open.attrGet('style') ?? ''))?.[1] ?? null) as
          | 'left'
          | 'right'
          | 'center'
          | null,
    );
    const rows = Array.from({ length: rest.length / Math.max(1, head.length) }, (_, row) =>
      rest.slice(row * head.length, (row + 1) * head.length),
    );
    return {
      type: 'grid',
      head: head.map(({ inline, open }) => inlines(inline, placeOf(open) ?? place)),
      rows,
      align,
      place,
    };
  }

  function inlines(inline: Token | undefined, place: Place): Inline[] {
    return inlineRun(inline?.children ?? [], place);
  }

  function inlineRun(tokens: Token[], place: Place): Inline[] {
    const run: Inline[] = [];
    for (let index = 0; index < tokens.length; ) {
      const end = closing(tokens, index);
      run.push(...inlineOf(tokens.slice(index, end + 1), place));
      index = end + 1;
    }
    return run;
  }

  function inlineOf(tokens: Token[], place: Place): Inline[] {
    const [open] = tokens;
    const inside = () => inlineRun(tokens.slice(1, -1), place);
    switch (open?.type) {
      case 'text':
        return textRun(open.content, find(open.content), place);
      case 'softbreak':
        return [{ type: 'text', text: '\n' }];
      case 'hardbreak':
        return [{ type: 'break' }];
      case 'code_inline':
        return [{ type: 'code', text: open.content, ...written(find(open.content), open.content) }];
      case 'strong_open':
        return [{ type: 'strong', text: inside() }];
      case 'em_open':
        return [{ type: 'emphasis', text: inside() }];
      case 'link_open':
        return link(String(open.attrGet('href') ?? ''), inside(), place);
      case 'image':
        diagnostics.error(
          'markdown-feature',
          'pictures cannot be placed in a section yet',
          place,
          'charts are placed with {{chart "id"}}',
        );
        return [];
      default:
        return [];
    }
  }

  function link(href: string, text: Inline[], place: Place): Inline[] {
    if (leads.test(href)) return [{ type: 'link', href, text }];
    const hint = 'links lead to https:, http: or mailto: addresses, or to a place on the page, such as #employment';
    const [at = place] = text.flatMap((inline) => ('place' in inline && inline.place ? [inline.place] : []));
    diagnostics.warning('link-refused', `a link would lead to "${href}"`, at, hint);
    return text;
  }

  function textRun(text: string, start: number | undefined, place: Place): Inline[] {
    let at = start ?? 0;
    return text.split(/(\uE000\d+\uE001)/).flatMap((piece): Inline[] => {
      if (piece === '') return [];
      const from = start === undefined ? undefined : at;
      at += piece.length;
      const [reference] = marks(piece);
      if (!reference) return [{ type: 'text', text: piece, ...written(from, piece) }];
      if (!isBlock(reference)) return [reference];
      diagnostics.error(
        'block-inline',
        `a ${reference.type} stands inside a sentence`,
        reference.place ?? place,
        'leave an empty line before and after it',
      );
      return [];
    });
  }

  /** Offset of a text that stands behind everything found before; undefined for one that Markdown spells otherwise. */
  function find(text: string): number | undefined {
    const at = markdown.indexOf(text, cursor);
    if (at < 0 || at >= limit) return undefined;
    cursor = at + text.length;
    return at;
  }

  function written(at: number | undefined, text: string): { place?: Place } {
    return at === undefined ? {} : { place: { ...origin(at), length: text.length } };
  }

  /** Also moves on to the token's lines. */
  function placeOf(token: Token | undefined): Place {
    if (!token?.map) return origin(cursor);
    const [first, end] = token.map;
    cursor = Math.max(cursor, lineStarts[first] ?? 0);
    limit = lineStarts[end] ?? markdown.length;
    return origin(lineStarts[first] ?? 0);
  }
}

/** Where a link may lead; relative ones lead nowhere from a PDF, and `//host` to a share of the network from a saved page. */
const leads = /^(?:https?:\/\/|mailto:|#)/i;

/** What may not be followed is told, where the parser would show its Markdown as text. */
function readsAllLinks(parser: import('markdown-it').MarkdownIt): import('markdown-it').MarkdownIt {
  parser.validateLink = () => true;
  return parser;
}

function isBlock(reference: Reference | MarkedBlock): reference is MarkedBlock {
  return reference.type === 'chart' || reference.type === 'table' || reference.type === 'part';
}

function groups(tokens: Token[]): Token[][] {
  const found: Token[][] = [];
  for (let index = 0; index < tokens.length; ) {
    const end = closing(tokens, index);
    found.push(tokens.slice(index, end + 1));
    index = end + 1;
  }
  return found;
}

/** Index of the token that closes the one at `index`; `index` itself for a token without content. */
function closing(tokens: Token[], index: number): number {
  let depth = 0;
  for (let at = index; at < tokens.length; at++) {
    depth += tokens[at]?.nesting ?? 0;
    if (depth === 0) return at;
  }
  return tokens.length - 1;
}
