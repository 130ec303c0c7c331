import { type Diagnostics, didYouMean } from '../base/diagnostic.ts';
import { nearOrKnown } from './known.ts';
import type { LocatedKeys, Path } from './located.ts';

/**
 * The part of JSON Schema 2020-12 that `readShape` knows. `title` says in a few words what is expected, for messages:
 * `an ISO date such as 2024-02-06`.
 */
export interface Schema {
  $schema?: string;
  $id?: string;
  $ref?: string;
  $defs?: Record<string, Schema>;
  title?: string;
  description?: string;
  examples?: unknown[];
  default?: unknown;
  type?: TypeName | TypeName[];
  enum?: unknown[];
  pattern?: string;
  minLength?: number;
  minimum?: number;
  maximum?: number;
  anyOf?: Schema[];
  required?: string[];
  properties?: Record<string, Schema>;
  propertyNames?: Schema;
  additionalProperties?: boolean | Schema;
  minProperties?: number;
  items?: Schema;
  minItems?: number;
  uniqueItems?: boolean;
}

type TypeName = 'string' | 'number' | 'integer' | 'boolean' | 'array' | 'object' | 'null';

/**
 * The value of a YAML or JSON file with only the parts that its schema allows; what is wrong is reported at its place and
 * left out, so that reading can go on. Codes: `type-wrong`, `value-unknown`, `value-malformed`, `key-missing`,
 * `list-empty`, `item-duplicate`; `key-unknown` is a warning, given for every unknown key where the schema says
 * `additionalProperties: false` and elsewhere for those that look like a slip of a known one.
 */
