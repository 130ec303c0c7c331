import { cli } from './machine.js';
import { runNode } from './run.js';
import { line, median, medianRatio } from './statistics.js';

/** What starting `jianbao` costs beside starting Node. */
export async function benchCommands({ rounds }) {
  const [help, node] = [[], []];
  for (let round = 0; round < 3 * rounds; round++) {
    help.push(await runNode([cli, '--help']));
    node.push(await runNode(['-e', '0']));
  }
  const milliseconds = (runs) => `${median(runs.map(({ time }) => time)).toFixed(0)} ms`;
  console.log(`${line('jianbao --help', [milliseconds(help), medianRatio(help, node).toFixed(2)])}  ÷ node -e 0`);
  console.log(line('node -e 0', [milliseconds(node)]));
}
