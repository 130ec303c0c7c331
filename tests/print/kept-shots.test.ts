import { expect, test } from 'vitest';
import type { Shot } from '../../src/base/world.ts';
import { keptShots } from '../../src/print/kept-shots.ts';

test('pictures come out of the cache as they were taken, and are taken once', async () => {
  const kept = new Map<string, Uint8Array>();
  const cache = {
    get: async (key: string) => kept.get(key),
    set: async (key: string, bytes: Uint8Array) => void kept.set(key, bytes),
  };
  const shots: Shot[] = [
    { name: '图\n1', png: new Uint8Array([10, 0, 255]), width: 2, height: 3 },
    { name: '', png: new Uint8Array([7]), width: 1, height: 1 },
  ];
  let taken = 0;
  const take = async () => {
    taken += 1;
    return shots;
  };
  const plain = (list: Shot[]) => list.map(({ png, ...rest }) => ({ ...rest, png: [...png] }));
  expect(plain(await keptShots(cache, 'a', take))).toEqual(plain(shots));
  expect(plain(await keptShots(cache, 'a', take))).toEqual(plain(shots));
  expect(taken).toBe(1);
});
