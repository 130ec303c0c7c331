import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cli, root } from './machine.js';
import { runNode } from './run.js';
import { line, median, medianRatio } from './statistics.js';

/** What the floor is compared with: the share set comes on top and has a line of its own. */
const both = 'html,pdf';
/** Stages of a build that have another name here. */
const names = { read: 'load: read', build: 'load: build', words: 'load: words' };

/**
 * `jianbao build` of the default briefing: from nothing, after nothing has changed, after one number has; beside the least
 * that printing it can cost. Gives where the page is that was built.
 */
export async function benchBuilds({ rounds, work, browser }) {
  const folder = join(work, 'briefing');
  const output = join(work, 'output');
  for (const name of ['briefing.yaml', 'data', 'templates', 'translations.lock.json'])
    cpSync(join(root, name), join(folder, name), { recursive: true });
  // The first run hands out the pages that the floor prints.
  await build(['--emit', 'pages'], both);
  const pages = join(work, 'pages');
  cpSync(output, pages, { recursive: true });
  const prints = readdirSync(pages).filter((name) => name.endsWith('.print.html'));
  const floorWords = [join(root, 'scripts', 'bench', 'floor.js'), browser, ...prints.map((name) => join(pages, name))];

  const runs = { cold: [], floor: [], warm: [], unchanged: [], number: [], whole: [], node: [] };
  for (let round = 0; round < rounds; round++) {
    rmSync(join(folder, '.jianbao'), { recursive: true, force: true });
    runs.cold.push(await build([], both));
    runs.floor.push(await runNode(floorWords));
    runs.warm.push(await build([], both));
    runs.unchanged.push(await build([], both, true));
    runs.node.push(await runNode(['-e', '0']));
    changeNumber(folder, round);
    runs.number.push(await build([], both, true));
    runs.whole.push(await build([], 'html,pdf,share'));
  }
  report(runs, prints.length);
  return join(output, readdirSync(output).find((name) => name.endsWith('.html')) ?? '');

  function build(more, formats, keeps = false) {
    if (!keeps) rmSync(output, { recursive: true, force: true });
    return runNode([cli, 'build', folder, '--output', output, '--json', '--format', formats, ...more]);
  }
}

/** A number of `data/facts.csv` that a sentence and its notes show, another each time. */
function changeNumber(folder, round) {
  const path = join(folder, 'data', 'facts.csv');
  const before = readFileSync(path, 'utf8');
  const after = before.replace(/^(new-urban-jobs,)\d+/m, (_, start) => `${start}${1_240_000 + round}`);
  if (after === before) throw new Error('facts.csv has no new-urban-jobs');
  writeFileSync(path, after);
}

function report({ cold, floor, warm, unchanged, number, whole, node }, pdfs) {
  const times = (runs) => runs.map(({ time }) => time);
  console.log(line('build', ['median', 'least', 'most', 'ratio'], 11));
  row('cold', times(cold), [cold, floor], 'floor');
  row('floor', times(floor));
  row('output deleted', times(warm), [warm, floor], 'floor');
  row('unchanged', times(unchanged), [unchanged, node], 'node -e 0');
  row('node -e 0', times(node));
  row('one number changed', times(number), [number, cold], 'cold');
  row('the share set on top', times(whole.map(({ time }, at) => ({ time: time - warm[at].time }))));
  const { atATime } = floor[0].result;
  console.log(`floor: Puppeteer launches the browser once and prints the ${pdfs} finished pages, ${atATime} at a time`);
  stages('cold', cold);
  stages('one number changed', number);
}

function row(name, times, [runs, floor] = [], than = '') {
  const seconds = [median(times), Math.min(...times), Math.max(...times)].map(
    (time) => `${(time / 1000).toFixed(3)} s`,
  );
  const ratio = runs ? [medianRatio(runs, floor).toFixed(2)] : [];
  console.log(line(name, [...seconds, ...ratio], 11) + (than && `  ÷ ${than}`));
}

/** Medians of when each stage began and ended in a kind of build, and of the sum of its parts, which overlap. */
function stages(kind, runs) {
  console.log(`\n${line(`stages, ${kind}, ms`, ['from', 'to', 'sum', 'parts'], 9)}`);
  for (const stage of new Set(runs[0].result.stages.map((span) => span.stage))) {
    const spans = runs.map(({ result }) => result.stages.filter((span) => span.stage === stage));
    const numbers = [
      median(spans.map((each) => Math.min(...each.map(({ start }) => start)))),
      median(spans.map((each) => Math.max(...each.map(({ end }) => end)))),
      median(spans.map((each) => each.reduce((sum, { start, end }) => sum + end - start, 0))),
      spans[0].length,
    ];
    console.log(
      line(
        `  ${names[stage] ?? stage}`,
        numbers.map((each) => each.toFixed(0)),
        9,
      ),
    );
  }
}
