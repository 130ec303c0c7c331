import { ahead } from '../base/ahead.ts';
import type { CaptureJob, Shot } from '../base/world.ts';
import { cutPng } from './cut-png.ts';
import { headOf } from './png.ts';
import { screenshot, setWindow } from './screenshot.ts';
import { stitchPngs } from './stitch-png.ts';
import type { Tab } from './tab.ts';

/** Device pixels that one picture may be high: browsers repeat or leave blank what lies beyond 16 384. */
const most = 8000;

/**
 * Pictures of a loaded document's parts, each whole however long it is. A screenshot costs as much as thousands of rows:
 * parts that follow each other are taken with one and cut, a part longer than one is taken in tiles and put together.
 */
export async function capture({ page, session }: Tab, { selector, width, scale = 1 }: CaptureJob): Promise<Shot[]> {
  const boxes = (await page.evaluate(`(${measure})(${JSON.stringify(selector)})`)) as Box[];
  const empty = boxes.find((box) => box.width === 0 || box.height === 0);
  if (empty) throw new Error(`there is nothing to take a picture of: ${empty.name || selector} has no size`);
  const step = Math.floor(most / scale);
  const strips = stripsOf(boxes, step, scale);
  const tallest = Math.max(1, ...strips.map(heightOf));
  // The window holds a tile: nothing but the tile is then drawn, however long the page.
  await setWindow(session, { width, height: Math.min(step, tallest), scale });
  const shots: Shot[] = [];
  for (const strip of strips) shots.push(...(await shotsOf(strip)));
  return shots;

  async function shotsOf(strip: Strip): Promise<Shot[]> {
    const [first] = strip;
    const height = heightOf(strip);
    if (height > step) return [{ name: first.name, ...(await stitchPngs(ahead(tilesOf(first)))) }];
    if (strip.length === 1) {
      const png = await take(first, false);
      const { width, height } = headOf(png);
      return [{ name: first.name, png, width, height }];
    }
    const parts = strip.map((box) => ({ top: (box.y - first.y) * scale, height: box.height * scale }));
    const pictures = await cutPng(await take({ ...first, height }, true), parts);
    return pictures.map((picture, at) => ({ name: (strip[at] as Box).name, ...picture }));
  }

  async function* tilesOf(box: Box): AsyncGenerator<Uint8Array> {
    for (let top = 0; top < box.height; top += step)
      yield await take({ ...box, y: box.y + top, height: Math.min(step, box.height - top) }, true);
  }

  async function take({ x, y, width, height }: Box, isPackedAgain: boolean): Promise<Uint8Array> {
    await page.evaluate(`(${show})(${y})`);
    return screenshot(session, { clip: { x, y, width, height }, optimizeForSpeed: isPackedAgain });
  }
}

/** CSS pixels. */
interface Box {
  name: string;
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Boxes of one width under each other that fit into one screenshot, or one that may not. */
type Strip = [Box, ...Box[]];

function heightOf(strip: Strip): number {
  const last = strip.at(-1) as Box;
  return last.y + last.height - strip[0].y;
}

/** Boxes that one screenshot of `step` CSS pixels holds, and that rows of device pixels keep apart. */
export function stripsOf(boxes: readonly Box[], step: number, scale: number): Strip[] {
  const strips: Strip[] = [];
  for (const box of boxes) {
    const strip = strips.at(-1);
    if (strip && suits(strip, box)) strip.push(box);
    else strips.push([box]);
  }
  return strips;

  function suits(strip: Strip, box: Box): boolean {
    const [first] = strip;
    const isBelow = box.y >= first.y + heightOf(strip);
    const fits = box.x === first.x && box.width === first.width && box.y + box.height - first.y <= step;
    return (
      isBelow && fits && [first.height, box.y - first.y, box.height].every((each) => Number.isInteger(each * scale))
    );
  }
}

/** Runs in the page: boxes on whole CSS pixels, of even height, so that a scale of 2.5 falls on whole pixels too. */
const measure = `(selector) => Array.from(document.querySelectorAll(selector), (element) => {
  const { left, top, width, height } = element.getBoundingClientRect();
  const even = (length) => 2 * Math.floor(length / 2);
  return { name: element.id, x: Math.round(left + scrollX), y: Math.round(top + scrollY), width: Math.round(width), height: even(height) };
})`;

/**
 * Runs in the page: scrolls, and has everything painted anew. What a browser has drawn ahead on a busy machine differs in
 * the edges of shapes, by one level of colour. The screenshot waits for what it is to show.
 */
const show = `async (top) => {
  document.documentElement.style.visibility = 'hidden';
  scrollTo(0, top);
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  document.documentElement.style.visibility = '';
}`;
