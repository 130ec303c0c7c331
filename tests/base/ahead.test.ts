import { expect, test } from 'vitest';
import { ahead } from '../../src/base/ahead.ts';

async function* numbers(asked: number[], failsAt = 3): AsyncGenerator<number> {
  for (let at = 0; at < 3; at++) {
    asked.push(at);
    if (at === failsAt) throw new Error('no more');
    yield at;
  }
}

test('each item is asked for while the one before is worked on', async () => {
  const asked: number[] = [];
  const seen: string[] = [];
  for await (const item of ahead(numbers(asked))) seen.push(`${item}: ${asked.length} asked for`);
  expect(seen).toEqual(['0: 2 asked for', '1: 3 asked for', '2: 3 asked for']);
});

test('what cannot be had is told in its turn', async () => {
  const seen: number[] = [];
  const read = async () => {
    for await (const item of ahead(numbers([], 1))) seen.push(item);
  };
  await expect(read()).rejects.toThrow('no more');
  expect(seen).toEqual([0]);
});

test('who fails at one item hears nothing of the next', async () => {
  const unheard: unknown[] = [];
  const listen = (reason: unknown) => unheard.push(reason);
  process.on('unhandledRejection', listen);
  const read = async () => {
    for await (const _ of ahead(numbers([], 1))) throw new Error('the first is wrong');
  };
  await expect(read()).rejects.toThrow('the first is wrong');
  await new Promise((done) => setTimeout(done, 10));
  process.off('unhandledRejection', listen);
  expect(unheard).toEqual([]);
});
