import { isObject, type Spec } from '../../model/spec.ts';

/** A specification with marks in place of what its drawing says and of its data, which compiling does not look at. */
export interface Blank {
  spec: Spec;
  /** By the number in a mark. */
  taken: unknown[];
}

/**
 * Takes titles, texts, the locale and inline data out of a Vega-Lite specification: charts that differ in nothing else,
 * as a chart in two languages does, leave the same blank and are compiled once. The same text or data leaves the same
 * mark.
 */
export function blankOf(spec: Spec): Blank {
  const taken: unknown[] = [];
  const marks = new Map<string, string>();
  return { spec: blank(spec, '', '') as Spec, taken };

  function blank(value: unknown, key: string, parent: string): unknown {
    if (typeof value === 'string') {
      if (key === 'calculate' && constant.test(value)) return `'${take(value.slice(1, -1))}'`;
      return value !== '' && isSaid(key, parent) ? take(value) : value;
    }
    if (Array.isArray(value)) {
      if (key === 'values' && parent === 'data') return [take(value)];
      return value.map((each) => (typeof each === 'object' ? blank(each, '', key) : blank(each, key, parent)));
    }
    if (!isObject(value)) return value;
    if (key === 'values' && parent === 'data') return { [rows]: take(value) };
    if (key === 'locale' && parent === 'config') return { [rows]: take(value) };
    if (key === 'datasets') return value;
    const inside = key === '' ? parent : key;
    return Object.fromEntries(Object.entries(value).map(([name, child]) => [name, blank(child, name, inside)]));
  }

  function take(value: unknown): string {
    const same = typeof value === 'string' ? value : JSON.stringify(value);
    const before = marks.get(same);
    if (before !== undefined) return before;
    const mark = `${open}${taken.push(value) - 1}${close}`;
    marks.set(same, mark);
    return mark;
  }
}

/** Where marks stand in what was made of a blank: at this place, or under keys and indexes. */
export type Places = 'here' | Map<string | number, Places>;

/** Finds the marks; undefined when there are none. */
export function placesIn(made: unknown): Places | undefined {
  if (typeof made === 'string') return made.includes(open) ? 'here' : undefined;
  if (typeof made !== 'object' || made === null) return undefined;
  if (Array.isArray(made) ? made.length === 1 && isMark(made[0]) : rows in made) return 'here';
  const places = new Map<string | number, Places>();
  for (const [key, child] of Array.isArray(made) ? made.entries() : Object.entries(made)) {
    if (typeof key === 'string' && key.includes(open)) return 'here';
    const inside = placesIn(child);
    if (inside) places.set(key, inside);
  }
  return places.size > 0 ? places : undefined;
}

/** What was made of a blank, with everything in its place; parts without a mark are not copied. */
export function filled<T>(made: T, places: Places | undefined, taken: readonly unknown[]): T {
  return places === undefined ? made : (at(made, '', places) as T);

  function at(value: unknown, key: string, inside: Places): unknown {
    if (inside === 'here') return fill(value, key);
    const copy = (Array.isArray(value) ? [...value] : { ...(value as Spec) }) as Record<string | number, unknown>;
    for (const [name, child] of inside) copy[name] = at(copy[name], typeof name === 'number' ? key : name, child);
    return copy;
  }

  function fill(value: unknown, key: string): unknown {
    if (typeof value === 'string') return value.includes(open) ? text(value, sources.has(key)) : value;
    if (Array.isArray(value)) {
      if (value.length === 1 && isMark(value[0]) && Array.isArray(takenBy(value[0]))) return ownRows(value[0]);
      return changed(value, (each) => fill(each, key));
    }
    if (!isObject(value)) return value;
    if (isMark(value[rows])) return ownRows(value[rows]);
    let copy: Spec | undefined;
    for (const name in value) {
      const child = value[name];
      const now = fill(child, name);
      const called = name.includes(open) ? text(name, false) : name;
      if (now === child && called === name) continue;
      copy ??= { ...value };
      if (called !== name) delete copy[name];
      copy[called] = now;
    }
    return copy ?? value;
  }

  /** Where the source of an expression quotes a text, it is written as in JSON. */
  function text(value: string, isSource: boolean): string {
    return value.replace(marked, (_, index) => {
      const said = String(taken[Number(index)]);
      return isSource ? JSON.stringify(said).slice(1, -1) : said;
    });
  }

  function takenBy(mark: string): unknown {
    return taken[Number(mark.slice(1, -1))];
  }

  /** Vega writes marks of its own into rows, but not into a topology, of which it makes the rows. */
  function ownRows(mark: string): unknown {
    const value = takenBy(mark);
    return isObject(value) && value.type === 'Topology' ? value : structuredClone(value);
  }
}

function changed(list: unknown[], change: (each: unknown) => unknown): unknown[] {
  let copy: unknown[] | undefined;
  for (const [index, each] of list.entries()) {
    const now = change(each);
    if (now === each) continue;
    copy ??= [...list];
    copy[index] = now;
  }
  return copy ?? list;
}

/** Private characters, which no text of a briefing has. */
const [open, close] = ['\uE0F0', '\uE0F1'];
const marked = new RegExp(`${open}(\\d+)${close}`, 'g');
const whole = new RegExp(`^${open}\\d+${close}$`);
const rows = `${open}rows${close}`;

function isMark(value: unknown): value is string {
  return typeof value === 'string' && whole.test(value);
}

const said = new Set(['title', 'subtitle', 'text']);
const widget = new Set(['name', 'labels', 'placeholder']);

/** An expression that is a text and nothing more. */
const constant = /^'[^'"\\]+'$/;

/** Titles and texts, the value of a text channel, and what stands at a widget. */
function isSaid(key: string, parent: string): boolean {
  return said.has(key) || (key === 'value' && parent === 'text') || (parent === 'bind' && widget.has(key));
}

/** Keys under which Vega keeps the source of an expression beside its tree. */
const sources = new Set(['code', 'raw']);
