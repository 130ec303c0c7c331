import type { TakeawayData } from '../model/live.ts';

/** The address of a figure in the page, in the languages in view: `https://example.org/briefing#chart-map&lang=en`. */
export function figureLink(id: string, languages: string[], { address }: TakeawayData): string {
  const page = address ?? location.href.replace(/#.*$/s, '');
  return `${page}#${id}&lang=${languages.join('+')}`;
}

/** HTML that shows a figure's own page inside another page. `src` and `height` are what the build knows of it. */
export function embedSnippet(
  { src = '', height = '480' }: { src?: string; height?: string },
  title: string,
  languages: string[],
  { address }: TakeawayData,
): string {
  const page = address ?? (location.protocol.startsWith('http') ? location.href : undefined);
  const where = `${page === undefined ? src : new URL(src, page).href}#lang=${languages.join('+')}`;
  return `<iframe src="${escaped(where)}" title="${escaped(title)}" width="100%" height="${escaped(height)}" loading="lazy" frameborder="0"></iframe>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
}
