import { expect, test } from 'vitest';
import { templateWords } from '../../src/read/template-words.ts';

const files = (texts: Record<string, string>) =>
  new Map(Object.entries(texts).map(([name, text]) => [name, { file: `templates/${name}`, text }]));
const wordsOf = (layout: string, partials: Record<string, string> = {}, styles: Record<string, string> = {}) =>
  templateWords(files({ page: layout }), files(partials), files(styles)).map(
    ({ text, place: { file, line, column, length } }) => `${file}:${line}:${column}+${length} ${text}`,
  );

test.each([
  ['<p>one {{two}} three</p>\n<b>four</b>', ['page:1:4+3 one', 'page:1:16+5 three', 'page:2:4+4 four']],
  ['{{!-- a -- }} 1 --}}two{{! 3 }}', ['page:1:21+3 two']],
  ['{{{a}}} {{#if b}}c{{else}}d{{/if}}', ['page:1:18+1 c', 'page:1:27+1 d']],
  ['<style>a { b: 1 }</style>c<script>2</script>d<!-- 3 -->e', ['page:1:26+1 c', 'page:1:45+1 d', 'page:1:56+1 e']],
  ['<img alt="a 1" title=\'b\' data-c="2" aria-label=3>', ['page:1:11+3 a 1', 'page:1:23+1 b', 'page:1:48+1 3']],
  ['<a data-x=" title=\'1\'" title="{{n}} of 2">', ['page:1:37+4 of 2']],
  ['&#49;&#x32; <a href="{{b}}">c', ['page:1:1+11 12', 'page:1:29+1 c']],
  ['3 m&sup2; &frac12;', ['page:1:1+18 3 m  ½']],
  ['a < 12 <b', ['page:1:1+6 a < 12']],
  ['a {{!-- b', ['page:1:1+1 a']],
  ['<style>p::after { content: "No. 4" }</style>', ['page:1:29+5 No. 4']],
])('%s says what is read', (layout, words) => {
  expect(wordsOf(layout)).toEqual(words.map((each) => `templates/${each}`));
});

test('partials count where a layout includes them, in themselves or in another', () => {
  const partials = { a: 'A{{> b}}', b: 'B', c: 'C', 页脚: 'D' };
  const layout = '{{#if x}}{{~> "a" y=1}}{{/if}}{{!-- {{> c}} --}}{{! {{> c}}{{> 页脚 }}';
  expect(wordsOf(layout, partials).map((each) => each.at(-1))).toEqual(['A', 'D', 'B']);
});

test.each([
  [
    `p::before { content: "No. " counter(n) '\\201C\\62 1'; width: 3px; align-content: "4" }`,
    ['1:23+4 No. ', '1:41+10 “b1'],
  ],
  ['a::after { CONTENT:"a; }1" } /* b::after { content: "2" } */', ['1:21+5 a; }1']],
  ['a::after { content/**/: "\\33 00" / "3" }', ['1:26+6 300', '1:37+1 3']],
  ['a::after { content: url("data:,1") counters(n, "2.") attr(x) }', []],
  ['a::after { content: "', []],
])('style %s', (style, words) => {
  expect(wordsOf('', {}, { 'a.css': style })).toEqual(words.map((each) => `templates/a.css:${each}`));
});

test('the shipped theme is its own business', () => {
  const shipped = new Map([['page', { file: 'theme:layouts/page.hbs', text: '1' }]]);
  expect(templateWords(shipped, new Map(), new Map())).toEqual([]);
});

test.each(['{{', '{{!--', '<!--', '<style>', '<style ', '<script<', '{{> '])(
  '%s without end hides all that follows',
  (opening) => {
    expect(wordsOf(`said ${opening.repeat(200_000)} 1`)).toEqual(['templates/page:1:1+4 said']);
  },
);

test.each(['/*', 'content: a(', 'content: a-'])('in a style nor does %s say anything', (opening) => {
  expect(wordsOf('', {}, { 'a.css': `a { content: "said" } ${opening.repeat(100_000)}` })).toEqual([
    'templates/a.css:1:15+4 said',
  ]);
});

test('tags and strings without end are read once', () => {
  expect(wordsOf(`said ${'<a '.repeat(200_000)}`)).toEqual(['templates/page:1:1+4 said']);
  expect(wordsOf(`said ${'<a x="'.repeat(200_000)}`)).toEqual(['templates/page:1:1+4 said']);
  expect(wordsOf('<'.repeat(200_000))).toHaveLength(1);
  expect(wordsOf('', {}, { 'a.css': 'content:"a"'.repeat(100_000) })).toHaveLength(100_000);
});
