import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AuthorError, BrowserError } from '../../src/base/diagnostic.ts';
import { type Browser, openBrowser } from '../../src/print/browser.ts';
import { type FoundBrowser, findBrowser } from '../../src/print/find-browser.ts';
import { steadyText } from '../../src/print/steady-text.ts';
import { collectGarbage } from '../collect-garbage.ts';
import { samplePage } from './sample.ts';

const onLinux = process.platform === 'linux';
const env = process.env;
let found: FoundBrowser;
beforeAll(async () => {
  found = await findBrowser({ env });
}, 120_000);

interface Process {
  pid: number;
  group: number;
  line: string;
}

/** All processes of the browsers that `owner` has launched: each browser leads a process group of its own. */
async function processes(owner = process.pid): Promise<Process[]> {
  const all: Process[] = [];
  for (const pid of (await readdir('/proc')).filter((name) => /^\d+$/.test(name))) {
    const line = await readFile(`/proc/${pid}/cmdline`, 'latin1').catch(() => '');
    const stat = await readFile(`/proc/${pid}/stat`, 'latin1').catch(() => '');
    // After the name in parentheses: state, parent, process group.
    const group = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[2]);
    if (line !== '') all.push({ pid: Number(pid), group, line });
  }
  const leaders = all.filter(({ line }) => line.includes(`jianbao-browser-${owner}-`)).map(({ group }) => group);
  return all.filter(({ group }) => leaders.includes(group));
}

/** Waits until none of these processes runs. */
async function untilGone(processes: Process[]) {
  const runs = async ({ pid, line }: Process) =>
    (await readFile(`/proc/${pid}/cmdline`, 'latin1').catch(() => '')) === line;
  await until(async () => !(await Promise.all(processes.map(runs))).includes(true));
}

async function profiles(owner = process.pid): Promise<string[]> {
  return (await readdir(tmpdir())).filter((name) => name.startsWith(`jianbao-browser-${owner}-`));
}

async function until(condition: () => Promise<boolean>) {
  while (!(await condition())) await new Promise((resolve) => setTimeout(resolve, 20));
}

async function killPages() {
  for (const { pid } of (await processes()).filter(({ line }) => line.includes('--type=renderer'))) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It has ended meanwhile.
    }
  }
}

async function failureOf(work: Promise<unknown>) {
  return work.then(
    () => undefined,
    (error: BrowserError & AuthorError) => error,
  );
}

