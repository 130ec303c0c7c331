import { describe, expect, it } from 'vitest';
import { readSelectors, type Selectable } from '../../../src/render/fonts/selector.ts';

function element(tag: string, given: Partial<Selectable> = {}): Selectable {
  return { tag, id: '', classes: [], attributes: new Map(), language: '', parent: undefined, ...given };
}

const body = element('body', { language: 'zh-Hans' });
const figure = element('figure', { classes: ['chart'], language: 'zh-Hans', parent: body });
const title = element('span', {
  classes: ['title', 'l'],
  language: 'zh-Hans',
  parent: figure,
  attributes: new Map([['lang', 'zh-Hans']]),
});

function matches(selectors: string, candidate: Selectable): boolean {
  return readSelectors(selectors).some((selector) => selector.matches(candidate));
}

describe('a selector', () => {
  it.each([
    'span',
    '*',
    '.title',
    'span.title.l',
    'figure .title',
    'figure.chart > .title',
    'body > figure > span',
    'body .title',
    '.title:lang(zh)',
    '.title:lang(zh-Hans)',
    '[lang]',
    '[lang="zh-Hans"]',
    ':is(h1, .title)',
    'figure :where(.title, b)',
    '.title:not(:lang(en))',
    '#view-all:checked ~ figure .title',
    '#view-en:checked~* .l:not(:lang(en))',
    '.title:hover',
    'h1, figure span',
  ])('%s holds for a Chinese title in a figure', (selectors) => {
    expect(matches(selectors, title)).toBe(true);
  });

  it.each([
    'div',
    '.titles',
    'body > .title',
    'table .title',
    '.title:lang(en)',
    '.title:lang(z)',
    '[lang="en"]',
    ':is(h1, h2)',
    '.title:not(.l)',
    '.title::before',
    '#title',
    'span > figure',
    ':root',
  ])('%s does not', (selectors) => {
    expect(matches(selectors, title)).toBe(false);
  });

  it.each([
    ['*', 0],
    ['h1', 1],
    ['figure .title', 101],
    ['tbody th', 2],
    ['#a .b c', 10_101],
    [':lang(en) em', 101],
    [':where(.a, #b) c', 1],
    [':is(h1, .a)', 100],
  ])('%s weighs %d', (selector, specificity) => {
    expect(readSelectors(selector)[0]?.specificity).toBe(specificity);
  });
});
