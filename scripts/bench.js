// Measures jianbao on this machine. Prints medians and ratios, all from one run; run `npm run bundle` before.
// usage: node scripts/bench.js [--rounds 5] [--only builds,page,commands,preview,batch] [--sizes 16,31,500,1000]
// Sizes are numbers of profiles that further batches make; 1000 take many minutes.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { benchBatch } from './bench/batch.js';
import { benchBuilds } from './bench/builds.js';
import { benchCommands } from './bench/commands.js';
import { machine } from './bench/machine.js';
import { benchPage } from './bench/page.js';
import { benchPreview } from './bench/preview.js';

const all = ['builds', 'page', 'commands', 'preview', 'batch'];
const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    only: { type: 'string', default: all.join() },
    sizes: { type: 'string', default: '' },
  },
});
const only = values.only.split(',');
const unknown = only.find((name) => !all.includes(name));
if (unknown) throw new Error(`nothing called "${unknown}" is measured: ${all.join(', ')}`);
const sizes = values.sizes.split(',').filter(Boolean).map(Number);
const work = mkdtempSync(join(tmpdir(), 'jianbao-bench-'));
try {
  const { words, browser } = machine();
  const given = { rounds: Number(values.rounds), sizes, work, browser };
  console.log(`${words}\nrounds    ${values.rounds}`);
  let page = '';
  if (only.includes('builds') || only.includes('page')) {
    console.log('');
    page = await benchBuilds(only.includes('builds') ? given : { ...given, rounds: 1 });
  }
  const parts = {
    page: () => benchPage({ ...given, page }),
    commands: () => benchCommands(given),
    preview: () => benchPreview(given),
    batch: () => benchBatch(given),
  };
  for (const [name, measure] of Object.entries(parts)) {
    if (!only.includes(name)) continue;
    console.log('');
    await measure();
  }
} finally {
  rmSync(work, { recursive: true, force: true });
}
