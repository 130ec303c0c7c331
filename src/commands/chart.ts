import { readFile, stat } from 'node:fs/promises';
import { basename, dirname, extname, isAbsolute, relative, resolve } from 'node:path';
import { AuthorError, Diagnostics, UsageError } from '../base/diagnostic.ts';
import type { Terminal } from '../base/terminal.ts';
import { type ChartFormat, type ChartOptions, chartFormats, type NamedData, renderLocated } from '../chart.ts';
import { openFolder } from '../node/folder.ts';
import { writeOutput } from '../node/output.ts';
import { readTextFile } from '../read/file.ts';
import { type LocatedKeys, readJson, readLocated } from '../read/located.ts';
import { decodeText } from '../read/text.ts';
import { printFailure } from './failure.ts';
import { printFindings } from './findings.ts';

const usage = 'usage: jianbao chart <spec.vl.json> -o out.svg|png|pdf';

/** `jianbao chart <spec> -o <file>`. */
export async function chartCommand(
  positionals: string[],
  values: Record<string, unknown>,
  terminal: Terminal,
): Promise<number> {
  const { spec, output, format } = filesOf(positionals, values);
  const folder = isInside('.', spec) ? '.' : dirname(spec);
  const json = values.json === true;
  try {
    const options = { ...optionsOf(values), ...(await dataOf(values.data)), format, folder: dirname(spec) };
    const written = await readSpec(spec, folder);
    const { bytes, width, height, warnings } = await renderLocated(idOf(spec), written, options);
    await writeOutput(dirname(output), [{ path: basename(output), bytes }]);
    if (json) {
      const result = { ok: true, output: resolve(output), format, bytes: bytes.byteLength, width, height };
      terminal.out(JSON.stringify({ ...result, diagnostics: warnings }, undefined, 2));
      return 0;
    }
    if (values.quiet === true) return 0;
    await printFindings(warnings, folder, terminal);
    terminal.out(`${output}   ${Math.ceil(bytes.byteLength / 1024)} KB   ${width} × ${height}`);
    return 0;
  } catch (error) {
    return printFailure(error, { json, debug: false, folder }, terminal);
  }
}

function filesOf([spec, ...more]: string[], values: Record<string, unknown>) {
  if (spec === undefined) throw new UsageError('no specification is named', usage);
  if (more.length > 0) throw new UsageError(`"${more[0]}" is one word too many`, usage);
  if (!/\.(json|ya?ml)$/i.test(spec)) throw new UsageError(`"${spec}" does not end in .json, .yaml or .yml`, usage);
  const { output } = values;
  if (typeof output !== 'string') throw new UsageError('no file to write is named', 'name it with -o out.svg|png|pdf');
  const ending = extname(output).slice(1).toLowerCase();
  const format = chartFormats.find((each): each is ChartFormat => each === ending);
  if (!format) throw new UsageError(`"${output}" does not end in .svg, .png or .pdf`, 'the ending says the format');
  return { spec, output, format };
}

function optionsOf(values: Record<string, unknown>): Omit<ChartOptions, 'format'> {
  const language = values.language as string | undefined;
  return {
    ...(language !== undefined && { language: language.split(/[+,]/) }),
    ...(values.width !== undefined && { width: numberOf(values.width, 'width') }),
    ...(values.scale !== undefined && { scale: numberOf(values.scale, 'scale') }),
    ...(typeof values.browser === 'string' && { browser: values.browser }),
  };
}

function numberOf(written: unknown, option: string): number {
  const text = String(written).replace(/px$/, '');
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text);
  throw new UsageError(`--${option} is a number, not "${written}"`);
}

/** Findings name the specification's file as seen from `folder`. */
async function readSpec(path: string, folder: string): Promise<LocatedKeys> {
  const diagnostics = new Diagnostics();
  const name = slashed(relative(folder, path));
  const own = openFolder(resolve(dirname(path)));
  if (!(await exists(dirname(path)))) throw missing(name);
  const file = await readTextFile(own, basename(path), diagnostics);
  diagnostics.stopOnErrors();
  if (!file) throw missing(name);
  const written = readLocated(file.text, name, diagnostics);
  diagnostics.stopOnErrors();
  if (!written) throw new AuthorError(diagnostics.list);
  return written;
}

/** `sales=sales.csv` names data, `sales.csv` is the specification's first, a folder has a data package. */
async function dataOf(given: unknown): Promise<Pick<ChartOptions, 'data' | 'dataPackage'>> {
  const data: Record<string, NamedData> = {};
  const packages: string[] = [];
  const diagnostics = new Diagnostics();
  for (const word of (given as string[] | undefined) ?? []) {
    const { name, path } = (await exists(word)) ? { name: '', path: word } : partsOf(word);
    if (await isFolder(path)) {
      if (name !== '') throw new UsageError(`"${path}" is a folder, and only files can be named`);
      packages.push(path);
    } else if (Object.hasOwn(data, name)) {
      throw new UsageError(name === '' ? 'two files without a name' : `two files for "${name}"`, 'write name=file');
    } else {
      const read = await readData(path, diagnostics);
      if (read) data[name] = read;
    }
  }
  diagnostics.stopOnErrors();
  const [dataPackage, second] = packages;
  if (second !== undefined) throw new UsageError(`"${second}" is a second data package`, 'one folder at most');
  return { data, ...(dataPackage !== undefined && { dataPackage }) };
}

function partsOf(word: string): { name: string; path: string } {
  const at = word.indexOf('=');
  return at < 1 ? { name: '', path: word } : { name: word.slice(0, at), path: word.slice(at + 1) };
}

async function readData(path: string, diagnostics: Diagnostics): Promise<NamedData | undefined> {
  const format = (['csv', 'tsv', 'json'] as const).find((each) => path.toLowerCase().endsWith(`.${each}`));
  if (!format) throw new UsageError(`"${path}" does not end in .csv, .tsv or .json`, 'other files: a data package');
  const bytes = await readFile(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') diagnostics.error('file-missing', 'there is no such file', { file: slashed(path) });
    else diagnostics.error('file-unreadable', `the file cannot be read (${error.code})`, { file: slashed(path) });
  });
  const text = bytes && decodeText(bytes, slashed(path), diagnostics);
  if (text === undefined) return undefined;
  if (format === 'json' && readJson(text, slashed(path), diagnostics) === undefined) return undefined;
  return { text, format };
}

function missing(file: string): AuthorError {
  return new AuthorError([
    { severity: 'error', code: 'file-missing', message: 'there is no such file', place: { file } },
  ]);
}

/** `charts/jobs 2023.vl.json` → `jobs-2023`, fit for ids inside an SVG. */
function idOf(path: string): string {
  const name = basename(path).replace(/(\.vl)?\.\w+$/i, '');
  return name.replace(/[^\w-]+/g, '-').replace(/^[-\d]+|-+$/g, '') || 'chart';
}

function isInside(folder: string, path: string): boolean {
  const inner = relative(folder, path);
  return !isAbsolute(inner) && inner.split(/[\\/]/)[0] !== '..';
}

function slashed(path: string): string {
  return path.replaceAll('\\', '/');
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}
