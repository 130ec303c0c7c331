import { type Document, isAlias, isMap, isNode, isScalar, isSeq, type Node, parseDocument } from 'yaml';
import type { Diagnostics, Place } from '../base/diagnostic.ts';
import type { Located } from '../model/briefing.ts';
import { type JsonNode, parseJson } from './json.ts';
import { placeAt, placesOf } from './place.ts';
import { shippedYaml } from './shipped-yaml.ts';

export type Path = readonly (string | number)[];

/** A Located that also knows where keys were written. */
export interface LocatedKeys extends Located {
  /** Place of the key that a path ends with, or of its nearest written parent. */
  keyAt(path: Path): Place;
}

/** Reads YAML or JSON by the file's ending; undefined after reporting why it cannot be read. */
export function readLocated(text: string, file: string, diagnostics: Diagnostics): LocatedKeys | undefined {
  return file.endsWith('.json') ? readJson(text, file, diagnostics) : readYaml(text, file, diagnostics);
}

/** Reads JSON; reports `json-malformed` and `key-duplicate`. */
export function readJson(text: string, file: string, diagnostics: Diagnostics): LocatedKeys | undefined {
  const { root, problems } = parseJson(text);
  for (const { message, offset, length, duplicate } of problems) {
    diagnostics.error(
      duplicate === undefined ? 'json-malformed' : 'key-duplicate',
      message,
      placeAt(file, text, offset, length),
    );
  }
  if (root === undefined) return undefined;
  const place = placesOf(file, text);
  return {
    value: root.value,
    file,
    at: (path) => nodePlace(descend(root, path)),
    keyAt: (path) => {
      const key = path.at(-1);
      const member = typeof key === 'string' ? descend(root, path.slice(0, -1)).members?.get(key) : undefined;
      return member ? place(member.keyStart, member.keyEnd - member.keyStart) : nodePlace(descend(root, path));
    },
  };

  function nodePlace(node: JsonNode): Place {
    const isBranch = node.members !== undefined || node.items !== undefined;
    return place(node.start, isBranch ? 1 : node.end - node.start);
  }
}

/** Reads YAML 1.2; reports `yaml-malformed`, `key-duplicate` and `yaml-aliases` (a few lines that unfold to millions). */
export function readYaml(text: string, file: string, diagnostics: Diagnostics): LocatedKeys | undefined {
  const shipped = shippedYaml.get(text);
  const document = shipped === undefined ? parseYaml(text, file, diagnostics) : undefined;
  if (shipped === undefined && document === undefined) return undefined;
  let value: unknown;
  try {
    value = document === undefined ? structuredClone(shipped) : document.toJS({ maxAliasCount: 100 });
  } catch {
    diagnostics.error(
      'yaml-aliases',
      'aliases that unfold to too much, or to nothing',
      { file },
      'write the values out instead of *aliases',
    );
    return undefined;
  }
  if (depthOf(value) > deepest) {
    diagnostics.error('yaml-malformed', `more than ${deepest} levels of nesting`, { file });
    return undefined;
  }
  return { value, file, ...yamlPlaces(text, file, document) };
}

/** Finds places in a YAML file, which is read for that when it has not been read yet. */
function yamlPlaces(text: string, file: string, read: Document | undefined): Pick<LocatedKeys, 'at' | 'keyAt'> {
  const place = placesOf(file, text);
  let document = read;
  const follow = (path: Path) => {
    document ??= parseDocument(text);
    return followYaml(document, document.contents, path);
  };
  const nodePlace = (node: Node | null): Place => {
    const [start, end] = node?.range ?? [0, 0];
    return place(start, isScalar(node) ? end - start : 1);
  };
  return {
    at: (path) => nodePlace(follow(path)),
    keyAt: (path) => {
      const parent = follow(path.slice(0, -1));
      const pair = isMap(parent) ? parent.items.find((item) => keyText(item.key) === String(path.at(-1))) : undefined;
      return nodePlace(pair && isNode(pair.key) ? pair.key : parent);
    },
  };
}

const deepest = 256;

/** Levels of lists and mappings inside each other; stops counting where there are too many. */
function depthOf(value: unknown, above = 0): number {
  if (typeof value !== 'object' || value === null || above > deepest) return above;
  return Object.values(value).reduce((most: number, child) => Math.max(most, depthOf(child, above + 1)), above);
}

function descend(root: JsonNode, path: Path): JsonNode {
  let node = root;
  for (const key of path) {
    const next = typeof key === 'number' ? node.items?.[key] : node.members?.get(key)?.node;
    if (next === undefined) return node;
    node = next;
  }
  return node;
}

function parseYaml(text: string, file: string, diagnostics: Diagnostics): Document | undefined {
  let document: Document;
  try {
    document = parseDocument(text, { prettyErrors: false, strict: true });
  } catch {
    diagnostics.error('yaml-malformed', 'nested too deeply to be read', { file });
    return undefined;
  }
  const duplicates = document.errors.filter((error) => error.code === 'DUPLICATE_KEY');
  for (const { pos } of duplicates) {
    const key = /[^:\n]*/.exec(text.slice(pos[0]))?.[0].trim() ?? '';
    diagnostics.error('key-duplicate', `key "${key}" is written twice`, placeAt(file, text, pos[0], key.length));
  }
  // One slip often gives a dozen errors that follow from it, so only the first is told.
  const [first] = document.errors.filter((error) => error.code !== 'DUPLICATE_KEY');
  if (first === undefined) return document;
  diagnostics.error('yaml-malformed', plain(first.message), placeAt(file, text, startOf(first, text), 1));
  return undefined;
}

/** A quote that is never closed is found at the end of the file; what people look for is where it opens. */
function startOf({ message, pos }: { message: string; pos: [number, number] }, text: string): number {
  const [, quote] = /^Missing closing (["'])quote/.exec(message) ?? [];
  return quote === undefined ? pos[0] : text.lastIndexOf(quote, pos[0]);
}

function plain(message: string): string {
  const text = message
    .replace(/^Missing closing (["'])quote$/, 'a quote $1 is opened and never closed')
    .replace(/^Maximum call stack size exceeded$/, 'nested too deeply to be read')
    .replace(/\.$/, '');
  return text.charAt(0).toLowerCase() + text.slice(1);
}

function followYaml(document: Document, root: Node | null, path: Path): Node | null {
  let node = root;
  for (const key of path) {
    const parent = isAlias(node) ? (node.resolve(document) ?? null) : node;
    const next = isMap(parent)
      ? parent.items.find((item) => keyText(item.key) === String(key))?.value
      : isSeq(parent)
        ? parent.items[Number(key)]
        : undefined;
    if (!isNode(next)) return node;
    node = next;
  }
  return node;
}

function keyText(key: unknown): string {
  return String(isScalar(key) ? key.value : key);
}
