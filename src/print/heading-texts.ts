/** The words of every heading of a page, in order; tags stand for nothing, runs of white space for one space. */
export function headingTexts(html: string): string[] {
  const body = html.slice(html.indexOf('<body'));
  return Array.from(body.matchAll(/<h([1-6])\b[^>]*>(.*?)<\/h\1>/gs), ([, , content = '']) =>
    content
      .replace(/<[^>]*>/g, '')
      .replace(/&(#39|#x27|quot|lt|gt|amp);/g, (_, name: string) => entities[name] ?? '')
      .replace(/\s+/g, ' ')
      .trim(),
  ).filter((text) => text !== '');
}

const entities: Record<string, string> = { '#39': "'", '#x27': "'", quot: '"', lt: '<', gt: '>', amp: '&' };
