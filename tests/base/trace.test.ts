import { expect, test } from 'vitest';
import { traceOf } from '../../src/base/trace.ts';

const spans = [
  { stage: 'read', start: 0, end: 1.5 },
  { stage: 'charts', item: 'age en', start: 2, end: 5 },
  { stage: 'charts', item: 'age zh-Hans', start: 3, end: 4 },
  { stage: 'charts', item: 'sex en', start: 4.5, end: 6 },
];

test('spans become complete events in microseconds, with what they worked on', () => {
  const { displayTimeUnit, traceEvents } = traceOf(spans);
  expect(displayTimeUnit).toBe('ms');
  const events = traceEvents.flatMap((event) => (event.ph === 'X' ? [event] : []));
  expect(events.map(({ name, ts, dur, args }) => [name, ts, dur, args.item])).toEqual([
    ['read', 0, 1500, undefined],
    ['charts', 2000, 3000, 'age en'],
    ['charts', 3000, 1000, 'age zh-Hans'],
    ['charts', 4500, 1500, 'sex en'],
  ]);
  expect(events.every(({ pid, cat }) => pid === 1 && cat === 'stage')).toBe(true);
});

test('parts of a stage that overlap are on lines of their own, each with a name', () => {
  const { traceEvents } = traceOf(spans);
  const names = traceEvents.flatMap((event) =>
    event.ph === 'M' && event.name === 'thread_name' ? [[event.tid, event.args.name]] : [],
  );
  expect(names).toEqual([
    [1, 'read'],
    [2, 'charts'],
    [3, 'charts 2'],
  ]);
  const lines = traceEvents.flatMap((event) => (event.ph === 'X' ? [event.tid] : []));
  expect(lines).toEqual([1, 2, 3, 3]);
});
