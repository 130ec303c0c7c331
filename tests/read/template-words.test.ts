import { expect, test } from 'vitest';
import { templateWords } from '../../src/read/template-words.ts';

const files = (texts: Record<string, string>) =>
  new Map(Object.entries(texts).map(([name, text]) => [name, { file: `templates/${name}`, text }]));
const wordsOf = (layout: string, partials: Record<string, string> = {}, styles: Record<string, string> = {}) =>
  templateWords(files({ page: layout }), files(partials), files(styles)).map(
    ({ text, place: { file, line, column, length } }) => `${file}:${line}:${column}+${length} ${text}`,
  );

test.each([
  ['<p>one {{two}} three</p>\n<b>four</b>', ['page:1:4+17 one         three', 'page:2:4+4 four']],
  ['{{!-- a -- }} 1 --}}two{{! 3 }}', ['page:1:21+3 two']],
  ['{{{a}}} {{#if b}}c{{else}}d{{/if}}', ['page:1:18+10 c        d']],
  ['<style>a { b: 1 }</style>c<script>2</script>d<!-- 3 -->e', ['page:1:26+1 c', 'page:1:45+12 d          e']],
  ['<img alt="a 1" title=\'b\' data-c="2">', ['page:1:11+3 a 1', 'page:1:23+1 b']],
  ['&#49;&#x32; <a href="{{b}}">c', ['page:1:1+11 12', 'page:1:29+1 c']],
  ['a <b', ['page:1:1+1 a']],
  ['a {{!-- b', ['page:1:1+1 a']],
])('%s says what is read', (layout, words) => {
  expect(wordsOf(layout)).toEqual(words.map((each) => `templates/${each}`));
});

test('partials count where a layout includes them, in themselves or in another', () => {
  const partials = { a: 'A{{> b}}', b: 'B', c: 'C' };
  expect(wordsOf('{{#if x}}{{~> "a" y=1}}{{/if}}', partials).map((each) => each.at(-1))).toEqual(['A', 'B']);
});

test('styles write with content', () => {
  const style = `p::before { content: "No. " counter(n) '\\201C\\62 1'; width: 3px; align-content: "4" }`;
  expect(wordsOf('', {}, { 'a.css': style })).toEqual(['templates/a.css:1:23+4 No. ', 'templates/a.css:1:41+10   1']);
});

test('the shipped theme is its own business', () => {
  const shipped = new Map([['page', { file: 'theme:layouts/page.hbs', text: '1' }]]);
  expect(templateWords(shipped, new Map(), new Map())).toEqual([]);
});

test('openings that never end take no longer than others', () => {
  for (const opening of ['{{', '{{!--', '<!--', '<style>', '<', '<a alt="', '{{> ', '<a "'])
    expect(wordsOf(opening.repeat(200_000)).every((words) => words.startsWith('templates/page:1:'))).toBe(true);
});
