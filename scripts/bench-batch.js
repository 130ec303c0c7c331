// Measures `jianbao batch` of the cities' profiles (16 pages, 32 PDFs: 48 documents) against the least that printing them
// can cost: a bare pool of pages that prints the same finished pages. Then what a document costs in batches of other sizes.
// usage: node scripts/bench-batch.js [--rounds 3] [--sizes 16,31,500,1000]   (1000 profiles take many minutes)
import { execFileSync, spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const root = fileURLToPath(new URL('..', import.meta.url));
const cli = join(root, 'dist', 'cli.js');
const { values } = parseArgs({ options: { rounds: { type: 'string' }, sizes: { type: 'string' } } });
const rounds = Number(values.rounds ?? 3);
const sizes = values.sizes === undefined ? [] : values.sizes.split(',').map(Number);
const work = mkdtempSync(join(tmpdir(), 'jianbao-bench-'));

try {
  const folder = join(work, 'cities');
  cpSync(join(root, 'examples', 'cities'), folder, {
    recursive: true,
    filter: (path) => !/[/\\](output|\.jianbao)$/.test(path),
  });
  // Every place may be made many times over, under names of their own.
  const file = join(folder, 'briefing.yaml');
  const yaml = readFileSync(file, 'utf8');
  const several = yaml
    .replace("'city-{{place}}'", "'city-{{place}}-{{copy}}'")
    .replace('parameters:\n', 'parameters:\n  copy: { type: integer, default: 0 }\n');
  writeFileSync(file, several);

  const pages = join(work, 'pages');
  const { batch } = await import(join(root, 'dist', 'index.js'));
  await batch({ folder, output: pages, over: ['place'], emitPages: true });
  const prints = readdirSync(pages).filter((name) => name.endsWith('.print.html'));
  const doctor = JSON.parse(execFileSync(process.execPath, [cli, 'doctor', '--json'], { encoding: 'utf8' }));
  const floorWords = [
    join(root, 'scripts', 'bench-floor.js'),
    executableOf(doctor),
    ...prints.map((name) => join(pages, name)),
  ];

  console.log(
    `machine   ${cpus()[0]?.model ?? 'unknown processor'}, ${availableParallelism()} cores, ${(totalmem() / 2 ** 30).toFixed(0)} GiB`,
  );
  console.log(`versions  Node ${process.versions.node}, ${doctor.started?.product}`);
  console.log(
    `rounds    ${rounds}, each: batch of 16 profiles (48 documents), floor (its ${prints.length} finished pages printed)\n`,
  );

  const [batches, floors] = [[], []];
  for (let round = 0; round < rounds; round++) {
    batches.push(await run([cli, 'batch', folder, '--over', 'place', '--output', join(work, 'output'), '--json']));
    rmSync(join(work, 'output'), { recursive: true, force: true });
    floors.push(await run(floorWords));
  }
  const documents = 48;
  const rate = (runs) => median(runs.map(({ time }) => documents / (time / 1000)));
  const peak = (runs) => median(runs.map(({ memory }) => memory / 2 ** 20));
  console.log('             documents a second    peak memory, MB');
  console.log(`batch        ${rate(batches).toFixed(2).padStart(18)}${peak(batches).toFixed(0).padStart(19)}`);
  console.log(`floor        ${rate(floors).toFixed(2).padStart(18)}${peak(floors).toFixed(0).padStart(19)}`);
  const ratios = (pick) => median(batches.map((each, i) => pick(each) / pick(floors[i])));
  console.log(
    `batch÷floor  ${ratios(({ time }) => 1 / time)
      .toFixed(2)
      .padStart(18)}${ratios(({ memory }) => memory)
      .toFixed(2)
      .padStart(19)}`,
  );

  if (sizes.length > 0) console.log('\nprofiles     documents      s a document    peak memory, MB    browsers');
  for (const size of sizes) {
    const list = join(work, 'jobs.csv');
    const codes = readFileSync(join(folder, 'data', 'places.csv'), 'utf8')
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => line.split(',')[0]);
    const rows = Array.from({ length: size }, (_, i) => `${codes[i % codes.length]},${Math.floor(i / codes.length)}`);
    writeFileSync(list, `place,copy\n${rows.join('\n')}\n`);
    const { time, memory, result } = await run([
      cli,
      'batch',
      folder,
      '--list',
      list,
      '--output',
      join(work, 'output'),
      '--json',
    ]);
    rmSync(join(work, 'output'), { recursive: true, force: true });
    const cells = [
      String(size).padStart(8),
      String(3 * size).padStart(14),
      (time / 1000 / (3 * size)).toFixed(3).padStart(18),
      (memory / 2 ** 20).toFixed(0).padStart(19),
      String(result.browsers).padStart(12),
    ];
    console.log(cells.join(''));
  }
} finally {
  rmSync(work, { recursive: true, force: true });
}

/** The executable of the browser that builds choose; a packaged one was unpacked into the cache. */
function executableOf({ browsers, cache }) {
  const chosen = browsers.find((browser) => browser.chosen);
  if (!chosen) throw new Error('no browser was found: see `jianbao doctor`');
  return chosen.kind === 'packaged' ? join(cache.folder, `chromium-${chosen.version}`, 'chromium') : chosen.path;
}

/** Runs a script of Node in a process of its own: milliseconds from start to exit, the most memory that it and its children held, what it printed. */
function run(words) {
  return new Promise((resolve, reject) => {
    const start = performance.now();
    const child = spawn(process.execPath, words, { stdio: ['ignore', 'pipe', 'inherit'] });
    let [printed, memory] = ['', 0];
    const watch = setInterval(() => {
      memory = Math.max(memory, memoryOf(child.pid));
    }, 200);
    child.stdout.on('data', (part) => {
      printed += part;
    });
    child.on('close', (code) => {
      clearInterval(watch);
      if (code !== 0)
        reject(new Error(`${words.slice(0, 3).join(' ')} ended with code ${code}\n${printed.slice(-2000)}`));
      else resolve({ time: performance.now() - start, memory, result: JSON.parse(printed) });
    });
  });
}

/** Proportional memory of a process and all its children, in bytes (Linux; 0 elsewhere). */
function memoryOf(pid) {
  try {
    const own = Number(/^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0) * 1024;
    const children = readdirSync(`/proc/${pid}/task`).flatMap((task) =>
      readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').trim().split(/\s+/).filter(Boolean),
    );
    return children.reduce((sum, child) => sum + memoryOf(child), own);
  } catch {
    return 0;
  }
}

function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
