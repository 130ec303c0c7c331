import { spawnSync } from 'node:child_process';
import {
  closeSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { build, leftovers, outputOf, revise, type Scene, scene } from './kit.ts';

// What can befall the machine that a build runs on.

const html = ['--format', 'html'];
let place: Scene;
beforeEach(() => {
  place = scene();
});
afterEach(() => place.close());

const references = new Map<number, Promise<Record<string, Buffer>>>();

/** The build that would have been, of the same briefing in another place. */
function undisturbed(jobs: number): Promise<Record<string, Buffer>> {
  const made = references.get(jobs) ?? buildElsewhere(jobs);
  references.set(jobs, made);
  return made;
}

async function buildElsewhere(jobs: number): Promise<Record<string, Buffer>> {
  const other = scene();
  revise(other, jobs);
  expect(await build(other, { words: html })).toMatchObject({ code: 0, error: '' });
  const made = outputOf(other);
  other.close();
  return made;
}

const isRoot = process.platform === 'linux' && process.getuid?.() === 0;
/** Only the superuser may mount; where it may not either, as in some containers, nothing is asked of it. */
const mayMount = isRoot && spawnSync('unshare', ['--mount', 'true']).status === 0;

describe.runIf(mayMount)('on a file system of its own (only the superuser can mount one)', () => {
  const mounted = (options: string, path: string) => spawnSync('mount', ['-t', 'tmpfs', '-o', options, 'none', path]);
  beforeEach(() => mkdirSync(place.output));
  afterEach(() => void spawnSync('umount', [place.output]));

  test('that is full: it is told, and the last output stays', async () => {
    mounted('size=600k', place.output);
    expect(await build(place, { words: html })).toMatchObject({ code: 0 });
    const before = outputOf(place);
    revise(place, 1_300_000);
    writeFileSync(join(place.output, 'something-else'), Buffer.alloc(600_000 - sizeOf(before) - 50_000));
    const whole = outputOf(place);
    const { code, error } = await build(place, { words: html });
    expect(error).toContain('disk-full');
    expect(code).toBe(1);
    expect(outputOf(place)).toEqual(whole);
    expect(await leftovers(place)).toEqual([]);
    spawnSync('rm', [join(place.output, 'something-else')]);
    expect(await build(place, { words: html })).toMatchObject({ code: 0 });
    expect(outputOf(place)).toEqual(await undisturbed(1_300_000));
  });

  test('that may only be read: it is told, and the last output stays', async () => {
    mounted('size=2m', place.output);
    expect(await build(place, { words: html })).toMatchObject({ code: 0 });
    const before = outputOf(place);
    revise(place, 1_300_000);
    spawnSync('mount', ['-o', 'remount,ro', place.output]);
    const { code, error } = await build(place, { words: html });
    expect(error).toContain('output-unwritable');
    expect(code).toBe(1);
    expect(outputOf(place)).toEqual(before);
    expect(await leftovers(place)).toEqual([]);
  });
});

const sizeOf = (files: Record<string, Buffer>) => Object.values(files).reduce((sum, { length }) => sum + length, 0);

test('an output that somebody reads is replaced, and the reader has the old one to its end', async () => {
  expect(await build(place, { words: html })).toMatchObject({ code: 0 });
  const path = join(place.output, 'minimal.html');
  const old = readFileSync(path);
  const reader = openSync(path, 'r');
  revise(place, 1_300_000);
  expect(await build(place, { words: html })).toMatchObject({ code: 0 });
  const read = Buffer.alloc(old.length);
  readSync(reader, read, 0, old.length, 0);
  closeSync(reader);
  expect(read.equals(old)).toBe(true);
  expect(outputOf(place)).toEqual(await undisturbed(1_300_000));
  expect(await leftovers(place)).toEqual([]);
});

test('two builds at once into one folder both end well, with one whole output', async () => {
  const both = await Promise.all([build(place, { words: html }), build(place, { words: html })]);
  expect(both.map(({ code, error }) => [code, error])).toEqual([
    [0, ''],
    [0, ''],
  ]);
  expect(outputOf(place)).toEqual(await undisturbed(1_245_000));
  expect(await leftovers(place)).toEqual([]);
});

test('a clock that runs backwards and leaps changes nothing', async () => {
  const script = `let now = 4e12; globalThis.Date = class extends Date {
      constructor(...given) { given.length === 0 ? super(Date.now()) : super(...given); }
      static now() { now -= 86_400_000 * (now % 3 === 0 ? -5 : 1); return now; }
    };`;
  const node = ['--import', `data:text/javascript,${encodeURIComponent(script)}`];
  expect(await build(place, { node, words: html })).toMatchObject({ code: 0, error: '' });
  expect(outputOf(place)).toEqual(await undisturbed(1_245_000));
  expect(await leftovers(place)).toEqual([]);
});

describe('a cache entry', () => {
  const entries = () =>
    readdirSync(join(place.folder, '.jianbao/cache')).map((name) => join(place.folder, '.jianbao/cache', name));

  test('that was cut short, changed, or is another one signed well is made anew', async () => {
    expect(await build(place, { words: html })).toMatchObject({ code: 0 });
    const good = outputOf(place);
    const paths = entries();
    const kept = paths.map((path) => readFileSync(path));
    const spoiled = (entry: Buffer, index: number): Buffer => {
      if (index % 3 === 0) return entry.subarray(0, 100);
      if (index % 3 === 1) return kept[index - 1] as Buffer;
      return Buffer.concat([entry.subarray(0, 200), Buffer.from('x'), entry.subarray(201)]);
    };
    for (const [index, path] of paths.entries()) writeFileSync(path, spoiled(kept[index] as Buffer, index));
    expect(await build(place, { words: html })).toMatchObject({ code: 0, error: '' });
    expect(outputOf(place)).toEqual(good);
    expect(entries().map((path) => readFileSync(path))).toEqual(kept);
    expect(kept.length).toBeGreaterThan(2);
  });

  test('is not written where the cache is a link to another place', async () => {
    const elsewhere = join(place.temporary, 'elsewhere');
    mkdirSync(elsewhere);
    symlinkSync(elsewhere, join(place.folder, '.jianbao'));
    expect(await build(place, { words: html })).toMatchObject({ code: 0, error: '' });
    expect(readdirSync(elsewhere)).toEqual([]);
    expect(lstatSync(join(place.folder, '.jianbao')).isSymbolicLink()).toBe(true);
  });
});
