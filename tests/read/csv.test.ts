import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Diagnostics } from '../../src/base/diagnostic.ts';
import { readCsv } from '../../src/read/csv.ts';

test('fields with commas, quotes and line ends are read by RFC 4180', () => {
  const { grid } = read('id,text\n1,"a, b"\n2,"say ""yes"""\n3,"two\nlines"\n');
  expect(grid?.rows.map((row) => row.cells)).toEqual([
    ['1', 'a, b'],
    ['2', 'say "yes"'],
    ['3', 'two\nlines'],
  ]);
});

test('a record knows its first line, lines inside quotes counted', () => {
  const { grid } = read('id,text\n1,"two\nlines"\n\n2,b\n');
  expect(grid?.rows.map((row) => row.place.line)).toEqual([2, 5]);
});

test('a cell knows its column and length, also behind Chinese and quotes', () => {
  const { grid } = read('city,text,jobs\n济南,"a, ""b""",13.6\n');
  expect(grid?.rows[0]?.at(2)).toEqual({ file: 'jobs.csv', line: 2, column: 15, length: 4 });
  expect(grid?.headAt(1)).toEqual({ file: 'jobs.csv', line: 1, column: 6, length: 4 });
});

test('a field that spans lines is marked to the end of its first line', () => {
  const { grid } = read('id,text\n1,"two\nlines"\n');
  expect(grid?.rows[0]?.at(1)).toEqual({ file: 'jobs.csv', line: 2, column: 3, length: 4 });
});

test('empty lines, lines of commas only and a missing last line end make no rows', () => {
  const { grid } = read('a,b\n\n1,2\n,\n3,');
  expect(grid?.rows.map((row) => row.cells)).toEqual([
    ['1', '2'],
    ['3', ''],
  ]);
});

test('TSV has tabs between fields and leaves commas alone', () => {
  const { grid } = read('a\tb\n1,5\t2\n', '\t');
  expect(grid?.rows[0]?.cells).toEqual(['1,5', '2']);
});

test.each([
  ['a,b\n1,x"y"\n', 'a quote inside a field without quotes around it', 2, 4],
  ['a,b\n1,"x"y\n', 'text behind the closing quote of a field', 2, 6],
  ['a,b\n1,"x\n2,y\n', 'a quote is opened and never closed', 2, 3],
])('%j: %s', (text, message, line, column) => {
  expect(read(text).told).toMatchObject([{ code: 'csv-malformed', message, place: { line, column } }]);
});

test('a record with too many or too few fields is told with its place and marked', () => {
  const { grid, told } = read('a,b,c\n1,2\n1,2,3,4\n');
  expect(told).toMatchObject([
    { code: 'csv-ragged', message: '2 fields where the head has 3', place: { line: 2, column: 3 } },
    { code: 'csv-ragged', message: '4 fields where the head has 3', place: { line: 3, column: 7 } },
  ]);
  expect(grid?.rows.every((row) => row.isRagged)).toBe(true);
});

test('what is written by the rules of RFC 4180 is read back, whatever it holds', () => {
  const field = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '济', '𠀀', ' ', '\t') });
  const record = fc.array(field, { minLength: 3, maxLength: 3 }).filter((fields) => fields.some((one) => one !== ''));
  fc.assert(
    fc.property(fc.array(record, { minLength: 1 }), (records) => {
      const text = [
        'x,y,z',
        ...records.map((fields) => fields.map((one) => `"${one.replaceAll('"', '""')}"`).join(',')),
      ].join('\n');
      const { grid, told } = read(text);
      expect(told).toEqual([]);
      expect(grid?.rows.map((row) => row.cells)).toEqual(records);
    }),
  );
});

function read(text: string, delimiter?: string) {
  const diagnostics = new Diagnostics();
  return { grid: readCsv(text, 'jobs.csv', diagnostics, delimiter), told: diagnostics.list };
}
