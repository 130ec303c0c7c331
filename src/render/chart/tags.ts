import type { LocalizedChart, MarkWords } from '../../model/chart.ts';
import type { TagSetting } from '../../model/live-runtime.ts';
import { isObject, type Spec } from '../../model/spec.ts';
import { classesOf, legendFields, type MarkClasses } from './classes.ts';
import { rowFinder } from './rows.ts';
import type { SvgElement } from './svg-tree.ts';

/** An item of Vega's scenegraph, as far as it is looked at here. */
export interface SceneItem {
  datum?: unknown;
  x?: number;
  y?: number;
  fill?: unknown;
  stroke?: unknown;
  tooltip?: unknown;
  text?: unknown;
  description?: string;
  /** Its element, where Vega draws into a page. */
  _svg?: unknown;
  items?: SceneMark[];
}

/** A mark of Vega's scenegraph: items of one kind. */
export interface SceneMark {
  marktype: string;
  name?: string;
  role?: string;
  items: SceneItem[];
}

/** Writes into the items of a scenegraph what they stand for; `readTags` finds it in the SVG. */
export interface Tagger {
  /** `write` puts what is known of an item where it belongs; by default into its description. */
  tag(root: SceneMark, write?: (item: SceneItem, tags: Tags) => void): void;
  /** What `data-t` counts in. */
  marks: MarkWords[];
}

/**
 * Says on each mark what it stands for, so that a page's script can word, emphasise and mute it:
 *
 * | attribute | |
 * | --- | --- |
 * | `data-d` | rows of the figure's data table, `3` or `3 4`; `3.2` is its column 2 |
 * | `data-t` | the index in `marks`, where it stands for no row |
 * | `data-c` | codes that charts and tables are linked by |
 * | `data-k` | classes of the legend that it belongs to; `data-l` on the legend's own marks, `data-n` names one |
 * | `data-p` | the points of a line, `x,y` for each row of `data-d` |
 */
export function tagger(
  setting: TagSetting,
  words: (value: unknown, format?: unknown) => string | string[],
  marks: MarkWords[] = [],
): Tagger {
  const known = new Map(marks.map((each, index) => [JSON.stringify(each), index]));
  const rowsOf = rowFinder(setting.table);
  let write = describe;
  return {
    marks,
    tag(root, writer = describe) {
      write = writer;
      visit(root, classesOf(root, setting.legends));
    },
  };

  function visit(mark: SceneMark, classes: MarkClasses): void {
    if (mark.marktype === 'group') {
      for (const item of mark.items) for (const inner of item.items ?? []) visit(inner, classes);
      return;
    }
    const role = mark.role ?? '';
    if (role === 'mark' && joined.has(mark.marktype)) tagJoined(mark.items, classes);
    else for (const item of mark.items) write(item, tagsOf(item, role, mark.marktype, classes));
  }

  function tagsOf(item: SceneItem, role: string, type: string, classes: MarkClasses): Tags {
    if (role === 'axis-label') return { c: linked(item.datum, true) };
    if (role.startsWith('legend-')) return { l: classes.ofEntry(item), n: classes.nameOf(item) };
    if (role !== 'mark') return {};
    const shared = { c: linked(item.datum), k: classes.ofMark(item) };
    // Texts lie on the marks that they name, and let these answer.
    return type === 'text' ? shared : { ...answer(item), ...shared };
  }

  function answer(item: SceneItem): Tags {
    const said = setting.tooltips ? saidBy(item.tooltip) : undefined;
    const fact = factOf(item.datum);
    if (!fact && !said) {
      const rows = rowsOf(item.datum);
      if (rows) return { d: rows };
    }
    const words = said ?? fact;
    return words ? { t: String(indexOf(words)) } : {};
  }

  /** One element for all items of a line: its points and their rows. */
  function tagJoined(items: SceneItem[], classes: MarkClasses): void {
    const [first] = items;
    if (!first) return;
    const points = items.flatMap((item) => {
      const { d, t } = answer(item);
      const row = d ?? (t === undefined ? undefined : `t${t}`);
      if (row === undefined || row.includes(' ') || item.x === undefined || item.y === undefined) return [];
      if (isObject(item.datum) && (item as { defined?: boolean }).defined === false) return [];
      return [{ row, at: `${tenth(item.x)},${tenth(item.y)}` }];
    });
    write(first, {
      d: points.map(({ row }) => row).join(' ') || undefined,
      p: points.map(({ at }) => at).join(' ') || undefined,
      c: linked(first.datum),
      k: classes.ofMark(first),
    });
  }

  function linked(datum: unknown, isLabel = false): string | undefined {
    const found = (setting.links ?? []).flatMap(({ key, codes, first }) => {
      const names = isLabel ? ['value'] : [key, 'code', 'id'];
      const code = names.map((name) => codes.indexOf(String(own(datum, name)))).find((index) => index >= 0);
      return code === undefined ? [] : [first + code];
    });
    return found.length > 0 ? found.join(' ') : undefined;
  }

  function indexOf(words: MarkWords): number {
    const text = JSON.stringify(words);
    const index = known.get(text) ?? marks.push(words) - 1;
    known.set(text, index);
    return index;
  }

  function factOf(datum: unknown): MarkWords | undefined {
    if (setting.table?.keys[0] === 'fact' && rowsOf(datum)) return undefined;
    const [fact, label, value, unit] = ['fact', 'label', 'value', 'unit'].map((name) => own(datum, name));
    if (typeof fact !== 'string' || typeof label !== 'string' || value === null) return undefined;
    const [qualifier, upper] = [own(datum, 'qualifier'), own(datum, 'upper')];
    return { lines: [[label, String(words(value, { unit, qualifier, upper }))]], of: fact };
  }
}

