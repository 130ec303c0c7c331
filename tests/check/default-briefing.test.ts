import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { measureStages } from '../../src/base/stages.ts';
import { checkedReport } from '../../src/built-report.ts';
import { openWorld } from '../../src/node/world.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

test('the default briefing says nothing that its data do not, and the same in both languages', async () => {
  const world = openWorld(root, `${root}/templates`);
  const tools = { world, stages: measureStages(() => 0) };
  const { briefing, diagnostics } = await checkedReport({ strict: false, version: '0' }, tools);
  expect(diagnostics.list).toEqual([]);
  // What was changed since is told only where something was confirmed.
  expect(briefing.confirmed?.languages).toEqual(['zh-Hans', 'en']);
});
