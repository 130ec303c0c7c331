import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { Diagnostics, UsageError } from '../../src/base/diagnostic.ts';
import { planJobs, stemOf } from '../../src/build/plan-jobs.ts';
import type { BatchRequest } from '../../src/model/batch.ts';
import { openFolder } from '../../src/node/folder.ts';
import { readBriefing } from '../../src/read/briefing.ts';
import { readJobList } from '../../src/read/job-list.ts';
import { places } from './places.ts';

const theme = openFolder(fileURLToPath(new URL('../../templates', import.meta.url)));
const yaml = readFileSync(join(import.meta.dirname, 'places', 'briefing.yaml'), 'utf8');

interface Asked extends Partial<Omit<BatchRequest, 'list'>> {
  list?: string;
  changes?: Record<string, string>;
}

/** Stems of the planned files, or what is said instead. */
async function planned({ list, changes = {}, ...asked }: Asked): Promise<string[]> {
  const diagnostics = new Diagnostics();
  const briefing = await readBriefing({ briefing: places(changes), theme }, diagnostics);
  const listed = list === undefined ? undefined : readJobList(new TextEncoder().encode(list), 'jobs.csv', diagnostics);
  try {
    const jobs = planJobs(briefing, { over: [], set: {}, ...asked, ...(listed && { list: listed }) }, diagnostics);
    if (!diagnostics.hasErrors) return jobs.map(stemOf);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    return [error, ...error.others].map(({ message, hint }) => ['usage', message, hint].filter(Boolean).join('; '));
  }
  return diagnostics.list.map(({ code, message, place, hints = [] }) =>
    [`${place?.file}:${place?.line ?? ''}:${place?.column ?? ''} ${code}`, message, ...hints].join('; '),
  );
}

const both = { 'briefing.yaml': yaml.replace("'places-{{place}}'", "'places-{{place}}-{{year}}'") };

describe('a batch', () => {
  test('goes over every code, in order', async () => {
    expect(await planned({ over: [{ name: 'place' }] })).toEqual(['places-01', 'places-02', 'places-03']);
  });

  test('goes over some values, and over all combinations', async () => {
    const over = [{ name: 'place', values: ['03', '01'] }, { name: 'year' }];
    expect(await planned({ over, changes: both })).toEqual([
      'places-03-2010',
      'places-03-2020',
      'places-01-2010',
      'places-01-2020',
    ]);
  });

  test('takes rows of a list, where an empty cell is the default', async () => {
    const list = 'year,place\n2010,02\n,03\n';
    expect(await planned({ list, changes: both })).toEqual(['places-02-2010', 'places-03-2020']);
  });

  test('may give each job a folder', async () => {
    expect(await planned({ over: [{ name: 'place' }], folder: 'y{{year}}/{{place}}' })).toEqual([
      'y2020/01/places-01',
      'y2020/02/places-02',
      'y2020/03/places-03',
    ]);
  });
});

describe('what a batch cannot make is told before anything is made', () => {
  test('nothing to go over', async () => {
    expect(await planned({})).toEqual([
      'usage; nothing says what the batch goes over; known parameters: place, year',
      'usage; name parameters or a list; jianbao batch --over city, or --list jobs.csv, or batch: in briefing.yaml',
    ]);
  });

  test('names and values that the briefing does not know, all at once', async () => {
    expect(await planned({ over: [{ name: 'plaec' }], set: { yaer: '2010' } })).toEqual([
      'usage; no parameter "plaec"; did you mean "place"?',
      'usage; no parameter "yaer"; did you mean "year"?',
    ]);
    expect(await planned({ list: 'place,yeer\n01,2020\n' })).toEqual([
      'jobs.csv:1:7 parameter-unknown; no parameter "yeer"; did you mean "year"?',
    ]);
    expect(await planned({ list: 'place,year\n1,2020\n02,2015\n' })).toEqual([
      'jobs.csv:2:1 parameter-value; "place" cannot be "1": code list "places" has no such code; did you mean "01"?',
      'jobs.csv:3:4 parameter-value; "year" cannot be "2015"; did you mean "2010"?',
    ]);
  });

  test('one parameter asked for twice', async () => {
    expect(await planned({ over: [{ name: 'place' }], set: { place: '01' } })).toEqual([
      'usage; "place" is given twice',
    ]);
    expect(await planned({ over: [{ name: 'place' }], list: 'place\n01\n' })).toEqual([
      'jobs.csv:1:1 parameter-value; the batch goes over "place" already; take the column away, or --over',
    ]);
  });

  test('two jobs that would write one file', async () => {
    expect(await planned({ over: [{ name: 'place', values: ['01'] }, { name: 'year' }] })).toEqual([
      'briefing.yaml:2:5 batch-clash; "places-01.html" would be written by two jobs: place=01, year=2010 and place=01, year=2020; ' +
        'name what differs in "id": \'places-{{place}}-{{year}}\'',
    ]);
    expect(await planned({ list: 'place\n01\n01\n' })).toEqual([
      'briefing.yaml:2:5 batch-clash; "places-01.html" would be written by two jobs: place=01, year=2020 and place=01, year=2020; ' +
        'the same values are in the list twice',
    ]);
  });

  test('an empty list, and an empty code list', async () => {
    expect(await planned({ list: 'place\n' })).toEqual([
      'jobs.csv:: batch-empty; the list has no jobs; write a row for each briefing',
    ]);
    const changes = {
      'data/places.csv': 'code,label@zh-Hans,label@en\n',
      'data/census.csv': 'place,year,people\n',
      'briefing.yaml': yaml.replace(", default: '01'", ''),
    };
    expect(await planned({ over: [{ name: 'place' }], changes })).toEqual([
      'briefing.yaml:10:3 batch-empty; code list "places" has no values to go over',
    ]);
  });
});
