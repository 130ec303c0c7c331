import type { PreviewFindings } from '../../model/preview.ts';
import { make } from './make.ts';

/**
 * A PDF beside the page, opened at the section that was written last. It is printed when it is looked at, and again after
 * each change while it is in view.
 */
export function openPdfView(): { choice: HTMLElement; frame: HTMLElement; follow(findings: PreviewFindings): void } {
  const choice = make('span', { class: 'pdfs' });
  const view = make('iframe', { title: 'PDF' });
  const frame = make('div', { class: 'pdf', hidden: '' }, view);
  let shown: string | undefined;
  let number = 0;
  let section = '';

  const load = () => {
    if (shown === undefined) return;
    const at = section || sectionInView();
    view.src = `${encodeURIComponent(shown)}?made=${number}${at === '' ? '' : `#nameddest=${encodeURIComponent(at)}`}`;
  };
  const choose = (path: string | undefined) => {
    shown = path;
    frame.hidden = path === undefined;
    for (const button of choice.querySelectorAll('button'))
      button.setAttribute('aria-pressed', String(button.dataset.path === path));
    if (path === undefined) view.removeAttribute('src');
    else load();
  };
  choice.addEventListener('click', ({ target }) => {
    const path = (target as Element).closest('button')?.dataset.path;
    if (path !== undefined) choose(path === shown ? undefined : path);
  });
  return {
    choice,
    frame,
    follow(findings) {
      const isNew = findings.number !== number;
      number = findings.number;
      section = findings.section ?? '';
      const buttons = findings.pdfs.map(({ path, label }) =>
        make('button', { type: 'button', 'data-path': path, 'aria-pressed': String(path === shown) }, `PDF ${label}`),
      );
      const focused = (choice.getRootNode() as ShadowRoot).activeElement;
      if (!focused || !choice.contains(focused)) choice.replaceChildren(...buttons);
      if (isNew && !findings.isBroken) load();
    },
  };
}

/** What the author reads is where the PDF opens as long as nothing has been written. */
function sectionInView(): string {
  const begun = [...document.querySelectorAll('main > section[id]')].filter(
    (section) => section.getBoundingClientRect().top < innerHeight / 2,
  );
  return begun.at(-1)?.id ?? '';
}
