import type { LiveData } from '../../model/live.ts';

/** One thing in a drawing that has words: a mark, or a point of a line. */
export interface Spot {
  element: SVGGraphicsElement;
  /** Where on a line, in the line's own coordinates. */
  point?: { x: number; y: number };
  /** As in `data-d`: rows of the figure's table; `t3` for words of the page's data. */
  says: string;
}

/** What a spot says; words of the drawing's language. */
export interface Said {
  language: string;
  head: string;
  lines: { label: string; words: string; of?: string }[];
}

/** Finds the marks of drawings and words them with the figure's data table. */
export class Marks {
  readonly #live: LiveData;
  /** The rows in their first order, whatever a reader sorts by. */
  readonly #tables = new Map<Element, HTMLTableRowElement[]>();
  readonly #spots = new WeakMap<Element, Spot[]>();

  constructor(live: LiveData) {
    this.#live = live;
  }

  /** Notes the order of rows in a piece of the page, before a reader sorts them. */
  know(piece: Element | Document): void {
    for (const table of piece.querySelectorAll<HTMLTableElement>('table.data')) {
      const figure = table.closest('figure');
      if (figure && !this.#tables.has(figure)) this.#tables.set(figure, [...(table.tBodies[0]?.rows ?? [])]);
    }
  }

  /** The drawing has been drawn anew. */
  forget(drawing: Element): void {
    this.#spots.delete(drawing);
  }

  /** All spots of a drawing, each datum once. */
  spots(drawing: Element): Spot[] {
    const before = this.#spots.get(drawing);
    if (before?.every(({ element }) => element.isConnected)) return before;
    const seen = new Set<string>();
    const found = [
      ...(drawing.querySelector('.alive') ?? drawing).querySelectorAll<SVGGraphicsElement>('[data-d], [data-t]'),
    ]
      .flatMap(spotsOf)
      .filter(({ says }) => !seen.has(says) && seen.add(says));
    this.#spots.set(drawing, found);
    return found;
  }

  /** The spot under a place of the window: the mark itself, or the nearest point of a line. */
  at(drawing: Element, x: number, y: number): Spot | undefined {
    for (const element of document.elementsFromPoint(x, y)) {
      const mark = drawing.contains(element) ? element.closest<SVGGraphicsElement>('[data-d],[data-t]') : null;
      if (mark && !mark.dataset.p) return spotsOf(mark)[0];
    }
    let nearest: Spot | undefined;
    let least = reach;
    for (const spot of [...drawing.querySelectorAll<SVGGraphicsElement>('[data-p]')].flatMap(spotsOf)) {
      const at = placeOf(spot);
      const distance = Math.hypot(at.x - x, at.y - y);
      if (distance < least) [nearest, least] = [spot, distance];
    }
    return nearest;
  }

  say(spot: Spot): Said | undefined {
    const drawing = spot.element.closest<HTMLElement>('.drawing');
    const figure = spot.element.closest('figure');
    if (!drawing || !figure) return undefined;
    const language = drawing.lang;
    if (spot.says.startsWith('t')) {
      const words = this.#live.marks?.[figure.id.replace('chart-', '')]?.[language]?.[Number(spot.says.slice(1))];
      const of = words?.of;
      return (
        words && {
          language,
          head: '',
          lines: words.lines.map(([label, words]) => ({ label, words, ...(of && { of }) })),
        }
      );
    }
    return this.#sayRows(figure, spot.says, language);
  }

  #sayRows(figure: Element, says: string, language: string): Said | undefined {
    const all = this.#tables.get(figure) ?? [];
    const picked = says.split(' ').map((each) => each.split('.').map(Number));
    const rows = picked.flatMap(([row = -1]) => all[row] ?? []);
    const heads = [...(rows[0]?.closest('table')?.tHead?.rows[0]?.cells ?? [])];
    if (rows.length === 0) return undefined;
    const [, only] = picked[0] ?? [];
    const names = heads.findIndex((head) => head.classList.contains('end'));
    const leading = names < 0 ? heads.length : names;
    const texts = rows.map((row) => [...row.cells].map((cell) => textIn(cell, language)));
    const sameInAll = (at: number) => texts.every((cells) => cells[at] === texts[0]?.[at]);
    const shared = heads.map((_, at) => at).filter((at) => at < leading && sameInAll(at));
    const others = heads.map((_, at) => at).filter((at) => at < leading && !shared.includes(at));
    const values = heads.map((_, at) => at).filter((at) => (only === undefined ? at >= leading : at === only));
    const lines = rows.flatMap((row, index) => {
      const cells = texts[index] ?? [];
      const name = others.map((at) => cells[at]).join(' ');
      return values.map((at) => {
        const column = textIn(heads[at], language);
        const label = name === '' ? column : values.length > 1 ? `${name} ${column}` : name;
        const of = row.dataset.row && `${row.dataset.row}:${/\bc-(\S+)/.exec(heads[at]?.className ?? '')?.[1]}`;
        const isNumber = heads[at]?.classList.contains('end');
        return { label, words: cells[at] ?? '', ...(of && isNumber && { of: row.dataset.fact ?? of }) };
      });
    });
    const filled = lines.filter(({ words }) => words !== '' && words !== '–');
    return {
      language,
      head: shared.map((at) => texts[0]?.[at] ?? '').join(' '),
      lines: filled.length > 0 ? filled : lines,
    };
  }
}

/** Pixels within which a pointer finds a point of a line. */
const reach = 28;

function spotsOf(element: SVGGraphicsElement): Spot[] {
  const { d, t, p } = element.dataset;
  if (t !== undefined) return [{ element, says: `t${t}` }];
  if (d === undefined) return [];
  if (p === undefined) return [{ element, says: d }];
  const rows = d.split(' ');
  return p.split(' ').map((pair, index) => {
    const [x = 0, y = 0] = pair.split(',').map(Number);
    return { element, point: { x, y }, says: rows[index] ?? '' };
  });
}

/** Middle of a spot in the window. */
export function placeOf({ element, point }: Spot): { x: number; y: number; top: number; bottom: number } {
  if (point) {
    const { x, y } = new DOMPoint(point.x, point.y).matrixTransform(element.getScreenCTM() ?? undefined);
    return { x, y, top: y - 5, bottom: y + 5 };
  }
  const { left, width, top, bottom } = element.getBoundingClientRect();
  return { x: left + width / 2, y: (top + bottom) / 2, top, bottom };
}

/** The words of a cell or head in a language; what all languages say alike stands once. */
function textIn(cell: Element | undefined, language: string): string {
  if (!cell) return '';
  const own = [...cell.querySelectorAll<HTMLElement>('.l')].find((each) => each.lang === language);
  return ((own ?? cell).textContent ?? '').trim();
}
