import { AuthorError, type Diagnostics } from '../base/diagnostic.ts';
import type { Folder } from '../base/world.ts';
import type { Located } from '../model/briefing.ts';
import { isObject, objectOr, type Path, type Spec } from '../model/spec.ts';

/**
 * Puts the content of files in place of every `data: {url}`: a path inside the briefing's folder, relative to it or to
 * the specification. Anything else (a network address, `file:`, an absolute path, `..` out of the folder) is an error.
 */
export async function inlineFiles(
  written: Located,
  folder: Folder | undefined,
  diagnostics: Diagnostics,
): Promise<Spec> {
  return (await walk(written.value, [])) as Spec;

  async function walk(value: unknown, path: Path): Promise<unknown> {
    if (Array.isArray(value)) return Promise.all(value.map((entry, index) => walk(entry, [...path, index])));
    if (!isObject(value)) return value;
    if (path.at(-1) === 'data' && typeof value.url === 'string') return inlined(value, value.url, path);
    const entries = Object.entries(value).map(
      async ([key, child]) => [key, await walk(child, [...path, key])] as const,
    );
    return Object.fromEntries(await Promise.all(entries));
  }

  async function inlined(data: Spec, url: string, path: Path): Promise<Spec> {
    const place = written.at([...path, 'url']);
    const { url: _, ...rest } = data;
    const nothing = { ...rest, values: [] };
    const candidates = [resolve('', url), resolve(folderOf(written.file), url)].filter((each) => each !== undefined);
    if (outside.test(url) || candidates.length === 0) {
      const hint = 'copy the file into the briefing’s folder and name it relative to that folder';
      diagnostics.error('data-url-outside', `"${url}" lies outside the briefing's folder`, place, hint);
      return nothing;
    }
    for (const candidate of candidates) {
      const bytes = await read(candidate);
      if (!bytes) continue;
      const type = objectOr(data.format).type ?? formatOf(url);
      const content = new TextDecoder().decode(bytes);
      if (type === 'csv' || type === 'tsv' || type === 'dsv') {
        return { ...rest, values: content, format: { ...objectOr(data.format), type } };
      }
      const values = parseJson(content);
      if (values !== undefined) return { ...rest, values };
      diagnostics.error('data-invalid', `"${url}" is not JSON`, place);
      return nothing;
    }
    diagnostics.error('file-missing', `no file "${url}" in the briefing's folder`, place);
    return nothing;
  }

  async function read(path: string): Promise<Uint8Array | undefined> {
    try {
      return await folder?.read(path);
    } catch (error) {
      if (error instanceof AuthorError) return undefined;
      throw error;
    }
  }
}

/** A scheme, a network path, an absolute path, a drive, a backslash. */
const outside = /^([a-z][a-z\d+.-]*:|\/|\\)|\\/i;

function formatOf(url: string): string {
  const [, ending = 'json'] = /\.(csv|tsv)$/i.exec(url) ?? [];
  return ending.toLowerCase();
}

function folderOf(file: string): string {
  return file
    .replace(/^theme:/, '')
    .split('/')
    .slice(0, -1)
    .join('/');
}

/** Joins and normalises; undefined when the path leaves the root. */
function resolve(base: string, path: string): string | undefined {
  const steps: string[] = [];
  for (const step of `${base}/${path}`.split('/')) {
    if (step === '' || step === '.') continue;
    if (step !== '..') steps.push(step);
    else if (steps.pop() === undefined) return undefined;
  }
  return steps.join('/');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return undefined;
  }
}
