import { type ParseArgsConfig, parseArgs } from 'node:util';
import { UsageError } from './base/diagnostic.ts';
import type { Terminal } from './base/terminal.ts';

/** A command of `jianbao`: loads what it needs only when it runs. */
interface Command {
  usage: string;
  summary: string;
  options: NonNullable<ParseArgsConfig['options']>;
  /** One line an option: name → what it does. */
  help: Record<string, string>;
  run(positionals: string[], values: Record<string, unknown>, terminal: Terminal): Promise<number>;
}

/** Options that `build` and `batch` share. */
const made = {
  options: {
    output: { type: 'string', short: 'o' },
    language: { type: 'string', short: 'l', multiple: true },
    format: { type: 'string', short: 'f', multiple: true },
    set: { type: 'string', multiple: true },
    strict: { type: 'boolean' },
    now: { type: 'string' },
    browser: { type: 'string' },
    timings: { type: 'boolean' },
    quiet: { type: 'boolean', short: 'q' },
    json: { type: 'boolean' },
  },
  help: {
    '-o, --output <folder>': 'where the files go (default: output/ inside the folder)',
    '-l, --language <tag>': 'only these languages, such as zh-Hans or en (repeat, or part by commas)',
    '--strict': 'treat warnings as errors',
    '--now <moment>': 'take this date and time for now, such as 2024-02-06T10:00+08:00 (for an embargo)',
    '--browser <path>': 'the Chrome or Chromium to print with',
    '-q, --quiet': 'print errors, failures and warnings only',
    '--json': 'print the result and all diagnostics as JSON',
  },
} satisfies Pick<Command, 'options' | 'help'>;

const commands: Record<string, Command> = {
  build: {
    usage: 'jianbao build [folder] [options]',
    summary: 'make the briefing in a folder: HTML, PDFs and manifest.json',
    options: { ...made.options, emit: { type: 'string', multiple: true } },
    help: {
      '-f, --format <name>': 'only these formats: html, pdf, share (repeat, or part by commas)',
      '--set <name=value>': 'a value for a parameter of the briefing (repeat)',
      '--emit report': 'also write report.json, the document before it has words',
      '--emit pages': 'also write <name>.print.html, the page that each PDF is printed from',
      '--timings': 'print how long each stage took, and write .jianbao/trace.json for a tracing viewer',
      ...made.help,
    },
    run: async (...given) => (await import('./commands/build.ts')).buildCommand(...given),
  },
  batch: {
    usage: 'jianbao batch [folder] [options]',
    summary: 'make a briefing for many values of its parameters, with an index page',
    options: {
      over: { type: 'string', multiple: true },
      list: { type: 'string' },
      resume: { type: 'boolean' },
      ...made.options,
    },
    help: {
      '--over <name>[=a,b]': 'every value of a parameter, or some (repeat for all combinations)',
      '--list <file.csv>': 'a list of jobs: a parameter a column, a job a row',
      '--set <name=value>': 'a value that holds for all jobs (repeat)',
      '--resume': 'make only what is missing or changed since the last batch',
      '-f, --format <name>': 'only these formats: html, pdf (repeat, or part by commas)',
      '--timings': 'print how long each stage took, summed over all jobs, and write .jianbao/trace.json',
      ...made.help,
    },
    run: async (...given) => (await import('./commands/batch.ts')).batchCommand(...given),
  },
  check: {
    usage: 'jianbao check [folder] [options]',
    summary: 'read and check a briefing without writing it; --release: all that must hold before it is published',
    options: {
      release: { type: 'boolean' },
      output: { type: 'string', short: 'o' },
      now: { type: 'string' },
      browser: { type: 'string' },
      set: { type: 'string', multiple: true },
      strict: { type: 'boolean' },
      json: { type: 'boolean' },
      quiet: { type: 'boolean', short: 'q' },
    },
    help: {
      '--release': 'print too, and list what blocks the release, what passed and the trail of every number',
      '-o, --output <file.html>': 'with --release: write the list as a page',
      '--now <moment>': 'with --release: take this date and time for now, such as 2024-02-06T10:00+08:00',
      '--browser <path>': 'with --release: the Chrome or Chromium to print with',
      '--set <name=value>': 'a value for a parameter of the briefing (repeat)',
      '--strict': 'treat warnings as errors',
      '-q, --quiet': 'print findings only',
      '--json': 'print the result as JSON',
    },
    run: async (...given) => (await import('./commands/check.ts')).checkCommand(...given),
  },
  preview: {
    usage: 'jianbao preview [folder] [options]',
    summary: 'show the page in a browser and keep it as the files are',
    options: {
      port: { type: 'string' },
      language: { type: 'string', short: 'l', multiple: true },
      set: { type: 'string', multiple: true },
      open: { type: 'boolean' },
      'no-open': { type: 'boolean' },
      browser: { type: 'string' },
      quiet: { type: 'boolean', short: 'q' },
    },
    help: {
      '--port <number>': 'port on this machine (default: a free one)',
      '-l, --language <tag>': 'only these languages (repeat, or part by commas)',
      '--set <name=value>': 'a value for a parameter of the briefing (repeat)',
      '--open, --no-open': 'open the page, or do not (default: when started from a terminal)',
      '--browser <path>': 'the Chrome or Chromium that prints PDFs',
      '-q, --quiet': 'print the address and findings only',
    },
    run: async (...given) => (await import('./commands/preview.ts')).previewCommand(...given),
  },
  confirm: {
    usage: 'jianbao confirm [folder] [section…]',
    summary: 'record that the languages say the same, so that a check tells what is changed in one only',
    options: { json: { type: 'boolean' }, quiet: { type: 'boolean', short: 'q' } },
    help: { '-q, --quiet': 'print errors only', '--json': 'print the result as JSON' },
    run: async (...given) => (await import('./commands/confirm.ts')).confirmCommand(...given),
  },
  diff: {
    usage: 'jianbao diff <old> <new> [options]',
    summary: 'say what changed between two editions: numbers, texts, data of charts',
    options: { output: { type: 'string', short: 'o' }, json: { type: 'boolean' } },
    help: {
      '-o, --output <file.html>': 'write the comparison as a page in all languages, with revision marks',
      '--json': 'print the comparison as JSON',
    },
    run: async (...given) => (await import('./commands/diff.ts')).diffCommand(...given),
  },
  chart: {
    usage: 'jianbao chart <spec.vl.json> -o out.svg|png|pdf [options]',
    summary: 'draw one Vega-Lite specification',
    options: {
      output: { type: 'string', short: 'o' },
      language: { type: 'string', short: 'l' },
      data: { type: 'string', multiple: true },
      width: { type: 'string' },
      scale: { type: 'string' },
      browser: { type: 'string' },
      quiet: { type: 'boolean', short: 'q' },
      json: { type: 'boolean' },
    },
    help: {
      '-o, --output <file>': 'what to write; its ending says the format: .svg, .png or .pdf',
      '-l, --language <tag>': 'language of words and numbers; zh-Hans+en labels in both (default: en)',
      '--data <[name=]file>': 'a CSV, TSV or JSON file for data of that name, or a folder with a datapackage.json',
      '--width <pixels>': 'width of the drawing in CSS pixels (default: 628)',
      '--scale <number>': 'device pixels per CSS pixel of a PNG (default: 2)',
      '--browser <path>': 'the Chrome or Chromium that makes PNG and PDF',
      '-q, --quiet': 'print errors only',
      '--json': 'print the result as JSON',
    },
    run: async (...given) => (await import('./commands/chart.ts')).chartCommand(...given),
  },
  doctor: {
    usage: 'jianbao doctor [options]',
    summary: 'say which browser and fonts are used, and what is missing',
    options: { browser: { type: 'string' }, json: { type: 'boolean' } },
    help: { '--browser <path>': 'the Chrome or Chromium to look at first', '--json': 'print the findings as JSON' },
    run: async (...given) => (await import('./commands/doctor.ts')).doctorCommand(...given),
  },
};

