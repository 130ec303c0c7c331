import type { LiveData } from '../model/live.ts';
import { readAddress, showAddress, viewNamed } from './address.ts';
import { remember } from './memory.ts';
import { readingPlace } from './reading-place.ts';

/**
 * The views 中文 | English | 对照: kept in the address and remembered; title and `lang` of the page follow. The switch
 * itself is a set of radio buttons that works without this.
 */
export function views({ languages, titles }: LiveData): void {
  const switches = [...document.querySelectorAll<HTMLInputElement>('input.view')];
  if (switches.length === 0) return;
  const names = switches.map(nameOf);
  const tagsOf = (view: string) => (view === 'all' ? languages.join('+') : view);
  let shown = switches.find(({ checked }) => checked) ?? switches[0];
  follow();

  for (const each of switches) each.addEventListener('change', () => choose(each, true));
  addEventListener('hashchange', () => {
    const address = readAddress(location.hash);
    const named = viewNamed(address.parameters.get('lang'), names);
    const wanted = switches.find((each) => nameOf(each) === named);
    if (wanted && wanted !== shown) choose(wanted, false);
    // A link inside names a section only: the language stays in the address, and with it when the page is passed on.
    if (!wanted && isKept) showAddress(withLanguage(address));
    else if (address.parameters.size > 0 && history.state === null) toAnchor(address.anchor);
  });
  let isKept = readAddress(location.hash).parameters.has('lang');
  const opened = readAddress(location.hash);
  if (opened.parameters.size > 0) toAnchor(opened.anchor);

  /** The place that is being read stays where it is, whatever grows or shrinks above it. */
  function choose(next: HTMLInputElement, byReader: boolean): void {
    if (shown) shown.checked = true;
    const stay = readingPlace();
    next.checked = true;
    shown = next;
    follow();
    stay();
    // Text of a language that was not in view is laid out anew when its fonts are there.
    if (document.fonts.status === 'loading') document.fonts.ready.then(stay);
    if (byReader) {
      isKept = true;
      remember('lang', tagsOf(nameOf(next)));
      showAddress(withLanguage(readAddress(location.hash)));
    }
    document.dispatchEvent(new Event(viewChange));
  }

  function follow(): void {
    const view = shown ? nameOf(shown) : '';
    const language = view === 'all' ? (languages[0] ?? '') : view;
    document.title = titles[view] ?? document.title;
    // Written anew, even the same language has every element styled anew.
    if (document.documentElement.lang !== language) document.documentElement.lang = language;
  }

  function withLanguage(address: ReturnType<typeof readAddress>) {
    const parameters = new Map(address.parameters).set('lang', tagsOf(shown ? nameOf(shown) : ''));
    return { ...address, parameters };
  }
}

/** Event of the document after the view has changed. */
export const viewChange = 'jianbao:view';

/** Languages that the reader sees now, in reading order. */
export function languagesInView({ languages }: Pick<LiveData, 'languages'>): string[] {
  const view = document.querySelector<HTMLInputElement>('input.view:checked');
  const single = view ? languages.filter((tag) => tag === nameOf(view)) : [];
  return single.length > 0 ? single : languages;
}

function nameOf({ id }: HTMLInputElement): string {
  return id.replace('view-', '');
}

function toAnchor(anchor: string): void {
  if (anchor !== '') document.getElementById(anchor)?.scrollIntoView();
}
