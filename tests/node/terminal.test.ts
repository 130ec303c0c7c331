import { expect, test } from 'vitest';
import { Diagnostics } from '../../src/base/diagnostic.ts';
import { countWords, formatDiagnostic, printDiagnostics } from '../../src/node/terminal.ts';
import { displayWidth } from '../../src/node/width.ts';

const unknownUnit = {
  severity: 'error',
  code: 'unit-unknown',
  message: 'no unit "preson"',
  place: { file: 'data/facts.csv', line: 14, column: 24, length: 6 },
  hints: ['did you mean "person"?'],
} as const;

test('a finding shows its place, the line with marks, and hints', () => {
  expect(
    formatDiagnostic({ ...unknownUnit, hints: [...unknownUnit.hints] }, 'new-urban-jobs,1245000,preson,2023'),
  ).toBe(
    [
      'data/facts.csv:14:24  error  unit-unknown  no unit "preson"',
      '  14 | new-urban-jobs,1245000,preson,2023',
      '     |                        ^^^^^^',
      '  hint: did you mean "person"?',
      '',
    ].join('\n'),
  );
});

test('marks stand under Chinese characters, which are two columns wide', () => {
  const place = { file: 'a.csv', line: 2, column: 4, length: 2 };
  const text = formatDiagnostic({ severity: 'error', code: 'c', message: 'm', place }, '济南,新增,1');
  expect(text.split('\n').slice(1, 3)).toEqual(['  2 | 济南,新增,1', '    |      ^^^^']);
});

test('tabs are kept before the marks, so that both lines stop at the same places', () => {
  const place = { file: 'a.tsv', line: 1, column: 3, length: 1 };
  expect(formatDiagnostic({ severity: 'error', code: 'c', message: 'm', place }, 'a\tb\tc')).toContain('    |  \t^\n');
});

test('a long line is cut around the place', () => {
  const place = { file: 'a.json', line: 1, column: 5001, length: 3 };
  const [, line = '', marks = ''] = formatDiagnostic(
    { severity: 'error', code: 'c', message: 'm', place },
    `${'x'.repeat(5000)}BAD${'y'.repeat(5000)}`,
  ).split('\n');
  expect(line.length).toBeLessThan(140);
  expect(line.slice(marks.indexOf('^'), marks.lastIndexOf('^') + 1)).toBe('BAD');
});

test('control characters and marks of writing direction cannot reach the terminal', () => {
  const place = { file: 'a.csv', line: 1, column: 1 };
  const text = formatDiagnostic({ severity: 'error', code: 'c', message: 'no "\x1b[2J"', place }, 'a\x1b[31m\u202Eb');
  for (const character of ['\x1b', '\u202E']) expect(text).not.toContain(character);
});

test('a cell of a workbook is named by sheet and address', () => {
  const place = { file: 'jobs.xlsx', sheet: 'Sheet1', cell: 'B7' };
  expect(formatDiagnostic({ severity: 'warning', code: 'c', message: 'm', place })).toBe(
    'jobs.xlsx:Sheet1!B7  warning  c  m\n',
  );
});

test('findings are printed by file, line and column, the same one once, with counts', () => {
  const diagnostics = new Diagnostics();
  diagnostics.warning('w', 'late', { file: 'b.csv', line: 1 });
  diagnostics.error('e', 'tenth', { file: 'a.csv', line: 10, column: 1 });
  diagnostics.error('e', 'second', { file: 'a.csv', line: 2, column: 9 });
  diagnostics.error('e', 'second', { file: 'a.csv', line: 2, column: 9 });
  diagnostics.error('e', 'nowhere');
  expect(print(diagnostics)).toBe(
    [
      'error  e  nowhere',
      'a.csv:2:9  error  e  second',
      'a.csv:10:1  error  e  tenth',
      'b.csv:1  warning  w  late',
      '3 errors, 1 warning\n',
    ].join('\n\n'),
  );
});

test('nothing is printed when nothing was found', () => {
  expect(print(new Diagnostics())).toBe('');
});

test('colours are for terminals, and not when NO_COLOR is set', () => {
  const diagnostics = new Diagnostics();
  diagnostics.error('e', 'm');
  expect(print(diagnostics, { isTTY: true })).toContain('\x1b[');
  expect(print(diagnostics, { isTTY: true }, { NO_COLOR: '1' })).not.toContain('\x1b[');
  expect(print(diagnostics, { isTTY: false })).not.toContain('\x1b[');
});

test('counts leave out what there is none of', () => {
  const diagnostics = new Diagnostics();
  diagnostics.warning('w', 'a');
  diagnostics.warning('w', 'b');
  expect(countWords(diagnostics.list)).toBe('2 warnings');
});

test.each([
  ['abc', 3],
  ['简报', 4],
  ['，。', 4],
  ['e\u0301', 1],
  ['𠀀', 2],
  ['ｶﾅ', 2],
  ['“—”', 3],
])('%s is %i columns wide', (text, width) => {
  expect(displayWidth(text)).toBe(width);
});

function print(
  diagnostics: Diagnostics,
  output: { isTTY?: boolean } = {},
  environment: Record<string, string> = {},
): string {
  let text = '';
  const write = (part: string) => {
    text += part;
  };
  printDiagnostics(diagnostics.list, () => undefined, { ...output, write }, environment);
  return text;
}
