import { expect, test } from 'vitest';
import type { Worded } from '../../src/model/edition.ts';
import { renderInlines } from '../../src/render/inline.ts';

const print = {
  anchors: new Set(['source-A']),
  bindings: false,
  prose: true,
  answers: new Set<string>(),
  mentioned: new Set<string>(),
};
const screen = { ...print, bindings: true, answers: new Set(['growth']) };
const text = (text: string): Worded => ({ type: 'text', text });
const growth = (text: string): Worded => ({ type: 'bound', kind: 'change', id: 'growth', text, value: 0.036 });
const source = (number: number): Worded => ({ type: 'citation', source: 'A', number, label: '' });
/** With `[` and `]` around what stays on one line. */
const kept = (inlines: Worded[]) =>
  renderInlines(inlines, 'zh-Hans', print)
    .replace(/<a [^>]*>\[(\d)\]<\/a>/g, '$1')
    .replaceAll('<span class=whole>', '[')
    .replaceAll('</span>', ']');

test('a number stays with its unit, not with the Chinese words before it', () => {
  expect(kept([growth('同比增长3.6%')])).toBe('同比增长[3.6%]');
  expect(kept([growth('约3.6%')])).toBe('[约3.6%]');
  expect(kept([growth('up 3.6%')])).toBe('[up 3.6%]');
  const bound = (words: string) => renderInlines([growth(words)], 'zh-Hans', screen);
  expect(bound('同比增长3.6%')).toBe(
    '<data class=bound value=0.036 data-of=growth>同比增长<span class=whole>3.6%</span></data>',
  );
  expect(bound('3.6%')).toBe('<data class="bound whole" value=0.036 data-of=growth>3.6%</data>');
});

test('a printed citation stays with what it follows', () => {
  expect(kept([text('共3家。'), source(1), text('又')])).toBe('共3家[。1]又');
  expect(kept([text('A & B &'), source(1), source(2)])).toBe('A &amp; B [[&amp;1]2]');
  expect(kept([growth('3.6%'), source(1)])).toBe('[[3.6%]1]');
  expect(kept([text('𠮷'), source(1)])).toBe('[𠮷1]');
  expect(kept([text('end '), source(1)])).toBe('end 1');
  expect(kept([source(1), text('x')])).toBe('1x');
  expect(renderInlines([text('a'), source(1)], 'en', screen)).not.toContain('whole');
});
