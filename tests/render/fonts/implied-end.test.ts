import { describe, expect, test } from 'vitest';
import { endImplied } from '../../../src/render/fonts/implied-end.ts';

/** What stays open of `html body …` when an element starts. */
function openAfter(open: string, tag: string): string {
  const stack = open.split(' ').map((each) => ({ tag: each }));
  endImplied(tag, stack);
  return stack.map((each) => each.tag).join(' ');
}

describe('the start of an element ends those whose closing tags HTML leaves out', () => {
  test('a cell ends the cell before it', () => {
    expect(openAfter('html table tr th', 'td')).toBe('html table tr');
  });

  test('a row ends the row before it with its cell', () => {
    expect(openAfter('html table tbody tr td span', 'tr')).toBe('html table tbody');
  });

  test('a row of a table inside a cell ends nothing outside that table', () => {
    expect(openAfter('html table tr td table', 'tr')).toBe('html table tr td table');
  });

  test('an item ends the item before it, not the item that its list stands in', () => {
    expect(openAfter('html ul li ul li', 'li')).toBe('html ul li ul');
  });

  test('a list ends a paragraph', () => {
    expect(openAfter('html body p em', 'ul')).toBe('html body');
  });

  test('a phrase ends nothing', () => {
    expect(openAfter('html body p', 'em')).toBe('html body p');
  });
});
