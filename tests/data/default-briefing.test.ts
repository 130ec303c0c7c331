import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { Diagnostics } from '../../src/base/diagnostic.ts';
import { isLocalized } from '../../src/base/language.ts';
import { buildReport } from '../../src/build/report.ts';
import { localize } from '../../src/localize/edition.ts';
import type { Report } from '../../src/model/report.ts';
import { openWorld } from '../../src/node/world.ts';
import { readBriefing } from '../../src/read/briefing.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const diagnostics = new Diagnostics();
let report: Report;

beforeAll(async () => {
  report = await buildReport(await readBriefing(openWorld(root, `${root}/templates`), diagnostics), diagnostics);
});

const value = (fact: string) => report.facts[fact]?.value;
const row = (table: string, year: number) => report.tables[table]?.rows.find((candidate) => candidate.year === year);

describe('the data of the default briefing', () => {
  it('reads without a remark', () => {
    expect(diagnostics.list).toEqual([]);
  });

  it('holds the facts in base units', () => {
    expect(value('new-urban-jobs')).toBe(1245000);
    expect(value('premium-relief')).toBe(25150000000);
    expect(value('high-skilled-growth')).toBe(0.46);
    expect(row('new-urban-jobs', 2013)?.jobs).toBe(1199800);
    expect(row('circles-gdp', 2022)?.gdp).toBe(3263700000000);
  });

  it.each(['zh-Hans', 'en'])('has two digits after the point in all shares of the censuses: in %s', (language) => {
    const edition = localize(report, language);
    const tables = [
      ...Object.values(edition.tables),
      ...Object.values(edition.figures).flatMap(({ data }) => data ?? []),
    ];
    const shares = tables
      .flatMap(({ columns, rows }) => {
        const at = columns.findIndex(({ key }) => key === 'tertiary');
        return rows.flatMap(({ cells }) => cells[at] ?? []);
      })
      .filter((each) => each.type === 'bound' && each.id.startsWith('cities-census'));
    expect(shares.length).toBeGreaterThan(32);
    for (const each of shares) {
      if (each.type !== 'bound') continue;
      expect(each.text).toMatch(/^\d\d\.\d\d%$/);
      // The panel that it opens says the same, and has nothing to add in full.
      expect(edition.provenance.data[each.id]).toMatchObject({ value: each.text });
      expect(edition.provenance.data[each.id]).not.toHaveProperty('exact');
    }
  });

  it('quotes and places each of the 32 facts of the article', () => {
    const quoted = Object.values(report.facts).filter((fact) => fact.quote !== undefined);
    expect(quoted).toHaveLength(32);
    for (const fact of quoted) {
      expect(isLocalized(fact.quote), fact.id).toBe(true);
      expect(fact.locator, fact.id).toBeDefined();
      expect(fact.source, fact.id).toBe(fact.status === 'confirmed' ? 'S02' : 'S01');
    }
  });

  it('leaves 2017 and 2020 empty and holds no figure for 2011, which was a forecast', () => {
    expect(row('new-urban-jobs', 2017)?.jobs).toBeNull();
    expect(row('new-urban-jobs', 2020)?.jobs).toBeNull();
    expect(row('new-urban-jobs', 2011)).toBeUndefined();
  });

  it('derives from facts and cells: 219 000 for 2022, 10 % of the nation, 103.2 % of the target', () => {
    expect(value('high-skilled-added-2022')).toBe(219000);
    expect(value('new-urban-jobs-share')).toBe(0.1);
    expect(value('welfare-posts-completion')).toBe(1.032);
    expect(value('hardship-employed-growth')).toBe(-0.107);
    expect(value('college-educated-relative')).toBe(0.933);
  });

  it('repeats a derived figure of a table only as the formula gives it', () => {
    expect(row('high-skilled-added', 2022)?.added).toBe(value('high-skilled-added-2022'));
    for (const { ratio, result, target } of report.tables['targets-2024']?.rows ?? []) {
      expect(Number(ratio)).toBeCloseTo(Number(result) / Number(target), 3);
    }
    for (const { jobs, national, share } of report.tables['new-urban-jobs']?.rows ?? []) {
      if (share !== null) expect(Number(share)).toBeCloseTo(Number(jobs) / Number(national), 3);
    }
  });

  it('keeps registered, surveyed and modelled unemployment apart, with gaps where figures lack', () => {
    const rows = report.tables['national-unemployment']?.rows ?? [];
    const years = (series: string) =>
      rows.filter((r) => r.series === series && r.rate !== null).map((r) => Number(r.year));
    expect(Math.max(...years('registered'))).toBe(2017);
    expect(Math.min(...years('surveyed'))).toBe(2018);
    expect(years('surveyed')).not.toContain(2022);
  });

  it('agrees with the targets: every year with a known target beat it', () => {
    for (const { jobs, target } of report.tables['new-urban-jobs']?.rows ?? []) {
      if (jobs !== null && target !== null) expect(Number(jobs)).toBeGreaterThan(Number(target));
    }
  });

  it('finds services largest in every city but Heze', () => {
    const latest = (report.tables['cities-census']?.rows ?? []).filter((r) => r.year === 2020);
    const others = latest.filter((r) => Number(r.tertiary) < Math.max(Number(r.primary), Number(r.secondary)));
    expect(others.map((r) => r.city)).toEqual(['371700']);
  });
});

describe('the charts of the default briefing', () => {
  it('have titles, alternative texts and notes in both languages, and sources', () => {
    for (const chart of Object.values(report.charts)) {
      for (const text of [chart.title, chart.subtitle, chart.description, chart.note]) {
        expect(Object.keys(text as object), chart.id).toEqual(['zh-Hans', 'en']);
      }
      expect(chart.sources.length, chart.id).toBeGreaterThan(0);
    }
  });

  it('state their findings without figures', () => {
    for (const { id, title, subtitle } of Object.values(report.charts)) {
      expect(JSON.stringify([title, subtitle]), id).not.toMatch(/\d/);
    }
  });
});
