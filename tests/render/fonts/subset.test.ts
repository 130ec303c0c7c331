import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { openFolderCache } from '../../../src/node/folder-cache.ts';
import { type FaceId, faces } from '../../../src/render/fonts/faces.ts';
import { fontFaceCss } from '../../../src/render/fonts/stylesheet.ts';
import { subsetFonts } from '../../../src/render/fonts/subset.ts';
import { packWoff2 } from '../../../src/render/fonts/woff2.ts';

// The decoder and encoder of the WOFF2 reference implementation, as subset-font brings them.
const fontverter: { convert(font: Uint8Array, to: string): Promise<Buffer> } = createRequire(
  createRequire(import.meta.url).resolve('subset-font'),
)('fontverter');

const text = '山东省2023年城镇新增就业124.5万人，完成年度目标的113.2%——“超过”去年…《简报》（续）';
const folder = await mkdtemp(join(tmpdir(), 'fonts-'));
afterAll(() => rm(folder, { recursive: true }));

async function subsetOf(face: FaceId, characters: string, format: 'truetype' | 'woff2' = 'truetype', cache?: string) {
  const [subset] = await subsetFonts(new Map([[face, characters]]), {
    format,
    ...(cache && { cache: openFolderCache(cache, { secret: Buffer.alloc(32), version: '1' }) }),
  });
  if (subset === undefined) throw new Error('no subset');
  return Buffer.from(subset.bytes);
}

function tableOf(font: Buffer, tag: string): Buffer {
  const at = font.indexOf(tag, 12, 'latin1');
  return at < 0
    ? Buffer.alloc(0)
    : font.subarray(font.readUInt32BE(at + 8), font.readUInt32BE(at + 8) + font.readUInt32BE(at + 12));
}

function featuresOf(font: Buffer, table: 'GSUB' | 'GPOS'): Set<string> {
  const bytes = tableOf(font, table);
  const list = bytes.readUInt16BE(6);
  const count = bytes.readUInt16BE(list);
  return new Set(Array.from({ length: count }, (_, i) => bytes.toString('latin1', list + 2 + 6 * i, list + 6 + 6 * i)));
}

describe('a subset', () => {
  it('has the glyphs of its characters and few more: 10 MB become less than 30 KB', async () => {
    const font = await subsetOf('noto-sans-400', text);
    const glyphs = tableOf(font, 'maxp').readUInt16BE(4);
    expect(glyphs).toBeGreaterThan(new Set(text).size);
    expect(glyphs).toBeLessThan(2 * new Set(text).size);
    expect(font.length).toBeLessThan(30_000);
  });

  it('is the same bytes each time, whatever the order of its characters', async () => {
    const again = await subsetOf('noto-sans-400', [...text].reverse().join(''));
    expect(again.equals(await subsetOf('noto-sans-400', text))).toBe(true);
  });

  it('takes characters as code points too', async () => {
    const points = new Set([...'就业'].map((character) => character.codePointAt(0) ?? 0));
    const [byPoints] = await subsetFonts(new Map([['noto-sans-400' as FaceId, points]]), { format: 'truetype' });
    expect((await subsetOf('noto-sans-400', '就业')).equals(byPoints?.bytes ?? Buffer.alloc(0))).toBe(true);
  });

  it('keeps kerning, half-width punctuation, and figures of both widths', async () => {
    expect(featuresOf(await subsetOf('noto-sans-400', text), 'GPOS')).toEqual(new Set(['halt', 'kern', 'palt']));
    expect(featuresOf(await subsetOf('noto-serif-700', text), 'GPOS')).toContain('chws');
    const serif = await subsetOf('source-serif-700', '0123456789');
    expect(featuresOf(serif, 'GSUB')).toEqual(new Set(['pnum', 'tnum']));
  });

  it('keeps its PostScript name, which PDFs show', async () => {
    const name = tableOf(await subsetOf('noto-serif-700', '简报'), 'name');
    expect(name.swap16().toString('utf16le') + name.toString('latin1')).toContain('NotoSerifSC-Bold');
  });

  it('leaves out faces without characters, and keeps the order of the set', async () => {
    const usage = new Map<FaceId, string>([
      ['noto-sans-700', '就'],
      ['source-sans-400', 'a'],
      ['noto-sans-400', ''],
    ]);
    const subsets = await subsetFonts(usage, { format: 'truetype' });
    expect(subsets.map(({ face }) => face.id)).toEqual(['source-sans-400', 'noto-sans-700']);
  });
});

