import { expect, test } from 'vitest';
import { AuthorError } from '../../src/base/diagnostic.ts';
import { memoryFolder } from '../../src/base/memory-folder.ts';
import { pathProblem } from '../../src/base/path.ts';

test('text is read as UTF-8, bytes as they are, and what is not there as undefined', async () => {
  const folder = memoryFolder({ 'data/a.csv': '济', 'b.bin': Uint8Array.of(1, 2) });
  expect(await folder.read('data/a.csv')).toEqual(Uint8Array.of(0xe6, 0xb5, 0x8e));
  expect(await folder.read('./b.bin')).toEqual(Uint8Array.of(1, 2));
  expect(await folder.read('toString')).toBeUndefined();
});

test('files below a folder are listed in the order of their names', async () => {
  const folder = memoryFolder({ 'data/b.csv': '', 'data/a/c.csv': '', 'database.csv': '' });
  expect(await folder.list('data')).toEqual(['data/a/c.csv', 'data/b.csv']);
  expect(await folder.list('nothing')).toEqual([]);
});

test.each(['../a', 'a/../../b', '/etc/passwd', 'C:\\a', 'c:a', 'a\\b', '', 'a\0b'])(
  '"%s" leads outside',
  async (path) => {
    expect(pathProblem(path)?.code).toBe('path-outside');
    await expect(memoryFolder({}).read(path)).rejects.toThrow(AuthorError);
  },
);

test.each(['https://example.org/a.csv', 'file:///a.csv', '//example.org/a.csv', 'data:text/csv,a'])(
  '"%s" is an address',
  (path) => {
    expect(pathProblem(path)?.code).toBe('path-remote');
  },
);

test.each(['a.csv', './a.csv', 'data/a..b.csv', '数据/新增.csv'])('"%s" may be read', (path) => {
  expect(pathProblem(path)).toBeUndefined();
});