/** Runs one command line; gives the exit code: 0 done, 1 the author's files, 2 usage, 3 browser, 70 a fault of jianbao. */
export async function run(argv: string[], terminal: Terminal): Promise<number> {
  const debug = argv.includes('--debug');
  try {
    return await dispatch(
      argv.filter((word) => word !== '--debug'),
      terminal,
    );
  } catch (error) {
    return await report(error, argv.includes('--json'), debug, terminal);
  }
}

async function dispatch(argv: string[], terminal: Terminal): Promise<number> {
  const [name, ...rest] = argv;
  if (name === undefined || name === 'help' || name === '--help' || name === '-h') {
    terminal.out(help(rest[0] === undefined ? undefined : commands[rest[0]]));
    return 0;
  }
  if (name === '--version' || name === '-v') {
    const { ownPackage } = await import('./node/package.ts');
    terminal.out(ownPackage().version);
    return 0;
  }
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command) throw new UsageError(`no command "${name}"`, `known: ${Object.keys(commands).join(', ')}`);
  if (rest.includes('--help') || rest.includes('-h')) {
    terminal.out(help(command));
    return 0;
  }
  const { positionals, values } = readArguments(command, rest);
  return command.run(positionals, values, terminal);
}

function readArguments(command: Command, words: string[]): { positionals: string[]; values: Record<string, unknown> } {
  try {
    return parseArgs({ args: words, options: command.options, allowPositionals: true, strict: true });
  } catch (error) {
    const [message = ''] = (error as Error).message.split('. ');
    throw new UsageError(message.replace(/^U/, 'u'), `usage: ${command.usage}`);
  }
}

function help(command: Command | undefined): string {
  if (command) {
    const width = Math.max(...Object.keys(command.help).map((name) => name.length));
    const options = Object.entries(command.help).map(([name, text]) => `  ${name.padEnd(width)}  ${text}`);
    return [`usage: ${command.usage}`, '', command.summary, '', ...options].join('\n');
  }
  const list = Object.entries(commands).map(([name, { summary }]) => `  ${name.padEnd(8)}${summary}`);
  return ['usage: jianbao <command> [options]', '', ...list, '', 'jianbao <command> --help lists its options.'].join(
    '\n',
  );
}

async function report(error: unknown, json: boolean, debug: boolean, terminal: Terminal): Promise<number> {
  const { printFailure } = await import('./commands/failure.ts');
  return printFailure(error, { json, debug }, terminal);
}
