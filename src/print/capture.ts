import type { CaptureJob, Shot } from '../base/world.ts';
import { stitchPngs } from './stitch-png.ts';
import type { Tab } from './tab.ts';

/** Device pixels that one picture may be high: browsers repeat or leave blank what lies beyond 16 384. */
const most = 8000;

/** Pictures of a loaded document's parts, each whole however long it is: taken in tiles and put together. */
export async function capture({ page }: Tab, { selector, width, scale = 1 }: CaptureJob): Promise<Shot[]> {
  const boxes = (await page.evaluate(`(${measure})(${JSON.stringify(selector)})`)) as Box[];
  const step = Math.floor(most / scale);
  const tallest = Math.max(1, ...boxes.map((box) => box.height));
  // The window holds a tile: nothing but the tile is then drawn, however long the page.
  await page.setViewport({ width, height: Math.min(step, tallest), deviceScaleFactor: scale });
  const shots: Shot[] = [];
  for (const box of boxes) {
    const tiles: Uint8Array[] = [];
    for (let top = 0; top < box.height; top += step) {
      const clip = { x: box.x, y: box.y + top, width: box.width, height: Math.min(step, box.height - top) };
      await page.evaluate(`(${show})(${clip.y})`);
      const optimizeForSpeed = box.height > step;
      tiles.push(await page.screenshot({ type: 'png', clip, captureBeyondViewport: false, optimizeForSpeed }));
    }
    shots.push({ name: box.name, ...(await stitchPngs(tiles)) });
  }
  return shots;
}

interface Box {
  name: string;
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Runs in the page: boxes on whole CSS pixels, of even height, so that a scale of 2.5 falls on whole pixels too. */
const measure = `(selector) => Array.from(document.querySelectorAll(selector), (element) => {
  const { left, top, width, height } = element.getBoundingClientRect();
  const even = (length) => 2 * Math.floor(length / 2);
  return { name: element.id, x: Math.round(left + scrollX), y: Math.round(top + scrollY), width: Math.round(width), height: even(height) };
})`;

/**
 * Runs in the page: scrolls, and has everything painted anew. What a browser has drawn ahead on a busy machine differs in
 * the edges of shapes, by one level of colour.
 */
const show = `async (top) => {
  const frames = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  document.documentElement.style.visibility = 'hidden';
  scrollTo(0, top);
  await frames();
  document.documentElement.style.visibility = '';
  await frames();
}`;
