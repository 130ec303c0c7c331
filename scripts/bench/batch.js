import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cli, root } from './machine.js';
import { runNode } from './run.js';
import { line, median, medianRatio } from './statistics.js';

const megabytes = (bytes) => (bytes / 2 ** 20).toFixed(0);

/**
 * `jianbao batch` of the cities' profiles (16 pages, 32 PDFs: 48 documents) beside the least that printing them can cost: a
 * bare pool of pages that prints the same finished pages. Then what a document costs in batches of other sizes.
 */
export async function benchBatch({ rounds, sizes, work, browser }) {
  const folder = copyOfCities(work);
  const output = join(work, 'batch');
  const pages = join(work, 'batch-pages');
  const { batch } = await import(join(root, 'dist', 'index.js'));
  await batch({ folder, output: pages, over: ['place'], emitPages: true });
  const prints = readdirSync(pages).filter((name) => name.endsWith('.print.html'));
  const floorWords = [join(root, 'scripts', 'bench', 'floor.js'), browser, ...prints.map((name) => join(pages, name))];
  const [batches, floors] = [[], []];
  for (let round = 0; round < rounds; round++) {
    batches.push(await made(['--over', 'place']));
    floors.push(await runNode(floorWords, { memory: true }));
  }
  const documents = 48;
  const rate = ({ time }) => documents / (time / 1000);
  console.log(line('batch of 16 profiles', ['documents/s', 'peak MB'], 14));
  for (const [name, runs] of Object.entries({ batch: batches, floor: floors }))
    console.log(line(name, [median(runs.map(rate)).toFixed(2), megabytes(median(runs.map((run) => run.memory)))], 14));
  const memory = medianRatio(batches, floors, (run) => run.memory);
  console.log(line('batch ÷ floor', [medianRatio(batches, floors, rate).toFixed(2), memory.toFixed(2)], 14));
  console.log(`floor: Puppeteer launches the browser once and prints the ${prints.length} finished pages`);

  if (sizes.length > 0) console.log(`\n${line('profiles', ['documents', 's a document', 'peak MB', 'browsers'], 14)}`);
  for (const size of sizes) {
    const { time, memory: peak, result } = await made(['--list', listOf(size)]);
    const seconds = (time / 1000 / (3 * size)).toFixed(3);
    console.log(line(String(size), [3 * size, seconds, megabytes(peak), result.browsers], 14));
  }

  async function made(words) {
    const run = await runNode([cli, 'batch', folder, ...words, '--output', output, '--json'], { memory: true });
    rmSync(output, { recursive: true, force: true });
    return run;
  }

  /** Every place, again and again, under names of their own. */
  function listOf(size) {
    const path = join(work, 'jobs.csv');
    const lines = readFileSync(join(folder, 'data', 'places.csv'), 'utf8')
      .trim()
      .split('\n')
      .slice(1);
    const codes = lines.map((each) => each.split(',')[0]);
    const rows = Array.from({ length: size }, (_, i) => `${codes[i % codes.length]},${Math.floor(i / codes.length)}`);
    writeFileSync(path, `place,copy\n${rows.join('\n')}\n`);
    return path;
  }
}

/** The example, with a parameter that tells copies of a profile apart. */
function copyOfCities(work) {
  const folder = join(work, 'cities');
  const filter = (path) => !/[/\\](output|\.jianbao)$/.test(path);
  cpSync(join(root, 'examples', 'cities'), folder, { recursive: true, filter });
  const file = join(folder, 'briefing.yaml');
  const several = readFileSync(file, 'utf8')
    .replace("'city-{{place}}'", "'city-{{place}}-{{copy}}'")
    .replace('parameters:\n', 'parameters:\n  copy: { type: integer, default: 0 }\n');
  writeFileSync(file, several);
  return folder;
}