describe('a running browser', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser(found, { env, pages: 2 });
  }, 60_000);
  afterAll(() => browser.close());

  test('names itself', async () => {
    expect(await browser.version()).toMatch(/Chrome\/\d+\./);
  });

  test('prints more jobs than it has pages', async () => {
    const jobs = Array.from({ length: 5 }, (_, i) => browser.printPdf(samplePage(['jobs']), { name: `${i}.pdf` }));
    for (const pdf of await Promise.all(jobs)) expect(Buffer.from(pdf).toString('latin1', 0, 5)).toBe('%PDF-');
  });

  test('a picture has the size asked for, times its scale', async () => {
    const job = { name: 'a.png', width: 120, height: 50, scale: 2 };
    const png = Buffer.from(await browser.screenshot('<p>a</p>', job));
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([240, 100]);
  });

  test('a PDF of a given size has one page of that size', async () => {
    const job = { name: 'a.pdf', size: { width: 320, height: 240 } };
    const pdf = Buffer.from(await browser.printPdf('<body style="margin:0">a', job)).toString('latin1');
    expect(pdf).toMatch(/\/MediaBox \[0 0 240 180\]/);
  });

  test('waits until the page says that it is ready', async () => {
    const script =
      "setTimeout(() => { document.body.textContent = 'late'; delete document.documentElement.dataset.ready }, 100)";
    const pending = `<html data-ready="pending"><body><script>${script}</script>`;
    const size = { width: 100, height: 100 };
    const [late, same] = await Promise.all([
      browser.printPdf(pending, { name: 'late.pdf', size }),
      browser.printPdf('<body>late', { name: 'same.pdf', size }),
    ]);
    expect(late.length).toBeGreaterThan(same.length - 200);
  });

  test('a page that never becomes ready is named with what it waits for', async () => {
    const page =
      '<html data-ready="pending" data-pending="chart new-urban-jobs"><script>throw new Error("no data")</script>';
    const error = await failureOf(browser.printPdf(page, { name: 'zh.pdf', timeout: 300 }));
    expect(error).toMatchObject({
      code: 'page-not-ready',
      message: 'zh.pdf: the page was not ready within 0.3 s: it still waits for chart new-urban-jobs',
      hints: ['its script failed: Error: no data'],
    });
  });

  test('a script without end is given up, and the browser goes on', async () => {
    const error = await failureOf(browser.printPdf('<script>for(;;);</script>', { name: 'x.pdf', timeout: 300 }));
    expect(error).toMatchObject({ code: 'page-not-ready' });
    expect((await browser.printPdf('<p>a</p>', { name: 'y.pdf' })).length).toBeGreaterThan(0);
  });

  test.runIf(onLinux)('a job goes on, on another page, when its own is killed', async () => {
    await browser.printPdf('<p>a</p>', { name: 'a.pdf' });
    await killPages();
    expect((await browser.printPdf('<p>b</p>', { name: 'b.pdf' })).length).toBeGreaterThan(0);
  });

  test.each([
    ['https://example.org/a.png', '<img src="https://example.org/a.png">'],
    ['http://127.0.0.1:9/a.css', '<link rel="stylesheet" href="http://127.0.0.1:9/a.css">'],
    ['file:///etc/hostname', '<img src="file:///etc/hostname">'],
    ['https://page.invalid/b.png', '<img src="b.png">'],
  ])('asking for %s is refused and told', async (url, page) => {
    const error = await failureOf(browser.printPdf(page, { name: 'x.pdf' }));
    expect(error?.diagnostics[0]).toMatchObject({ code: 'page-request', message: expect.stringContaining(url) });
  });

  test('an address that a style spells otherwise is refused and told all the same', async () => {
    const page = samplePage(['jobs'], String.raw`<p style="background: u\72l(https://example.org/a.png)">text</p>`);
    const error = await failureOf(browser.printPdf(page, { name: 'x.pdf' }));
    expect(error?.diagnostics[0]).toMatchObject({ code: 'page-request', message: expect.stringContaining('a.png') });
  });

  test('data URLs are part of the document', async () => {
    const svg = '<img src="data:image/svg+xml,%3Csvg xmlns=\'http://www.w3.org/2000/svg\'/%3E">';
    expect((await browser.printPdf(svg, { name: 'x.pdf' })).length).toBeGreaterThan(0);
  });
});

test('keeps nothing of what it has printed', async () => {
  await using browser = await openBrowser(found, { env, pages: 1 });
  const printed: WeakRef<Uint8Array>[] = [];
  for (let at = 0; at < 4; at++)
    printed.push(new WeakRef(await browser.printPdf(samplePage(['jobs']), { name: 'x.pdf' })));
  await browser.printPdf('<p>a</p>', { name: 'y.pdf' });
  await collectGarbage();
  expect(printed.filter((each) => each.deref() !== undefined)).toEqual([]);
});

test('a document printed after others in the same page is the same as printed alone', async () => {
  const [first, second] = [samplePage(['jobs', 'talent']), samplePage(['regions'], '<p lang="zh-Hans">text</p>')];
  const alone = await printed([second]);
  expect(await printed([first, '<p>of other fonts</p>', first, second])).toEqual(alone);
  expect(await printed([first, second])).toEqual(alone);

  /** The last of the PDFs, without what differs from print to print. */
  async function printed(pages: string[]) {
    await using browser = await openBrowser(found, { env, pages: 1 });
    let pdf: Uint8Array = new Uint8Array();
    for (const [index, page] of pages.entries()) pdf = await browser.printPdf(page, { name: `${index}.pdf` });
    return steadyText(pdf);
  }
});

