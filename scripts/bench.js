// Measures `jianbao build` of the default briefing against the least that printing it can cost. Prints medians and ratios.
// usage: node scripts/bench.js [rounds]   (default 5)
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const cli = join(root, 'dist', 'cli.js');
/** What the floor is compared with: the share set comes on top and has a line of its own. */
const both = 'html,pdf';
/** Stages of a build that have another name here. */
const names = { read: 'load: read', build: 'load: build', words: 'load: words' };
const rounds = Number(process.argv[2] ?? 5);
const work = mkdtempSync(join(tmpdir(), 'jianbao-bench-'));

try {
  const folder = join(work, 'briefing');
  const output = join(work, 'output');
  for (const name of ['briefing.yaml', 'data', 'templates'])
    cpSync(join(root, name), join(folder, name), { recursive: true });

  // The first run unpacks the browser, when it comes in a package, and hands out the pages that the floor prints.
  build(['--emit', 'pages'], both);
  const pages = join(work, 'pages');
  cpSync(output, pages, { recursive: true });
  const prints = readdirSync(pages).filter((name) => name.endsWith('.print.html'));
  const browser = JSON.parse(execFileSync(process.execPath, [cli, 'doctor', '--json'], { encoding: 'utf8' }));
  const floorArguments = [
    join(root, 'scripts', 'bench-floor.js'),
    executableOf(browser),
    ...prints.map((name) => join(pages, name)),
  ];

  const cold = [];
  const floor = [];
  const warm = [];
  const whole = [];
  for (let round = 0; round < rounds; round++) {
    rmSync(join(folder, '.jianbao'), { recursive: true, force: true });
    cold.push(build([], both));
    floor.push(run(floorArguments));
    warm.push(build([], both));
    whole.push(build([], 'html,pdf,share'));
  }
  report({ cold, floor, warm, whole }, browser, prints.length);

  const page = readdirSync(output).find((name) => name.endsWith('.html'));
  if (page) {
    console.log('\nthe page in a browser');
    const script = join(root, 'scripts', 'bench-page.js');
    console.log(
      execFileSync(process.execPath, [script, join(output, page), String(rounds)], { cwd: root, encoding: 'utf8' }),
    );
  }

  function build(more, formats) {
    rmSync(output, { recursive: true, force: true });
    return run([cli, 'build', folder, '--output', output, '--json', '--format', formats, ...more]);
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

/** Runs a script of Node in a process of its own; gives its milliseconds, start to exit, and what it printed. */
function run(args) {
  const start = performance.now();
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8', maxBuffer: 2 ** 26 });
  const time = performance.now() - start;
  if (status !== 0) throw new Error(`${args.join(' ')} ended with code ${status}\n${stderr}${stdout}`);
  return { time, result: JSON.parse(stdout) };
}

function report({ cold, floor, warm, whole }, doctor, pdfs) {
  const times = (runs) => runs.map(({ time }) => time);
  const ratios = (runs) => runs.map(({ time }, i) => time / floor[i].time);
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  console.log(
    `machine   ${cpus()[0]?.model ?? 'unknown processor'}, ${availableParallelism()} cores, ${(totalmem() / 2 ** 30).toFixed(0)} GiB`,
  );
  console.log(
    `versions  jianbao ${version}, Node ${process.versions.node}, ${doctor.started?.product}, Puppeteer ${floor[0].result.puppeteer}`,
  );
  console.log(`rounds    ${rounds}, each: cold build, floor, warm build, warm build with the share set\n`);
  console.log('                median     least      most   median of ratios to the floor');
  row('cold build', times(cold), ratios(cold));
  row(`floor`, times(floor));
  row('warm build', times(warm), ratios(warm));
  row(
    '+ share set',
    times(whole).map((time, i) => time - warm[i].time),
  );
  console.log(
    `\nfloor: Puppeteer launches the browser once and prints the ${pdfs} finished pages, ${floor[0].result.atATime} at a time`,
  );
  stages('cold', cold);
  stages('warm', warm);
}

function row(name, times, ratios) {
  const seconds = (time) => `${(time / 1000).toFixed(2)} s`.padStart(10);
  const numbers = [median(times), Math.min(...times), Math.max(...times)].map(seconds).join('');
  console.log(`${name.padEnd(12)}${numbers}${ratios ? median(ratios).toFixed(2).padStart(10) : ''}`);
}

/** Medians of when each stage began and ended in a kind of build, and of the sum of its parts, which overlap. */
function stages(kind, runs) {
  console.log(`\nstages of a ${kind} build, ms    from        to       sum     parts`);
  for (const stage of new Set(runs[0].result.stages.map((span) => span.stage))) {
    const spans = runs.map(({ result }) => result.stages.filter((span) => span.stage === stage));
    const numbers = [
      median(spans.map((each) => Math.min(...each.map(({ start }) => start)))),
      median(spans.map((each) => Math.max(...each.map(({ end }) => end)))),
      median(spans.map((each) => each.reduce((sum, { start, end }) => sum + end - start, 0))),
      spans[0].length,
    ];
    console.log(
      `  ${(names[stage] ?? stage).padEnd(22)}${numbers.map((number) => number.toFixed(0).padStart(10)).join('')}`,
    );
  }
}

function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
