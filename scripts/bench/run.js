import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

/**
 * Runs Node in a process of its own: milliseconds from start to exit, the most memory that it and its children held (with
 * `memory`, which is looked at every 200 ms), and the JSON that it printed, if it did.
 */
export function runNode(words, { memory: isWatched = false } = {}) {
  return new Promise((resolve, reject) => {
    const start = performance.now();
    const child = spawn(process.execPath, words, { stdio: ['ignore', 'pipe', 'pipe'] });
    const said = { out: '', error: '' };
    let memory = 0;
    const look = () => {
      memory = Math.max(memory, memoryOf(child.pid));
    };
    const watch = isWatched ? setInterval(look, 200) : undefined;
    child.stdout.on('data', (part) => {
      said.out += part;
    });
    child.stderr.on('data', (part) => {
      said.error += part;
    });
    let time = 0;
    child.on('exit', () => {
      time = performance.now() - start;
      clearInterval(watch);
    });
    child.on('close', (code) => {
      if (code === 0)
        return resolve({ time, memory, result: said.out.startsWith('{') ? JSON.parse(said.out) : said.out });
      reject(
        new Error(`${words.slice(0, 3).join(' ')} ended with code ${code}\n${said.error}${said.out.slice(-2000)}`),
      );
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