describe('packing as WOFF2', () => {
  it.each(faces.map((face) => face.id))('%s unpacks to what the reference encoder gives', async (id) => {
    const font = await subsetOf(id, `${text}ÀÉàéîöÅ½ﬁ fi%‰①→ AVATo`);
    const ours = await fontverter.convert(await packWoff2(font), 'truetype');
    const theirs = await fontverter.convert(await fontverter.convert(font, 'woff2'), 'truetype');
    for (const tag of ['glyf', 'loca', 'hmtx', 'cmap', 'GPOS', 'GSUB', 'name', 'maxp', 'OS/2']) {
      expect(tableOf(ours, tag).equals(tableOf(theirs, tag)), tag).toBe(true);
    }
  });

  it('is at most a tenth larger than the slowest compression', async () => {
    const font = await subsetOf('noto-sans-400', text);
    const reference = await fontverter.convert(font, 'woff2');
    expect((await packWoff2(font)).length).toBeLessThan(1.1 * reference.length);
  });
});

describe('the cache of subsets', () => {
  it('gives the same bytes with and without', async () => {
    const cold = await subsetOf('source-sans-400', 'Jinan', 'woff2', folder);
    const warm = await subsetOf('source-sans-400', 'Jinan', 'woff2', folder);
    const none = await subsetOf('source-sans-400', 'Jinan', 'woff2');
    expect(warm.equals(cold)).toBe(true);
    expect(none.equals(cold)).toBe(true);
  });

  it('is read: a well-formed entry stands for the subset', async () => {
    const own = join(folder, 'own');
    await subsetOf('source-sans-400', 'Qingdao', 'truetype', own);
    expect(await readdir(own)).toHaveLength(1);
    await subsetOf('source-sans-400', 'Qingdao', 'woff2', own);
    expect(await readdir(own)).toHaveLength(2);
  });

  it.each([
    ['cut short', (file: Buffer) => file.subarray(0, 100)],
    ['changed', (file: Buffer) => Buffer.concat([file.subarray(0, 200), Buffer.from('x'), file.subarray(201)])],
    ['empty', () => Buffer.alloc(0)],
  ])('ignores and mends an entry that is %s', async (_how, damage) => {
    const own = await mkdtemp(join(folder, 'damaged-'));
    const whole = await subsetOf('source-sans-400', 'Yantai', 'truetype', own);
    const [name = ''] = await readdir(own);
    const kept = await readFile(join(own, name));
    await writeFile(join(own, name), damage(kept));
    expect((await subsetOf('source-sans-400', 'Yantai', 'truetype', own)).equals(whole)).toBe(true);
    expect((await readFile(join(own, name))).equals(kept)).toBe(true);
  });

  it('is done without where its folder cannot be made', async () => {
    const file = join(folder, 'a-file');
    await writeFile(file, '');
    const font = await subsetOf('source-sans-400', 'Jinan', 'truetype', join(file, 'cache'));
    expect(font.equals(await subsetOf('source-sans-400', 'Jinan'))).toBe(true);
  });
});

describe('the style sheet of fonts', () => {
  it('has one rule a face with the font inside', async () => {
    const usage = new Map<FaceId, string>([
      ['source-sans-400-italic', 'a'],
      ['noto-serif-700', '简'],
    ]);
    const css = fontFaceCss(await subsetFonts(usage, { format: 'woff2' }));
    const rules = css.split('\n');
    expect(rules).toHaveLength(2);
    expect(rules[0]).toMatch(/^@font-face\{font-family:"Source Sans 3";font-style:italic;font-weight:400;/);
    expect(rules[1]).toMatch(/font-family:"Noto Serif SC";font-style:normal;font-weight:700;/);
    expect(rules[1]).toMatch(/src:url\(data:font\/woff2;base64,d09GM[A-Za-z0-9+/=]+\) format\("woff2"\)\}$/);
  });
});
