import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openBrowser } from '../../src/print/browser.ts';
import { findBrowser } from '../../src/print/find-browser.ts';
import { root } from '../root.ts';
import { type Act, at, build, leftovers, outputOf, revise, type Scene, scene } from './kit.ts';

// What can befall the browser of a build: the build says so, loses nothing, leaves nothing, and the next one goes well.
describe.runIf(process.platform === 'linux')('when the browser', { timeout: 60_000 }, () => {
  let place: Scene;
  beforeAll(async () => {
    place = scene();
    expect(await build(place)).toMatchObject({ code: 0, error: '' });
  });
  afterAll(() => place.close());

  let jobs = 1_300_000;

  /** A build of a changed briefing that meets the fault, and what the author reads. */
  async function suffer(more: Parameters<typeof build>[1]): Promise<{ code: number | null; error: string }> {
    const before = outputOf(place);
    jobs += 1000;
    revise(place, jobs);
    const { code, error } = await build(place, more);
    if (code !== 0) expect(outputOf(place)).toEqual(before);
    expect(await leftovers(place)).toEqual([]);
    return { code, error };
  }

  test.each<{ when: string; command: string; act: Act; code: number; says: RegExp }>([
    {
      when: 'is killed at its start',
      command: 'Browser.getVersion',
      act: 'kill-browser',
      code: 3,
      says: /browser-(launch-)?failed/,
    },
    {
      when: 'is killed while it opens a page',
      command: 'Target.createTarget',
      act: 'kill-browser',
      code: 3,
      says: /browser-(launch-)?failed/,
    },
    {
      when: 'is killed while it loads',
      command: 'Page.navigate',
      act: 'kill-browser',
      code: 3,
      says: /browser-failed|page-crashed/,
    },
    {
      when: 'is killed while it prints',
      command: 'Page.printToPDF',
      act: 'kill-browser',
      code: 3,
      says: /browser-failed|page-crashed/,
    },
    {
      when: 'stands still while it prints',
      command: 'Page.printToPDF',
      act: 'stop-browser',
      code: 3,
      says: /page-not-ready.+within 2 s: it is still being printed/,
    },
    {
      when: 'loses its page each time',
      command: 'Page.printToPDF',
      act: 'kill-pages',
      code: 3,
      says: /page-crashed|browser-failed/,
    },
    ...['Browser.getVersion', 'Page.captureScreenshot'].map((command) => ({
      when: `is killed once at ${command}`,
      command,
      act: 'kill-browser-once' as const,
      code: 0,
      says: /^$/,
    })),
    ...['Page.enable', 'Page.navigate', 'Page.printToPDF', 'Page.captureScreenshot'].map((command) => ({
      when: `loses its pages once at ${command}`,
      command,
      act: 'kill-pages-once' as const,
      code: 0,
      says: /^$/,
    })),
  ])('$when', async ({ command, act, code, says }) => {
    const env: Record<string, string> = act === 'stop-browser' ? { JIANBAO_TIMEOUT: '2' } : {};
    // Pictures where they are what is lost, else the print alone: the rest of the output stands from the build before.
    const words = command === 'Page.captureScreenshot' || command === 'Page.enable' ? [] : ['--format', 'pdf'];
    const { error, ...end } = await suffer({ node: at(command, act), env, words });
    expect(error).toMatch(says);
    expect(end.code).toBe(code);
  });

  test('has too little memory for a page', async () => {
    const found = await findBrowser({ env: process.env });
    const thrifty = join(place.folder, 'headless-shell');
    const library = found.libraries ? `LD_LIBRARY_PATH='${found.libraries}' ` : '';
    const script = `#!/bin/sh\n${library}exec '${found.path}' --js-flags=--max-heap-size=24 "$@"\n`;
    writeFileSync(thrifty, script, { mode: 0o755 });
    await using browser = await openBrowser(
      { kind: 'explicit', path: thrifty, why: '' },
      { env: process.env, pages: 1 },
    );
    const greedy = '<script>const all = []; for (;;) all.push({ all });</script>';
    await expect(browser.printPdf(greedy, { name: 'x.pdf' })).rejects.toMatchObject({ code: 'page-crashed' });
    expect((await browser.printPdf('<p>a</p>', { name: 'y.pdf' })).length).toBeGreaterThan(0);
  });

  test('gets a page that never says it is ready', async () => {
    const layout = join(place.folder, 'templates/layouts/page.hbs');
    mkdirSync(join(place.folder, 'templates/layouts'));
    const shipped = readFileSync(join(root, 'templates/layouts/page.hbs'), 'utf8');
    writeFileSync(layout, shipped.replace('<html ', '<html data-ready="pending" data-pending="a picture" '));
    const { code, error } = await suffer({ env: { JIANBAO_TIMEOUT: '2' }, words: ['--format', 'pdf'] });
    expect(error).toMatch(/page-not-ready.+within 2 s: it still waits for a picture/);
    expect(code).toBe(3);
    writeFileSync(layout, shipped);
  });

  test('is well again, the next build is the one that would have been', async () => {
    expect(await build(place)).toMatchObject({ code: 0, error: '' });
    const after = outputOf(place);
    const other = scene();
    revise(other, jobs);
    expect(await build(other)).toMatchObject({ code: 0, error: '' });
    expect(after).toEqual(outputOf(other));
    expect(await leftovers(place)).toEqual([]);
    other.close();
  });
});
