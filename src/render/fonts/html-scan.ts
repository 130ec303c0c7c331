/** What a scan of HTML or SVG tells, in the order of the text. */
export interface HtmlVisitor {
  open(element: ScannedElement): void;
  close(tag: string): void;
  /** Text between tags, character references decoded. */
  text(text: string): void;
}

export interface ScannedElement {
  /** Lower case. */
  tag: string;
  /** Attributes as they stand in the tag; `readAttributes` reads them. */
  written: string;
  /** Without a closing tag to come: void elements of HTML, `<path …/>` of SVG. */
  empty: boolean;
}

/**
 * Walks over HTML that a program wrote: every element closed, attributes quoted or bare. Scripts, styles and comments are
 * left out. Not for documents from elsewhere, whose errors a browser would mend.
 */
export function scanHtml(html: string, visitor: HtmlVisitor): void {
  const tags = /<!--[\s\S]*?-->|<!doctype[^>]*>|<(\/?)([a-z][^\s/>]*)((?:"[^"]*"|'[^']*'|[^'">])*)>/gi;
  let end = 0;
  for (let match = tags.exec(html); match !== null; match = tags.exec(html)) {
    if (match.index > end) visitor.text(decodeReferences(html.slice(end, match.index)));
    end = tags.lastIndex;
    if (match[2] === undefined) continue;
    const tag = match[2].toLowerCase();
    const written = match[3] ?? '';
    if (match[1] === '/') {
      visitor.close(tag);
      continue;
    }
    visitor.open({ tag, written, empty: voidTags.has(tag) || written.endsWith('/') });
    if (tag !== 'script' && tag !== 'style') continue;
    const close = html.indexOf(`</${tag}`, end);
    if (close < 0) return;
    end = close;
    tags.lastIndex = close;
  }
  if (end < html.length) visitor.text(decodeReferences(html.slice(end)));
}

/** Names in lower case with their values, character references decoded. */
export function readAttributes(written: string): Map<string, string> {
  const attributes = new Map<string, string>();
  for (const [, name = '', double, single, bare] of written.matchAll(
    /([^\s=/"']+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'/]+)))?/g,
  )) {
    attributes.set(name.toLowerCase(), decodeReferences(double ?? single ?? bare ?? ''));
  }
  return attributes;
}

/** Numeric references and those names that escaping writes. */
function decodeReferences(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(
    /&(?:#x([\da-f]+)|#(\d+)|(\w+));/gi,
    (reference, hex?: string, decimal?: string, name?: string) => {
      if (name !== undefined) return named[name] ?? reference;
      const codePoint = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
      return codePoint <= 0x10ffff ? String.fromCodePoint(codePoint) : reference;
    },
  );
}

const named: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00a0',
  shy: '\u00ad',
};

const voidTags = new Set('area base br col embed hr img input link meta source track wbr'.split(' '));
