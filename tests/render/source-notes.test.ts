import { describe, expect, test } from 'vitest';
import type { Edition, Worded } from '../../src/model/edition.ts';
import { sourceNotes } from '../../src/render/source-notes.ts';

const datum = (sources: string[], inputs: string[] = []) => ({
  label: '',
  remarks: [],
  conflicts: [],
  sources,
  inputs: inputs.map((id) => ({ id, text: '' })),
});
const source = (number: number) => ({ number, publisher: '', title: '', date: '', trust: '' });
const edition = {
  language: 'en',
  provenance: {
    data: { jobs: datum(['S1']), posts: datum(['S2', 'S1']), share: datum([], ['jobs', 'posts']) },
    sources: { S1: source(1), S2: source(2) },
    briefing: '',
  },
} as unknown as Edition;

const bound = (id: string): Worded => ({ type: 'bound', kind: 'fact', id, text: '1' });
const numbers = (text: Worded[]) =>
  sourceNotes(text, 'en', [edition]).map((each) => (each.type === 'citation' ? each.number : undefined));

describe('in print, the notes after a run of prose', () => {
  test('name the sources of its numbers, each once', () => {
    expect(numbers([bound('jobs'), bound('posts'), bound('jobs')])).toEqual([1, 2]);
  });

  test('leave out what the text cites itself', () => {
    const cited: Worded = { type: 'citation', source: 'S1', number: 1, label: '' };
    expect(numbers([{ type: 'strong', text: [bound('posts')] }, cited])).toEqual([2]);
  });

  test('of a derived number are the sources of what it was calculated from', () => {
    expect(numbers([bound('share')])).toEqual([1, 2]);
  });

  test('are none for a year or a label', () => {
    expect(numbers([{ type: 'bound', kind: 'period', id: '2023', text: '2023' }])).toEqual([]);
    expect(numbers([{ type: 'bound', kind: 'label', id: 'jobs', text: 'Jobs' }])).toEqual([]);
  });
});
