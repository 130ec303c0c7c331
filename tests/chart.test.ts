import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PDFDocument } from '@cantoo/pdf-lib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { UsageError } from '../src/base/diagnostic.ts';
import { renderChart } from '../src/chart.ts';
import { chartCommand } from '../src/commands/chart.ts';
import { fontNames } from '../src/print/inspect.ts';
import { pageText, readPdf } from './print/read-pdf.ts';

const repository = fileURLToPath(new URL('..', import.meta.url));

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'jianbao-chart-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const encoding = { x: { field: 'month', type: 'ordinal' }, y: { field: 'sold', type: 'quantitative' } };
const values = [
  { month: 'Jan', sold: 3 },
  { month: 'Feb', sold: 5 },
];
const inline = { title: { 'zh-Hans': '销售', en: 'Sales' }, data: { values }, mark: 'bar', encoding };
const named = { data: { name: 'sales' }, mark: 'bar', encoding };
const csv = 'month,sold\nJan,3\nMärz,5\n';

const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

describe('a drawing of its own', () => {
  test('is an SVG of the asked width that holds its fonts and loads nothing', async () => {
    const svg = text(await renderChart(inline, { format: 'svg', width: 400 }));
    expect(svg).toMatch(/^<svg xmlns="http:\/\/www.w3.org\/2000\/svg" width="400" /);
    expect(svg).toContain('>Sales<');
    expect(svg).toContain('@font-face{font-family:"Source Sans 3"');
    expect(svg.match(/url\((?!data:|#)/g)).toBeNull();
  });

  test('speaks Chinese, or both languages', async () => {
    const chinese = text(await renderChart(inline, { format: 'svg', language: 'zh-Hans' }));
    expect(chinese).toContain('>销售<');
    expect(chinese).not.toContain('>Sales<');
    expect(text(await renderChart(inline, { format: 'svg', language: 'zh-CN' }))).toBe(chinese);
    const both = text(await renderChart(inline, { format: 'svg', language: ['zh-Hans', 'en'] }));
    expect(both).toContain('>销售<');
    expect(both).toContain('>Sales<');
  });

  test('takes rows or CSV by name, and one file without a name', async () => {
    const rows = await renderChart(named, { format: 'svg', data: { sales: values } });
    expect(text(rows)).toContain('>Feb<');
    const file = { text: csv, format: 'csv' } as const;
    expect(text(await renderChart(named, { format: 'svg', data: { sales: file } }))).toContain('>März<');
    const unnamed = { mark: 'bar', encoding };
    expect(text(await renderChart(unnamed, { format: 'svg', data: { '': file } }))).toContain('>März<');
  });

  test('words a table of a data package by its units and sources', async () => {
    const spec = {
      data: { name: 'new-urban-jobs' },
      mark: 'bar',
      encoding: { x: { field: 'year', type: 'ordinal' }, y: { field: 'jobs', type: 'quantitative' } },
      usermeta: { jianbao: { sources: ['S03'] } },
    };
    for (const dataPackage of [repository, join(repository, 'data')]) {
      const svg = text(await renderChart(spec, { format: 'svg', language: 'zh-Hans', dataPackage }));
      expect(svg).toContain('>100万人<');
      expect(svg).toContain('>资料来源：');
    }
  });

  test('is a PNG with two device pixels to one, or as many as asked', async () => {
    const sizeOf = (png: Uint8Array) => [Buffer.from(png).readUInt32BE(16), Buffer.from(png).readUInt32BE(20)];
    const svg = text(await renderChart(inline, { format: 'svg', width: 300 }));
    const height = Number(/ height="(\d+)"/.exec(svg)?.[1]);
    const png = await renderChart(inline, { format: 'png', width: 300 });
    expect([...png.subarray(0, 8)]).toEqual([137, 80, 78, 71, 13, 10, 26, 10]);
    expect(sizeOf(png)).toEqual([600, 2 * height]);
    expect(sizeOf(await renderChart(inline, { format: 'png', width: 300, scale: 1 }))).toEqual([300, height]);
  }, 60_000);

  test('is a tagged PDF of one page of its size, with fonts, title and language, the same every time', async () => {
    const options = { format: 'pdf', width: 400, language: ['zh-Hans', 'en'] } as const;
    const render = () => renderChart(inline, { ...options, language: [...options.language] });
    const bytes = await render();
    const pdf = await readPdf(bytes);
    expect(pdf.numPages).toBe(1);
    const [, , width = 0] = (await pdf.getPage(1)).view;
    expect(Math.abs(width - 300)).toBeLessThan(1);
    const { info } = await pdf.getMetadata();
    expect(info).toMatchObject({ Title: '销售 | Sales', Language: 'zh-Hans' });
    expect(info).not.toHaveProperty('CreationDate');
    expect(await pdf.getMarkInfo()).toMatchObject({ Marked: true });
    expect(await pageText(pdf, 1)).toContain('销售');
    expect(fontNames(await PDFDocument.load(bytes))).toEqual([
      'NotoSansSC-Bold',
      'SourceSans3-Bold',
      'SourceSans3-Regular',
    ]);
    expect(Buffer.compare(bytes, await render())).toBe(0);
  }, 60_000);
});

describe('what cannot be drawn', () => {
  const codesOf = (spec: object, options = {}) =>
    renderChart(spec, { format: 'svg', ...options }).then(
      () => [],
      (error) => error.diagnostics?.map(({ code }: { code: string }) => code) ?? error,
    );

  test.each([
    ['data-url-outside', { ...inline, data: { url: 'https://example.org/a.csv' } }, {}],
    ['file-missing', { ...inline, data: { url: 'a.csv' } }, {}],
    ['data-unknown', named, {}],
    ['chart-invalid', { data: { values } }, {}],
    ['mark-unknown', { ...inline, mark: 'bra' }, {}],
    ['chart-invalid', { ...inline, transform: [{ filter: 'datum.sold >' }] }, {}],
    ['json-malformed', named, { data: { sales: { text: '[{]', format: 'json' } } }],
    ['language-unknown', inline, { language: 'fr' }],
    ['data-missing', named, { dataPackage: join(repository, 'src') }],
  ])('%s', async (code, spec, options) => {
    expect(await codesOf(spec, options)).toContain(code);
  });

  test.each([[{ width: 10 }], [{ scale: 0 }], [{ language: 'Klingon' }], [{ format: 'gif' }], [{ width: Number.NaN }]])(
    'options out of range: %o',
    async (options) => {
      expect(await codesOf(inline, options)).toBeInstanceOf(UsageError);
    },
  );
});

describe('jianbao chart', () => {
  async function run(words: string[], values: Record<string, unknown>) {
    const printed = { out: '', error: '' };
    const terminal = {
      out(line: string) {
        printed.out += `${line}\n`;
      },
      error(line: string) {
        printed.error += `${line}\n`;
      },
      status: () => {},
      color: false,
    };
    return { code: await chartCommand(words, values, terminal), ...printed };
  }

  test('reads the specification and the data beside it, and writes the file', async () => {
    await writeFile(join(folder, 'sales.csv'), csv);
    await writeFile(join(folder, 'a.vl.json'), JSON.stringify({ ...named, data: { url: 'sales.csv' } }));
    const output = join(folder, 'out', 'a.svg');
    const { code, out } = await run([join(folder, 'a.vl.json')], { output });
    expect(code).toBe(0);
    expect(out).toContain('628 × ');
    expect(await readFile(output, 'utf8')).toContain('>März<');
  });

  test('reads YAML, data by name, a width and a language', async () => {
    await writeFile(join(folder, 'sales.csv'), csv);
    await writeFile(
      join(folder, 'a.vl.yaml'),
      `mark: bar\ndata: {name: sales}\nencoding: ${JSON.stringify(encoding)}\n`,
    );
    const output = join(folder, 'a.svg');
    const data = [`sales=${join(folder, 'sales.csv')}`];
    const { code, out } = await run([join(folder, 'a.vl.yaml')], {
      output,
      data,
      width: '320',
      language: 'zh-Hans+en',
      json: true,
    });
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ ok: true, output, format: 'svg', width: 320, diagnostics: [] });
  });

  test('says where a mistake stands', async () => {
    await writeFile(join(folder, 'a.vl.json'), '{\n  "mark": "bar",\n}\n');
    const { code, error } = await run([join(folder, 'a.vl.json')], { output: join(folder, 'a.svg') });
    expect(code).toBe(1);
    expect(error).toContain('a.vl.json:3:1  error  json-malformed  a comma before the end');
  });

  test('names a missing specification and missing data', async () => {
    const output = join(folder, 'a.svg');
    expect(await run([join(folder, 'none', 'a.vl.json')], { output })).toMatchObject({ code: 1 });
    await writeFile(join(folder, 'a.vl.json'), JSON.stringify(named));
    const { code, error } = await run([join(folder, 'a.vl.json')], { output, data: [join(folder, 'no.csv')] });
    expect(code).toBe(1);
    expect(error).toContain('no.csv  error  file-missing  there is no such file');
  });

  test.each([
    [[], {}],
    [['a.vl.json'], {}],
    [['a.vl.json'], { output: 'a.gif' }],
    [['a.txt'], { output: 'a.svg' }],
    [['a.vl.json', 'b'], { output: 'a.svg' }],
  ])('called wrongly: %j %j', async (words, values) => {
    await expect(run(words, values)).rejects.toBeInstanceOf(UsageError);
  });
});
