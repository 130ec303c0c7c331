import type { PreviewFinding, PreviewFindings } from '../../model/preview.ts';
import { make } from './make.ts';
import { panelStyle } from './panel-style.ts';
import { openPdfView } from './pdf-view.ts';

export interface Panel {
  show(findings: PreviewFindings): void;
  /** Whether the preview's server is heard. */
  connect(isConnected: boolean): void;
}

/** What the author sees over the page: how things stand, the findings, the PDFs. The page's own style stays outside. */
export function openPanel(): Panel {
  const host = make('div', { id: 'jianbao-preview' });
  const root = host.attachShadow({ mode: 'open' });
  root.adoptedStyleSheets = [panelStyle()];
  const state = make('button', { type: 'button', class: 'state', 'aria-expanded': 'false' });
  const list = make('ol', {});
  const head = make('p', { class: 'head' });
  const close = make('button', { type: 'button', class: 'close', 'aria-label': 'Close' }, '×');
  const findings = make('section', { class: 'findings', 'aria-label': 'Findings', hidden: '' }, head, close, list);
  const pdfView = openPdfView();
  const bar = make('div', { class: 'bar', role: 'status' }, state, pdfView.choice);
  root.append(findings, pdfView.frame, bar);
  document.body.append(host);

  let before = '';
  const open = (isOpen: boolean) => {
    findings.hidden = !isOpen;
    state.setAttribute('aria-expanded', String(isOpen));
  };
  state.addEventListener('click', () => open(findings.hidden && list.childElementCount > 0));
  close.addEventListener('click', () => open(false));
  addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && !findings.hidden && !document.querySelector('dialog[open]')) open(false);
  });

  return {
    show(now) {
      const { list: found, isBroken } = now;
      list.replaceChildren(...found.map(itemOf));
      head.textContent = isBroken ? 'Cannot be built: the page shows the last good state' : 'Findings';
      state.textContent = wordsOf(found);
      state.dataset.state = isBroken ? 'error' : (found[0]?.severity ?? 'good');
      const errors = JSON.stringify(found.filter(({ severity }) => severity === 'error'));
      // What has been closed stays closed until something else is wrong.
      if (found.length === 0 || (!isBroken && before !== '[]')) open(false);
      if (errors !== '[]' && errors !== before) open(true);
      before = errors;
      pdfView.follow(now);
    },
    connect(isConnected) {
      bar.classList.toggle('away', !isConnected);
      state.title = isConnected ? '' : 'The preview has ended: start jianbao preview again';
    },
  };
}

function wordsOf(found: PreviewFinding[]): string {
  const count = (severity: string, one: string) => {
    const number = found.filter((each) => each.severity === severity).length;
    return number === 0 ? [] : [`${number} ${one}${number === 1 ? '' : 's'}`];
  };
  return [...count('error', 'error'), ...count('warning', 'warning')].join(', ') || 'up to date';
}

function itemOf({ severity, code, message, hints = [], place, line }: PreviewFinding): HTMLElement {
  return make(
    'li',
    { class: severity },
    make(
      'p',
      {},
      ...(place ? [make('b', {}, place), ' '] : []),
      make('span', { class: 'code' }, `${severity} ${code}`),
    ),
    make('p', {}, message),
    ...(line === undefined ? [] : [make('pre', {}, line)]),
    ...hints.map((hint) => make('p', { class: 'hint' }, hint)),
  );
}
