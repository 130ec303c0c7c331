import { expect, test } from 'vitest';
import { Diagnostics } from '../../src/base/diagnostic.ts';
import { decodeLoosely, decodeText } from '../../src/read/text.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);
/** 城市,新增 in GB18030, as a spreadsheet in China saves it. */
const gb18030 = Uint8Array.of(0xb3, 0xc7, 0xca, 0xd0, 0x2c, 0xd0, 0xc2, 0xd4, 0xf6, 0x0a);

test('UTF-8 is read with and without a byte-order mark', () => {
  expect(decode(utf8('城市,新增\n')).text).toBe('城市,新增\n');
  expect(decode(utf8('\uFEFF城市,新增\n')).text).toBe('城市,新增\n');
});

test('line ends of Windows and of old Macs become \\n', () => {
  expect(decode(utf8('a\r\nb\rc\n')).text).toBe('a\nb\nc\n');
});

test('GB18030 is read when declared, whatever it is called', () => {
  for (const encoding of ['gb18030', 'GB18030', 'gbk', 'GB2312'])
    expect(decode(gb18030, encoding).text).toBe('城市,新增\n');
});

test('GB18030 is found out when nothing is declared', () => {
  expect(decode(gb18030)).toEqual({ text: '城市,新增\n', told: [] });
});

test('a character outside the basic plane, 𠀀, is read from the four bytes of GB18030', () => {
  expect(decode(Uint8Array.of(0x95, 0x32, 0x82, 0x36, 0xb3, 0xc7), 'gb18030').text).toBe('𠀀城');
});

test('one broken byte in UTF-8 is an error at its line and column, not taken for GB18030', () => {
  const bytes = utf8('id,label\nS1,统计公报\nS2,省统计局\n');
  bytes[bytes.length - 3] = 0x41;
  const { text, told } = decode(bytes);
  expect(text).toBeUndefined();
  expect(told).toMatchObject([{ code: 'encoding-invalid', place: { file: 'a.csv', line: 3, column: 7 } }]);
});

test('GB18030 that is declared to be UTF-8 is an error that says what to declare', () => {
  const [told] = decode(gb18030, 'utf-8').told;
  expect(told?.hints?.[0]).toContain('"encoding": "gb18030"');
});

test('UTF-16 and unknown encodings are errors', () => {
  expect(decode(Uint8Array.of(0xff, 0xfe, 0x61, 0x00)).told).toMatchObject([{ code: 'encoding-invalid' }]);
  expect(decode(utf8('a'), 'latin-9').told).toMatchObject([{ code: 'encoding-unknown' }]);
});

test('for showing to people, undecodable bytes become U+FFFD', () => {
  expect(decodeLoosely(Uint8Array.of(0x61, 0xff, 0x62))).toBe('a\uFFFDb');
  expect(decodeLoosely(gb18030)).toBe('城市,新增\n');
});

function decode(bytes: Uint8Array, encoding?: string) {
  const diagnostics = new Diagnostics();
  return { text: decodeText(bytes, 'a.csv', diagnostics, encoding), told: diagnostics.list };
}
