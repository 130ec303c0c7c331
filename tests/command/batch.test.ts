import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { BatchManifest } from '../../src/batch/manifest.ts';
import { root } from '../root.ts';
import { contentOf, copyOf, ended, run, start } from './run.ts';

// Three places, two years: tests/batch/places.

let folder: string;
beforeEach(() => {
  folder = copyOf(join(root, 'tests/batch/places'), ['.']);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const over = (...words: string[]) => ['batch', folder, '--over', 'place', ...words];
const output = () => join(folder, 'output');
const manifest = (): BatchManifest => JSON.parse(readFileSync(join(output(), 'batch.json'), 'utf8'));
const change = (path: string, from: string | RegExp, to: string) => {
  const file = join(folder, path);
  writeFileSync(file, readFileSync(file, 'utf8').replace(from, to));
};
const written = () => {
  const paths = readdirSync(output()).filter((name) => name.startsWith('places-'));
  return Object.fromEntries(paths.map((path) => [path, statSync(join(output(), path)).mtimeMs]));
};

describe('a batch', () => {
  test('makes every briefing as a build makes it alone, an index that leads to each, and a manifest', async () => {
    const { code, out, error } = await run(over());
    expect([code, error]).toEqual([0, '']);
    expect(out).toContain('3 made: 9 files, index.html and batch.json');
    const made = contentOf(output());
    const stems = ['places-01', 'places-02', 'places-03'];
    const files = stems.flatMap((stem) => [`${stem}.en.pdf`, `${stem}.html`, `${stem}.zh-Hans.pdf`]);
    expect(Object.keys(made)).toEqual(['batch.json', 'index.html', ...files]);

    const alone = join(folder, 'alone');
    expect((await run(['build', folder, '--set', 'place=02', '-o', alone])).code).toBe(0);
    for (const [path, bytes] of Object.entries(contentOf(alone)))
      if (path !== 'manifest.json') expect(bytes.equals(made[path] ?? Buffer.of()), path).toBe(true);

    const index = made['index.html']?.toString() ?? '';
    for (const path of files) expect(index).toContain(`href="${path}"`);
    expect(index).toContain('乙市人口');
    expect(index).toContain('Population of Beta');
    const { jobs, made: count } = manifest();
    expect(count).toBe(3);
    expect(jobs.map(({ id, parameters, status }) => ({ id, parameters, status }))[1]).toEqual({
      id: 'places-02',
      parameters: { place: '02', year: 2020 },
      status: 'made',
    });
    expect(jobs[1]?.files.map(({ path, pages }) => [path, typeof pages])).toContainEqual([
      'places-02.en.pdf',
      'number',
    ]);
  });

  test('goes on when a job fails, says what was wrong with it, and is taken up where it is not done', async () => {
    const census = readFileSync(join(folder, 'data/census.csv'), 'utf8');
    change('data/census.csv', '03,2020,200\n', '');
    const failing = await run(over('--format', 'html'));
    expect(failing.code).toBe(1);
    expect(failing.error).toContain('places-03: failed');
    expect(failing.error).toContain('table "census" has no row with place = 03, year = 2020');
    expect(failing.out).toContain('2 made, 1 failed: 2 files');
    expect(Object.keys(written())).toEqual(['places-01.html', 'places-02.html']);
    expect(readFileSync(join(output(), 'index.html'), 'utf8')).toContain('1 could not be made');
    expect(manifest()).toMatchObject({ made: 2, failed: 1 });
    expect(manifest().jobs[2]).toMatchObject({ id: 'places-03', status: 'failed', files: [] });

    const before = written();
    const again = await run(over('--format', 'html', '--resume'));
    expect([again.code, again.out.includes('0 made, 2 kept, 1 failed')]).toEqual([1, true]);
    expect(written()).toEqual(before);

    writeFileSync(join(folder, 'data/census.csv'), census);
    const mended = await run(over('--format', 'html', '--resume'));
    expect([mended.code, mended.error]).toEqual([0, '']);
    expect(mended.out).toContain('3 made:');
  });

  test('taken up again makes only what is missing or not what it was', async () => {
    expect((await run(over('--format', 'html'))).code).toBe(0);
    const before = written();
    rmSync(join(output(), 'places-01.html'));
    writeFileSync(join(output(), 'places-02.html'), 'half');
    const { out } = await run(over('--format', 'html', '--resume'));
    expect(out).toContain('2 made, 1 kept');
    expect(written()['places-03.html']).toBe(before['places-03.html']);
    expect(statSync(join(output(), 'places-02.html')).size).toBeGreaterThan(10_000);
  });

  test('takes away the files of jobs that it no longer has', async () => {
    expect((await run(over('--format', 'html'))).code).toBe(0);
    expect((await run(['batch', folder, '--over', 'place=01,02', '--format', 'html'])).code).toBe(0);
    expect(Object.keys(written())).toEqual(['places-01.html', 'places-02.html']);
  });

  test('writes nothing when its jobs are wrong', async () => {
    const clash = await run(over('--over', 'year', '--format', 'html'));
    expect([clash.code, existsSync(output())]).toEqual([1, false]);
    expect(clash.error).toContain('batch-clash');
    const unknown = await run(['batch', folder, '--over', 'city', '--format', 'html']);
    expect([unknown.code, existsSync(output())]).toEqual([2, false]);
    expect(unknown.error).toContain('no parameter "city"');
    expect((await run(['batch', folder])).code).toBe(2);
    expect((await run(['batch', folder, '--list', join(folder, 'no.csv')])).error).toContain('there is no list');
  });

  test('takes its jobs from a list, each into a folder', async () => {
    writeFileSync(join(folder, 'jobs.csv'), 'place,year\n01,2010\n03,\n');
    writeFileSync(
      join(folder, 'briefing.yaml'),
      `${readFileSync(join(folder, 'briefing.yaml'), 'utf8')}batch: { list: jobs.csv, folder: 'y{{year}}' }\n`,
    );
    expect((await run(['batch', folder, '--format', 'html'])).code).toBe(0);
    expect(Object.keys(contentOf(output()))).toEqual([
      'batch.json',
      'index.html',
      'y2010/places-01.html',
      'y2020/places-03.html',
    ]);
    expect(readFileSync(join(output(), 'index.html'), 'utf8')).toContain('href="y2010/places-01.html"');
  });
});

describe.runIf(process.platform === 'linux')('no process of a batch is left', () => {
  const processes = (pid?: number) =>
    readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .filter((name) => commandLine(name).includes(`jianbao-browser-${pid}-`));
  const profiles = (pid?: number) => readdirSync(tmpdir()).filter((name) => name.includes(`jianbao-browser-${pid}-`));

  test('after SIGINT, and what was done is not lost', async () => {
    const child = start(over('--quiet'));
    const end = ended(child);
    while (processes(child.pid).length === 0 && child.exitCode === null) await soon();
    child.kill('SIGINT');
    expect((await end).code).not.toBe(0);
    while (processes(child.pid).length > 0) await soon();
    expect(profiles(child.pid)).toEqual([]);
    expect((await run(over('--resume'))).code).toBe(0);
    expect(manifest().made).toBe(3);
  });

  test('after its browser died, whose jobs are tried again', async () => {
    const child = start(over('--quiet'));
    const end = ended(child);
    while (processes(child.pid).length === 0 && child.exitCode === null) await soon();
    for (const pid of processes(child.pid)) kill(Number(pid));
    expect((await end).code).toBe(0);
    expect(processes(child.pid)).toEqual([]);
    expect(manifest().made).toBe(3);
  });
});

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It ended with its parent.
  }
}

function soon(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 20));
}

function commandLine(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'latin1');
  } catch {
    return '';
  }
}
