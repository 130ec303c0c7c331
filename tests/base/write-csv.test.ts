import { expect, test } from 'vitest';
import { writeCsv } from '../../src/base/write-csv.ts';

test('quotes what holds a comma, a quote or a line break, and ends each row with CRLF', () => {
  expect(
    writeCsv([
      ['a', 'b,c', 'say "yes"', 'two\nlines'],
      [1, null, true],
    ]),
  ).toBe('a,"b,c","say ""yes""","two\nlines"\r\n1,,true\r\n');
});

test('numbers keep every digit, below zero too', () => {
  expect(writeCsv([[-4.6, 0.0371, 25_150_000_000]])).toBe('-4.6,0.0371,25150000000\r\n');
});

test.each(['=1+1', '+86', '-2', '@SUM(A1)', '\t=1', '\r=1', '  =1', '＝1', '＠x'])(
  'text that a spreadsheet would work out stays text: %j',
  (text) => {
    expect(writeCsv([[text]]).replace(/^"/, '')).toMatch(/^'/);
  },
);

test('other text is left as it is', () => {
  expect(writeCsv([['−4.6%', '济南 = 首府', '1-2']])).toBe('−4.6%,济南 = 首府,1-2\r\n');
});
