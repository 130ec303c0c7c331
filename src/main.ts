#!/usr/bin/env node
import { run } from './cli.ts';

// Vega reads dates and axes in the machine's time zone; what is made must not depend on it.
process.env.TZ = 'UTC';

process.exitCode = await run(process.argv.slice(2), {
  out: (text) => process.stdout.write(`${text}\n`),
  error: (text) => process.stderr.write(`${text}\n`),
  status: (text) => {
    if (process.stderr.isTTY) process.stderr.write(text === '' ? '\r\x1b[K' : `\r\x1b[K${text}`);
  },
  color: process.stderr.isTTY === true && process.env.NO_COLOR === undefined,
});
