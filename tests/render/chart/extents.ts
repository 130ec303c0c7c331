import { parseSvg, type SvgElement } from '../../../src/render/chart/svg-tree.ts';
import type { TextMetrics } from '../../../src/render/fonts/metrics.ts';

/** A line of text with the box that it takes in the SVG's own coordinates. */
export interface TextBox {
  text: string;
  left: number;
  right: number;
  top: number;
  bottom: number;
}

type Matrix = [a: number, b: number, c: number, d: number, e: number, f: number];

/** The boxes of all texts of an SVG, measured with the fonts' advance widths. */
export function textBoxes(svg: string, metrics: TextMetrics, language: string): TextBox[] {
  const boxes: TextBox[] = [];
  walk(parseSvg(svg), [1, 0, 0, 1, 0, 0], { size: 11, bold: false, anchor: 'start' });
  return boxes;

  function walk(element: SvgElement, outer: Matrix, style: { size: number; bold: boolean; anchor: string }): void {
    const attribute = (name: string) => element.attributes.get(name);
    const moved = element.name === 'text' ? `translate(${attribute('x') ?? 0},${attribute('y') ?? 0})` : '';
    const matrix = multiply(outer, parseTransform(`${attribute('transform') ?? ''}${moved}`));
    const own = {
      size: Number.parseFloat(attribute('font-size') ?? '') || style.size,
      bold: attribute('font-weight') === undefined ? style.bold : /bold|[6-9]00/.test(attribute('font-weight') ?? ''),
      anchor: attribute('text-anchor') ?? style.anchor,
    };
    if (element.name === 'text') {
      const lines = element.children.map((child) => (typeof child === 'string' ? child : child.children.join('')));
      if (Number(attribute('opacity') ?? 1) === 0) return;
      let dy = 0;
      element.children.forEach((child, index) => {
        if (typeof child !== 'string') dy += Number(child.attributes.get('dy') ?? 0);
        boxes.push(boxOf(unescapeXml(lines[index] ?? ''), dy, matrix, own));
      });
      return;
    }
    for (const child of element.children) if (typeof child !== 'string') walk(child, matrix, own);
  }

  function boxOf(
    text: string,
    dy: number,
    matrix: Matrix,
    style: { size: number; bold: boolean; anchor: string },
  ): TextBox {
    const width = metrics.width(text, { ...style, language });
    const left = style.anchor === 'middle' ? -width / 2 : style.anchor === 'end' ? -width : 0;
    const corners = [
      [left, dy - style.size * 0.75],
      [left + width, dy + style.size * 0.2],
      [left, dy + style.size * 0.2],
      [left + width, dy - style.size * 0.75],
    ].map(
      ([x = 0, y = 0]) =>
        [matrix[0] * x + matrix[2] * y + matrix[4], matrix[1] * x + matrix[3] * y + matrix[5]] as const,
    );
    const [xs, ys] = [corners.map(([x]) => x), corners.map(([, y]) => y)];
    return { text, left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys) };
  }
}

/** Texts that reach more than a pixel out of the viewBox. */
export function textsOutside(svg: string, metrics: TextMetrics, language: string): TextBox[] {
  const [x = 0, y = 0, width = 0, height = 0] = (/viewBox="([^"]+)"/.exec(svg)?.[1] ?? '').split(' ').map(Number);
  const slack = 1;
  return textBoxes(svg, metrics, language).filter(
    (box) =>
      box.left < x - slack || box.right > x + width + slack || box.top < y - slack || box.bottom > y + height + slack,
  );
}

function parseTransform(written: string): Matrix {
  let matrix: Matrix = [1, 0, 0, 1, 0, 0];
  for (const [, name, list = ''] of written.matchAll(/(\w+)\(([^)]*)\)/g)) {
    const [a = 0, b = 0] = list.split(/[\s,]+/).map(Number);
    const angle = (a * Math.PI) / 180;
    if (name === 'translate') matrix = multiply(matrix, [1, 0, 0, 1, a, b]);
    if (name === 'rotate')
      matrix = multiply(matrix, [Math.cos(angle), Math.sin(angle), -Math.sin(angle), Math.cos(angle), 0, 0]);
  }
  return matrix;
}

function multiply([a, b, c, d, e, f]: Matrix, [g, h, i, j, k, l]: Matrix): Matrix {
  return [a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * l + e, b * k + d * l + f];
}

function unescapeXml(text: string): string {
  return text.replace(
    /&(amp|lt|gt|quot|#39);/g,
    (_, name) => ({ amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" })[name as 'amp'] ?? '',
  );
}
