import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ChartDrawer } from '../../src/render/chart/pool.ts';
import { root } from '../root.ts';
import { type Files, filesIn, make, minimal, openCharts } from './kit.ts';

// Each folder here is a briefing from a stranger: the files of `input` lie over tests/cases/minimal/input, and
// `expected.txt` is what whoever builds it reads; nothing, where the page is harmless. UPDATE=1 writes it anew. Port 8
// in them stands for a listener that counts who comes.

const here = join(root, 'tests/hostile');
const folders = readdirSync(here, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)
  .sort();

let charts: ChartDrawer;
let listener: Server;
let port = 0;
let visits = 0;
beforeAll(async () => {
  charts = openCharts({ timeout: 20_000, memory: 256, lost: 100 });
  listener = createServer((socket) => {
    visits += 1;
    socket.destroy();
  });
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
  port = (listener.address() as { port: number }).port;
});
afterAll(async () => {
  await charts.close();
  listener.close();
});

describe('a briefing from a stranger', () => {
  test.each(folders)('%s', async (name) => {
    const { told, html } = await make({ ...minimal, ...toListener(filesIn(join(here, name, 'input'))) }, charts);
    const text = told.replaceAll(`:${port}`, ':8').replace(/hint: known: .*/g, 'hint: known: …');
    const expected = join(here, name, 'expected.txt');
    if (process.env.UPDATE) writeFileSync(expected, text);
    expect(text).toBe(readFileSync(expected, 'utf8'));
    expect(activeParts(html)).toEqual([]);
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });

  test('nobody came to the listener', () => {
    expect(visits).toBe(0);
  });
});

function toListener(files: Record<string, Uint8Array>): Files {
  const entries = Object.entries(files).map(([path, bytes]) => [
    path,
    new TextDecoder().decode(bytes).replace(/(127\.0\.0\.1\]?|2130706433):8\b/g, `$1:${port}`),
  ]);
  return Object.fromEntries(entries);
}

/** What a finished page must not hold, whatever stood in the files; its only script is the policy's. */
function activeParts(html: string): string[] {
  return (
    html.match(/<(script|iframe|object|embed|base)\b|<[^>]*\son\w+=|="\s*javascript:|http-equiv="?refresh/gi) ?? []
  );
}
