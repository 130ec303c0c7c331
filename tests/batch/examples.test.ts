import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, test } from 'vitest';
import { Diagnostics } from '../../src/base/diagnostic.ts';
import { planJobs, stemOf } from '../../src/build/plan-jobs.ts';
import { buildReport } from '../../src/build/report.ts';
import { openFolder } from '../../src/node/folder.ts';
import { readBriefing } from '../../src/read/briefing.ts';
import { root } from '../root.ts';

const theme = openFolder(join(root, 'templates'));

async function example(name: string) {
  const diagnostics = new Diagnostics();
  const briefing = await readBriefing({ briefing: openFolder(join(root, 'examples', name)), theme }, diagnostics);
  expect(diagnostics.list).toEqual([]);
  return briefing;
}

describe('the shipped examples', () => {
  test('are the sixteen cities of Shandong and the thirty-one provinces of China', async () => {
    for (const [name, count] of [
      ['cities', 16],
      ['provinces', 31],
    ] as const) {
      const diagnostics = new Diagnostics();
      const briefing = await example(name);
      const jobs = planJobs(briefing, { over: [{ name: 'place' }], set: {} }, diagnostics);
      expect([diagnostics.list, new Set(jobs.map(stemOf)).size]).toEqual([[], count]);
    }
  });

  test('share their templates file by file, but for the chart of where a place is and the words for ranks', () => {
    const [cities, provinces] = ['cities', 'provinces'].map((name) => templatesOf(name));
    const different = Object.keys({ ...cities, ...provinces }).filter((path) => cities?.[path] !== provinces?.[path]);
    const own = ['charts/where.vl.json', 'messages.yaml'];
    expect(different.filter((path) => !own.includes(path)).filter(namesOfTheWhole(cities, provinces))).toEqual([]);
    expect(Object.keys(cities ?? {})).toEqual(Object.keys(provinces ?? {}));
  });

  test('place each of their places: the ranks of a measure are those of its values', async () => {
    const briefing = await example('cities');
    const census = briefing.data.tables.get('census')?.rows.filter(({ year }) => year === 2020) ?? [];
    const sorted = census.map(({ population }) => Number(population)).sort((a, b) => b - a);
    for (const { place, population } of census.slice(0, 4)) {
      const diagnostics = new Diagnostics();
      const { facts } = await buildReport(briefing, diagnostics, { given: { place: String(place) } });
      expect(diagnostics.list).toEqual([]);
      expect(facts['population-rank']?.value).toBe(sorted.indexOf(Number(population)) + 1);
    }
  });

  test('have the figures of the default briefing’s census tables', async () => {
    const kept = await readBriefing({ briefing: openFolder(root), theme }, new Diagnostics());
    for (const [name, table, column] of [
      ['cities', 'cities-census', 'city'],
      ['provinces', 'provinces-census', 'province'],
    ] as const) {
      const own = (await example(name)).data.tables.get('census')?.rows ?? [];
      expect(own.length).toBeGreaterThan(30);
      for (const { place, ...row } of own) {
        const same = kept.data.tables.get(table)?.rows.find((each) => each[column] === place && each.year === row.year);
        expect(same).toMatchObject(row);
      }
    }
  });
});

function templatesOf(name: string): Record<string, string> {
  const folder = join(root, 'examples', name, 'templates');
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((path) => join(folder, path));
  const files = paths.filter((path) => statSync(path).isFile()).sort();
  return Object.fromEntries(files.map((path) => [relative(folder, path), readFileSync(path, 'utf8')]));
}

/** False for two files that differ in nothing but the name of the whole, and in measures of the larger field. */
function namesOfTheWhole(cities: Record<string, string> = {}, provinces: Record<string, string> = {}) {
  const neutral = (text = '') =>
    text
      .replaceAll(/全省|全国/g, '…')
      .replaceAll(/Shandong|China/g, '…')
      .replaceAll(/\d+(\.\d+)?/g, '0');
  return (path: string) => neutral(cities[path]) !== neutral(provinces[path]);
}
