#!/usr/bin/env node
import { availableParallelism } from 'node:os';
import { setFlagsFromString } from 'node:v8';
import { run } from './cli.ts';

// A run is over before much of its code is worth optimising, and much of what it makes lives until its end. The V8 of
// Node 20 optimises early: told to wait ten times as long, a build takes a fifth less processor time; later ones, which
// have a compiler in between, know no such option. Threads that start with room for young objects copy them half as often.
if (process.versions.node.startsWith('20.')) setFlagsFromString('--interrupt-budget=1000000');
// What cuts fonts is WebAssembly that runs for a fraction of a second: optimising it takes longer than it can win.
setFlagsFromString('--liftoff-only');
setFlagsFromString('--min-semi-space-size=16');
setFlagsFromString('--semi-space-growth-factor=16');
// Where threads and a browser keep two cores busy, a collector in several threads is in everybody's way.
if (availableParallelism() <= 2) setFlagsFromString('--no-parallel-scavenge');

// Vega reads dates and axes in the machine's time zone; what is made must not depend on it.
process.env.TZ = 'UTC';

const code = await run(process.argv.slice(2), {
  out: (text) => process.stdout.write(`${text}\n`),
  error: (text) => process.stderr.write(`${text}\n`),
  status: (text) => {
    if (process.stderr.isTTY) process.stderr.write(text === '' ? '\r\x1b[K' : `\r\x1b[K${text}`);
  },
  color: process.stderr.isTTY === true && process.env.NO_COLOR === undefined,
});

// What was written is out first; then nothing holds the process, such as a timer of a library whose browser has died.
for (const stream of [process.stdout, process.stderr]) await new Promise((resolve) => stream.write('', resolve));
process.exit(code);
