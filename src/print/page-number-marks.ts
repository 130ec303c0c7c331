/**
 * What the contents print where a page number belongs: all ten digits, so that the font subset has every glyph that may
 * be needed, in an order that no text has. Chromium cannot count a target's page (CSS `target-counter`), so the right
 * digits take the mark's place in the finished PDF; nothing is laid out or printed twice.
 */
export const pageNumberMark = '9081726354';

/** `<span data-page-of="employment"></span>`, empty in the page that readers get. */
const place = /(<(\w+)(?=[^>]*?\sdata-page-of="([^"]*)")[^>]*>)[^<]*(<\/\2>)/g;

/** What has none is not searched tag by tag. */
function mayAsk(html: string): boolean {
  return html.includes('data-page-of=');
}

/** Puts the mark into every element with `data-page-of`, before printing. */
export function markPageNumbers(html: string): string {
  if (!mayAsk(html)) return html;
  return html.replace(place, (_, open, _tag, _id, close) => `${open}${pageNumberMark}${close}`);
}

/** Puts known numbers there: for a second print, where marks could not be replaced. */
export function writePageNumbers(html: string, pages: ReadonlyMap<string, number>): string {
  return html.replace(place, (_, open, _tag, id, close) => `${open}${pages.get(plain(id)) ?? ''}${close}`);
}

/** The ids that ask for a page number, in the order of the page. */
export function pageNumberTargets(html: string): string[] {
  if (!mayAsk(html)) return [];
  return Array.from(html.matchAll(place), ([, , , id]) => plain(id ?? ''));
}

function plain(attribute: string): string {
  return attribute.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}
