import { AuthorError } from '../base/diagnostic.ts';
import type { Printer } from '../base/world.ts';
import { finishPdf, type PdfEdition } from './pdf.ts';

/** A finished drawing, on its way to become a picture or a PDF. */
export interface PrintableChart {
  /** Names the drawing in messages. */
  name: string;
  /** `<svg>` and the CSS with its fonts. */
  svg: string;
  css: string;
  /** CSS pixels. */
  width: number;
  height: number;
}

/** Makes a PNG with `scale` device pixels per CSS pixel. */
export function printChartPng(
  printer: Pick<Printer, 'screenshot'>,
  { name, width, height, ...chart }: PrintableChart,
  scale: number,
): Promise<Uint8Array> {
  return printer.screenshot(documentOf(chart, 'und', 'svg{display:block}'), { name, width, height, scale });
}

/**
 * Makes a tagged PDF of one page that is as large as the drawing, without dates, so that the same drawing gives the same
 * bytes. Throws AuthorError with what `inspectPdf` finds wrong.
 */
export async function printChartPdf(
  printer: Pick<Printer, 'printPdf'>,
  { name, width, height, ...chart }: PrintableChart,
  editions: PdfEdition[],
  generator: string,
): Promise<Uint8Array> {
  const [first] = editions;
  const html = documentOf(
    chart,
    first?.language ?? 'und',
    `@page{size:${width}px ${height}px;margin:0}${onePage(height)}`,
  );
  const printed = await printer.printPdf(html, { name, size: { width, height } });
  const { bytes, findings } = await finishPdf(printed, { editions, generator });
  const errors = findings.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) throw new AuthorError(errors);
  return bytes;
}

/** Browsers round the page's height down to whole dots: the last row of paper is clipped rather than put on a second page. */
function onePage(height: number): string {
  return `div{height:${height - 1}px;overflow:clip}svg{display:block}`;
}

function documentOf({ svg, css }: Pick<PrintableChart, 'svg' | 'css'>, language: string, rules: string): string {
  const style = `${css}${rules}html,body{margin:0;padding:0}`;
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><title>.</title><style>${style}</style></head><body><div>${svg}</div></body></html>`;
}