export function readShape(located: LocatedKeys, schema: Schema, diagnostics: Diagnostics): unknown {
  return read(located.value, schema, []);

  function read(value: unknown, given: Schema, path: Path): unknown {
    const rule = choose(value, follow(given));
    if (rule.type !== undefined && ![rule.type].flat().some((type) => isOfType(value, type))) {
      return report(
        'type-wrong',
        `${subject(path)} should be ${rule.title ?? typeWords(rule)}, found ${words(value)}`,
        path,
        quoteHint(value, rule),
      );
    }
    if (rule.enum && !rule.enum.includes(value)) {
      const known = rule.enum.map(String);
      return report('value-unknown', `${subject(path)} cannot be "${value}"`, path, nearOrKnown(String(value), known));
    }
    if (rule.minimum !== undefined && typeof value === 'number' && value < rule.minimum)
      return report('value-malformed', `${subject(path)} is ${value}, less than ${rule.minimum}`, path);
    if (rule.maximum !== undefined && typeof value === 'number' && value > rule.maximum)
      return report('value-malformed', `${subject(path)} is ${value}, more than ${rule.maximum}`, path);
    if (typeof value === 'string') return readText(value, rule, path);
    if (Array.isArray(value)) return readList(value, rule, path);
    if (typeof value === 'object' && value !== null) return readObject(value as Record<string, unknown>, rule, path);
    return value;
  }

  function readText(value: string, rule: Schema, path: Path): unknown {
    if (rule.minLength !== undefined && value.trim().length < rule.minLength)
      return report('value-malformed', `${subject(path)} is empty`, path);
    if (rule.pattern === undefined || new RegExp(rule.pattern, 'u').test(value)) return value;
    return report('value-malformed', `${subject(path)} "${value}" is not ${rule.title ?? 'well-formed'}`, path);
  }

  function readList(list: unknown[], rule: Schema, path: Path): unknown[] {
    if (list.length < (rule.minItems ?? 0))
      report('list-empty', `${subject(path)} needs at least ${rule.minItems} item`, path);
    const seen = new Set<string>();
    return list.flatMap((item, index) => {
      const here = [...path, index];
      if (rule.uniqueItems && seen.size === seen.add(JSON.stringify(item)).size) {
        return report('item-duplicate', `${words(item)} is in the list twice`, here) ?? [];
      }
      const kept = rule.items ? read(item, rule.items, here) : item;
      return kept === undefined ? [] : [kept];
    });
  }

  function readObject(object: Record<string, unknown>, rule: Schema, path: Path): Record<string, unknown> {
    const properties = rule.properties ?? {};
    const kept: [string, unknown][] = [];
    for (const [key, value] of Object.entries(object)) {
      const here = [...path, key];
      const known = Object.hasOwn(properties, key) ? properties[key] : undefined;
      if (known === undefined && !isKeyAllowed(key, rule, here)) continue;
      const own = known ?? (typeof rule.additionalProperties === 'object' ? rule.additionalProperties : undefined);
      const trusted = own ? read(value, own, here) : value;
      if (trusted !== undefined) kept.push([key, trusted]);
    }
    for (const key of rule.required ?? []) {
      if (Object.hasOwn(object, key)) continue;
      const expected = follow(properties[key] ?? {});
      report(
        'key-missing',
        `${path.length === 0 ? '' : `${subject(path)} has `}no "${key}"`,
        path,
        expected.description && `${key}: ${expected.description}`,
      );
    }
    if (kept.length < (rule.minProperties ?? 0)) report('value-malformed', `${subject(path)} is empty`, path);
    return Object.fromEntries(kept);
  }

  function isKeyAllowed(key: string, rule: Schema, path: Path): boolean {
    const known = Object.keys(rule.properties ?? {});
    if (rule.propertyNames) {
      const names = follow(rule.propertyNames);
      if (names.pattern === undefined || new RegExp(names.pattern, 'u').test(key)) return true;
      diagnostics.error('value-malformed', `"${key}" is not ${names.title ?? 'well-formed'}`, located.keyAt(path));
      return false;
    }
    const near = didYouMean(key, known);
    const isClosed = rule.additionalProperties === false;
    if (isClosed || (near && typeof rule.additionalProperties !== 'object')) {
      diagnostics.warning(
        'key-unknown',
        `unknown key "${key}"`,
        located.keyAt(path),
        near,
        isClosed && !near ? `known: ${known.join(', ')}` : undefined,
      );
    }
    return !isClosed;
  }

  function report(code: string, message: string, path: Path, ...hints: (string | undefined)[]): undefined {
    diagnostics.error(code, message, code === 'key-missing' ? located.keyAt(path) : located.at(path), ...hints);
  }

  function follow(rule: Schema): Schema {
    if (rule.$ref === undefined) return rule;
    const { $ref, ...own } = rule;
    return { ...follow(schema.$defs?.[$ref.replace('#/$defs/', '')] ?? {}), ...own };
  }

  /** The branch of `anyOf` that a value of this type is meant for; the rule itself, with all types, when none is. */
  function choose(value: unknown, rule: Schema): Schema {
    if (!rule.anyOf) return rule;
    const branches = rule.anyOf.map(follow);
    const branch = branches.find(
      ({ type }) => type === undefined || [type].flat().some((name) => isOfType(value, name)),
    );
    return branch ? choose(value, branch) : { title: rule.title, type: branches.flatMap(({ type }) => type ?? []) };
  }
}

function isOfType(value: unknown, type: TypeName): boolean {
  switch (type) {
    case 'null':
      return value === null;
    case 'array':
      return Array.isArray(value);
    case 'object':
      return typeof value === 'object' && value !== null && !Array.isArray(value);
    case 'integer':
      return Number.isInteger(value);
    default:
      return typeof value === type;
  }
}

function subject(path: Path): string {
  const key = path.at(-1);
  if (key === undefined) return 'the file';
  return typeof key === 'number'
    ? `item ${key + 1} of "${path.findLast((part) => typeof part === 'string') ?? 'the list'}"`
    : `"${key}"`;
}

const typeNames: Record<TypeName, string> = {
  string: 'text',
  number: 'a number',
  integer: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a group of keys',
  null: 'nothing',
};

function typeWords({ type = [] }: Schema): string {
  return [...new Set([type].flat())].map((name) => typeNames[name]).join(' or ');
}

function words(value: unknown): string {
  if (value === null) return 'nothing';
  if (Array.isArray(value)) return typeNames.array;
  return typeof value === 'object'
    ? typeNames.object
    : `${typeof value === 'string' ? 'text' : typeof value} ${JSON.stringify(value)}`;
}

function quoteHint(value: unknown, rule: Schema): string | undefined {
  const wantsText = [rule.type].flat().includes('string');
  return wantsText && rule.pattern === undefined && (typeof value === 'number' || typeof value === 'boolean')
    ? `write it in quotes: "${value}"`
    : undefined;
}
