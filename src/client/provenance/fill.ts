import type { LiveData } from '../../model/live.ts';
import type { TextNumber } from '../../model/live-provenance.ts';
import { wordNodes } from '../words.ts';
import { type Datum, inLanguage } from './datum.ts';

/** Writes what is known of a number into the panel; lines with nothing to say are left out. */
export function fill(panel: HTMLElement, datum: Datum, live: LiveData, open: (id: string) => void): void {
  const { circumstances } = datum;
  const { texts, sources } = live.provenance;
  const words = (number: TextNumber | undefined) => (number === undefined ? [] : wordNodes(texts[number] ?? '', live));

  put('label', wordNodes(datum.label, live));
  put('value', wordNodes(datum.value, live));
  for (const key of ['exact', 'qualifier', 'period', 'kind', 'table', 'locator', 'status', 'note'] as const)
    put(key, words(circumstances[key]));
  put('formula', circumstances.formula ? [make('code', [text(circumstances.formula)])] : []);
  put(
    'inputs',
    (circumstances.inputs ?? []).map(([id, number]) => mention(id, number)),
  );
  put(
    'conflicts',
    (circumstances.conflicts ?? []).flatMap(([explanation, id, number]) => [
      ...(id !== undefined ? [mention(id, number)] : []),
      make('p', words(explanation)),
    ]),
  );
  put('quote', quote());
  put(
    'sources',
    (circumstances.sources ?? []).flatMap((id) => source(id)),
  );
  remarks();

  function put(slot: string, nodes: Node[]): void {
    const place = panel.querySelector<HTMLElement>(`[data-slot="${slot}"]`);
    if (!place) return;
    place.replaceChildren(...nodes);
    const line = place.closest<HTMLElement>('dl > div') ?? place;
    line.hidden = nodes.length === 0;
  }

  /** Another datum, to be pressed in its turn. */
  function mention(id: string, number: TextNumber | undefined): HTMLElement {
    if (!Object.hasOwn(live.provenance.data, id)) return make('p', words(number));
    const button = make('button', words(number));
    button.setAttribute('type', 'button');
    button.className = 'datum';
    button.addEventListener('click', () => open(id));
    return make('p', [button]);
  }

  /** The source's words keep their own language, whatever language is in view. */
  function quote(): Node[] {
    const [said, tongue] = circumstances.quote ?? [];
    if (said === undefined || tongue === undefined) return [];
    const tags = texts[tongue] ?? '';
    const quoted = texts[said] ?? '';
    const spoken = live.languages.map((language, at) => {
      const tag = typeof tags === 'string' ? tags : (tags[at] ?? '');
      const own = make('q', [text(typeof quoted === 'string' ? quoted : (quoted[at] ?? ''))]);
      own.lang = tag;
      const element = make('div', [own]);
      element.className = 'l';
      element.lang = language;
      return element;
    });
    if (typeof quoted === 'string') return spoken.slice(0, 1).flatMap((element) => [...element.childNodes]);
    return spoken;
  }

  /** A publication, a line in each language: number in the bibliography, publisher, title, date, reliability. */
  function source(id: string): Node[] {
    const found = Object.hasOwn(sources, id) ? sources[id] : undefined;
    if (!found) return [];
    const isListed = document.getElementById(`source-${id}`) !== null;
    return live.languages.map((language) => {
      const said = (number: TextNumber) => inLanguage(texts[number] ?? '', language, live);
      const number = make(isListed ? 'a' : 'span', [text(`[${found.number}]`)]);
      if (isListed) number.setAttribute('href', `#source-${id}`);
      const title = make(found.url && isWeb(found.url) ? 'a' : 'cite', [text(said(found.title))]);
      if (title instanceof HTMLAnchorElement) {
        title.href = found.url ?? '';
        title.target = '_blank';
        title.rel = 'noopener noreferrer';
      }
      const about = make('span', [text([said(found.date), said(found.trust)].filter(Boolean).join(' · '))]);
      about.className = 'about';
      const line = make('p', [number, text(` ${said(found.publisher)} `), title, text(' '), about]);
      line.className = 'l';
      line.lang = language;
      return line;
    });
  }

  function remarks(): void {
    const pattern = panel.querySelector<HTMLElement>('.remark');
    if (!pattern) return;
    for (const old of panel.querySelectorAll('.remark.made')) old.remove();
    pattern.hidden = true;
    for (const [name, number] of circumstances.remarks ?? []) {
      const line = make('div', [make('dt', words(name)), make('dd', words(number))]);
      line.className = 'remark made';
      pattern.before(line);
    }
  }
}

function make(name: string, children: Node[]): HTMLElement {
  const element = document.createElement(name);
  element.append(...children);
  return element;
}

/** Nothing but the web's own addresses becomes a link. */
function isWeb(address: string): boolean {
  return /^https?:\/\//i.test(address);
}

function text(content: string): Text {
  return document.createTextNode(content);
}