test.runIf(onLinux)(
  'a page that is killed each time is named',
  async () => {
    await using browser = await openBrowser(found, { env, pages: 1 });
    let settled = false;
    const printed = failureOf(browser.printPdf('<html data-ready="pending">', { name: 'x.pdf' })).finally(() => {
      settled = true;
    });
    await until(async () => {
      await killPages();
      return settled;
    });
    // It may be killed while it prints or while it opens anew.
    const { code, message } = (await printed) as BrowserError;
    expect(`${code} ${message}`).toMatch(
      /^(page-crashed x\.pdf: the browser's page crashed|browser-failed x\.pdf: .+)$/,
    );
  },
  60_000,
);

describe.runIf(onLinux)('a browser that does not start', () => {
  test.each([
    ['ends in its own words', 'echo "[0101/1:ERROR:x.cc] cannot open display" >&2; exit 1', 'cannot open display'],
    ['ends without a word', 'exit 3', 'it ended with code 3'],
    ['never answers', 'sleep 60', 'no answer within 0.5 s'],
    ['lacks its interpreter', '#!/no/such/interpreter', 'ENOENT'],
    [
      'lacks a library',
      'echo "x: error while loading shared libraries: libnss3.so: cannot open" >&2; exit 127',
      'libnss3',
    ],
  ])('because it %s is told so', async (_, script, words) => {
    const folder = await mkdtemp(join(tmpdir(), 'jianbao-test-'));
    const path = join(folder, 'chrome');
    await writeFile(path, script.startsWith('#!') ? script : `#!/bin/sh\n${script}\n`, { mode: 0o755 });
    const error = await failureOf(openBrowser({ kind: 'explicit', path, why: '--browser' }, { env, timeout: 500 }));
    expect(error).toMatchObject({ code: 'browser-launch-failed', message: expect.stringContaining(words) });
    await rm(folder, { recursive: true });
    expect(await profiles()).toEqual([]);
  });
});

describe.runIf(onLinux)('nothing is left', () => {
  test('after closing', async () => {
    const browser = await openBrowser(found, { env });
    await browser.printPdf('<p>a</p>', { name: 'a.pdf' });
    const started = await processes();
    expect(started.length).toBeGreaterThan(2);
    await browser.close();
    await untilGone(started);
    expect(await profiles()).toEqual([]);
  });

  test.each([0, 20])('after its start was given up %d ms on', async (after) => {
    const life = new AbortController();
    setTimeout(() => life.abort(), after);
    // No browser is up by then.
    const error = await failureOf(openBrowser(found, { env, signal: life.signal }));
    expect(error).toMatchObject({ code: 'browser-launch-failed' });
    await untilGone(await processes());
    expect(await profiles()).toEqual([]);
  });

  test('after an error was thrown while it was open', async () => {
    let started: Process[] = [];
    const work = async () => {
      await using browser = await openBrowser(found, { env });
      started = await processes();
      await browser.printPdf('<img src="https://example.org/a.png">', { name: 'x.pdf' });
    };
    expect(await failureOf(work())).toMatchObject({ name: 'AuthorError' });
    await untilGone(started);
    expect(await profiles()).toEqual([]);
  });

  test.each(['SIGINT', 'SIGTERM', 'SIGKILL', 'exception'])('after %s ends the run', async (end) => {
    const script = `const { launchBrowser } = await import(${JSON.stringify(await bundledLaunch())});
      await launchBrowser(${JSON.stringify({ ...found, packaged: undefined })}, { env: process.env });
      console.log('open'); setInterval(() => {}, 1000);
      process.stdin.on('data', () => { throw new Error('a bug') });`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['pipe', 'pipe', 'ignore'] });
    await new Promise((resolve) => child.stdout.once('data', resolve));
    const started = await processes(child.pid);
    expect(started.length).toBeGreaterThan(0);
    const ended = new Promise<[number | null, string | null]>((resolve) => child.on('exit', (...how) => resolve(how)));
    if (end === 'exception') child.stdin.write('now');
    else child.kill(end as NodeJS.Signals);
    expect(await ended).toEqual(end === 'exception' ? [1, null] : [null, end]);
    await untilGone(started);
    // Nobody can tidy up after SIGKILL; the next start does.
    if (end === 'SIGKILL') await (await openBrowser(found, { env })).close();
    expect(await profiles(child.pid)).toEqual([]);
  });
});

/** launch.ts as plain JavaScript, for a Node.js of its own; in here, so that it finds its packages. */
const launchFile = fileURLToPath(new URL(`../../node_modules/.cache/launch-${process.pid}.mjs`, import.meta.url));

async function bundledLaunch(): Promise<string> {
  if (existsSync(launchFile)) return launchFile;
  const { build } = await import('esbuild');
  await build({
    entryPoints: [fileURLToPath(new URL('../../src/print/launch.ts', import.meta.url))],
    outfile: launchFile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    logLevel: 'error',
  });
  return launchFile;
}
afterAll(() => rm(launchFile, { force: true }));