/** What a chart's marks are tagged by. */
export function tagSetting({ table, links, spec }: LocalizedChart): TagSetting {
  return {
    ...(table && { table }),
    ...(links && { links }),
    legends: legendFields(spec),
    tooltips: asks(spec, 'tooltip'),
  };
}

/** Whether a key stands anywhere in a specification; its rows are not looked at. */
function asks(value: unknown, key: string): boolean {
  if (Array.isArray(value)) return value.some((each) => asks(each, key));
  if (!isObject(value)) return false;
  return (
    Object.hasOwn(value, key) || Object.entries(value).some(([name, child]) => name !== 'values' && asks(child, key))
  );
}

/** Values of attributes by the letter after `data-`. */
export type Tags = { [letter in 'd' | 't' | 'c' | 'k' | 'l' | 'n' | 'p']?: string };

/** Marks that Vega draws as one element for all their items. */
const joined = new Set(['line', 'area', 'trail']);

function saidBy(tooltip: unknown): MarkWords | undefined {
  if (tooltip === null || tooltip === undefined || tooltip === '') return undefined;
  if (!isObject(tooltip)) return { lines: [['', String(tooltip)]] };
  return { lines: Object.entries(tooltip).map(([label, words]) => [label, String(words)]) };
}

/** A property of a datum; that of a map's shape may stand under `properties`. */
export function own(datum: unknown, name: string): unknown {
  if (!isObject(datum)) return undefined;
  return datum[name] ?? (isObject(datum.properties) ? (datum.properties as Spec)[name] : undefined);
}

function tenth(number: number): number {
  return Math.round(number * 10) / 10;
}

/** Vega writes an item's description as `aria-label`: the way of our attributes into the SVG. */
function describe(item: SceneItem, tags: Tags): void {
  const parts = Object.entries(tags).flatMap(([letter, value]) => (value === undefined ? [] : [`${letter}=${value}`]));
  item.description = parts.length > 0 ? `${prefix}${parts.join(between)}` : undefined;
}

const prefix = 'jianbao:';
const between = '\u241f';

/** Turns what `Tagger.tag` wrote into `data-` attributes. */
export function readTags({ attributes }: SvgElement): void {
  const label = attributes.get('aria-label');
  if (!label?.startsWith(prefix)) return;
  for (const part of label.slice(prefix.length).split(between)) {
    const at = part.indexOf('=');
    attributes.set(`data-${part.slice(0, at)}`, part.slice(at + 1));
  }
}

/** A drawing without the attributes that a page's script reads, for print. */
export function withoutTags(svg: string): string {
  return svg.replace(/<\w+ [^<>]*>/g, (tag) => tag.replace(/ data-[a-z]="[^"]*"/g, ''));
}
