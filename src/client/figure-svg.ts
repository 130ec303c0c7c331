import { autospaceRule } from '../base/autospace.ts';
import { wrapText } from '../base/wrap-text.ts';
import type { LiveData } from '../model/live.ts';
import { embeddedFonts, type FontUse } from './embedded-fonts.ts';
import { drawingInView } from './figure-drawing.ts';
import { figureWords } from './figure-words.ts';

/** A figure as a drawing of its own. */
export interface Picture {
  svg: string;
  /** CSS pixels. */
  width: number;
  height: number;
}

/** Pixels of paper around the drawing. */
const margin = 20;

/**
 * A figure as an SVG document that needs nothing else: title, what the reader has chosen, the drawing as it is in view,
 * note and source of each language under each other, in the colours of light paper, with the page's fonts inside.
 */
export function pictureOf(
  figure: HTMLElement,
  languages: string[],
  palette: Record<string, string>,
  messages: LiveData['messages'],
): Picture {
  const blocks = languages.map((language) => blockOf(figure, language, messages['figure.pair']?.[language] ?? ''));
  const width = Math.max(...blocks.map(({ drawing }) => drawing.width)) + 2 * margin;
  const uses: FontUse[] = [];
  let y = margin;
  const body = blocks.map(({ head, drawing, foot, language, family }, at) => {
    if (at > 0) y += 2 * margin;
    uses.push({ family, text: drawing.element.textContent ?? '', language });
    const above = lines(head, language, family);
    const top = y + 6;
    drawing.element.setAttribute('x', String(margin));
    drawing.element.setAttribute('y', String(top));
    y = top + drawing.height + 8;
    return above + new XMLSerializer().serializeToString(drawing.element) + lines(foot, language, family);
  });
  const height = Math.ceil(y + margin - 4);
  const rules = `${embeddedFonts(uses)}svg{overflow:visible}${autospaceRule}`;
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">` +
    `<style>${escaped(rules)}</style><rect width="${width}" height="${height}" fill="var(--paper)"/>${body.join('')}</svg>`;
  const fixed = svg.replace(/var\(--([\w-]+)\)/g, (whole, name: string) => palette[name] ?? whole);
  return { svg: fixed, width, height };

  function lines(texts: Line[], language: string, family: string): string {
    return texts
      .flatMap(({ text, size, bold, fill }) => {
        uses.push({ family, text, language, bold });
        const measure = widthIn(`${bold ? 700 : 400} ${size}px ${family}`);
        return wrapText(text, width - 2 * margin, measure).map((line) => {
          y += Math.round(size * 1.5);
          const baseline = Math.round(y - size * 0.4);
          const weight = bold ? ' font-weight="700"' : '';
          return `<text x="${margin}" y="${baseline}" font-size="${size}"${weight} fill="var(--${fill})" font-family="${escaped(family)}" lang="${language}">${escaped(line)}</text>`;
        });
      })
      .join('');
  }
}

interface Line {
  text: string;
  size: number;
  bold?: boolean;
  fill: 'ink' | 'muted' | 'accent';
}

function blockOf(figure: HTMLElement, language: string, pattern: string) {
  const { label, title, subtitle, choices, foot } = figureWords(figure, language, pattern);
  const drawing = drawingInView(figure, language);
  const head: Line[] = [
    { text: [label, title].filter(Boolean).join('  '), size: 17, bold: true, fill: 'ink' },
    { text: subtitle, size: 13, fill: 'muted' },
    { text: choices, size: 13, fill: 'accent' },
  ];
  return {
    language,
    family: drawing.family,
    head: head.filter(({ text }) => text !== ''),
    drawing,
    foot: foot.map((text): Line => ({ text, size: 11.5, fill: 'muted' })),
  };
}

let context: CanvasRenderingContext2D | null | undefined;

function widthIn(font: string): (text: string) => number {
  context ??= document.createElement('canvas').getContext('2d');
  return (text) => {
    if (!context) return text.length * 12;
    context.font = font;
    return context.measureText(text).width;
  };
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', "'");
}
