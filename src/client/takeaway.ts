import type { LiveData, TakeawayData } from '../model/live.ts';
import { embedSnippet, figureLink } from './figure-address.ts';
import { figurePng } from './figure-png.ts';
import { type Picture, pictureOf } from './figure-svg.ts';
import { figuresZip } from './figures-zip.ts';
import { type Enliven, within } from './part.ts';
import { copyText } from './provenance/copy.ts';
import { csvFile, saveFile } from './save-file.ts';
import { languagesInView } from './views.ts';

/**
 * Under every figure what a reader may take away: its data, its drawing, its address. All of it is made here, of what the
 * page holds already; nothing is asked of any server.
 */
export function takeaway(live: LiveData): Enliven {
  const enliven = (piece: Element | Document) => {
    for (const group of within<HTMLElement>(piece, '.takeaway')) {
      group.hidden = false;
      for (const button of group.querySelectorAll<HTMLButtonElement>('button[data-take]')) {
        button.addEventListener('click', () => {
          take(button, group, live).catch((error) => {
            tell(group, 'failed');
            reportError(error);
          });
        });
      }
    }
  };
  enliven(document);
  return enliven;
}

async function take(button: HTMLButtonElement, group: HTMLElement, live: LiveData): Promise<void> {
  const data = takeawayOf(live);
  const figure = group.closest('figure');
  const chart = figure?.id.replace(/^chart-/, '') ?? '';
  const languages = languagesInView(live);
  const name = `${data.name}-${chart}`;
  switch (button.dataset.take) {
    case 'print':
      return print();
    case 'zip':
      return save(figuresZip(data), `${data.name}-figures.zip`);
    case 'csv': {
      const drawnFrom = data.figures[chart];
      if (!drawnFrom) throw new Error(`no data of ${chart}`);
      return save(csvFile(drawnFrom), `${name}.csv`);
    }
    case 'svg':
      return save(new Blob([drawn().svg], { type: 'image/svg+xml' }), `${name}.${languages.join('+')}.svg`);
    case 'png': {
      const png = await figurePng(drawn());
      save(png, `${name}.${languages.join('+')}.png`);
      if (isFramed()) showPicture(png);
      return;
    }
    case 'link':
      return copy(figureLink(figure?.id ?? '', languages, data), 'link-copied');
    case 'embed':
      return copy(
        embedSnippet(button.dataset, drawnTitle(), languages, data),
        data.address || location.protocol.startsWith('http') ? 'embed-copied' : 'embed-relative',
      );
  }

  function drawn(): Picture {
    if (!figure) throw new Error('no figure');
    return pictureOf(figure, languages, data.palette, live.messages);
  }

  function drawnTitle(): string {
    const words = languages.map((tag) => figure?.querySelector(`.title:not([hidden]) [lang="${tag}"]`)?.textContent);
    return words.filter(Boolean).join(' | ') || (figure?.querySelector('.title:not([hidden])')?.textContent ?? '');
  }

  function save(file: Blob, as: string): void {
    saveFile(file, as);
    tell(group, isFramed() ? 'saved-framed' : 'saved', as);
  }

  async function copy(text: string, message: string): Promise<void> {
    const copied = await copyText(text);
    const told = tell(group, copied ? message : 'copy-yourself');
    const field = document.createElement('textarea');
    field.readOnly = true;
    field.rows = 2;
    field.value = text;
    field.setAttribute('aria-label', button.textContent ?? '');
    told.append(field);
    if (copied) button.focus({ preventScroll: true });
    else field.select();
  }

  /** Where downloads may be forbidden, a picture can still be kept by pressing on it. */
  function showPicture(png: Blob): void {
    const picture = document.createElement('img');
    picture.src = URL.createObjectURL(png);
    picture.alt = drawnTitle();
    group.querySelector('.told')?.append(picture);
  }
}

function takeawayOf({ takeaway }: LiveData): TakeawayData {
  if (!takeaway) throw new Error('the page has nothing to take away');
  return takeaway;
}

/** In a frame and in WeChat's own browser a download may come to nothing without a word. */
function isFramed(): boolean {
  return window.self !== window.top || /MicroMessenger/i.test(navigator.userAgent);
}

/** Says what happened, in the words that the page's foot keeps; a screen reader reads them. */
function tell(group: HTMLElement, key: string, name = ''): HTMLElement {
  const told = group.querySelector<HTMLElement>('.told') ?? group;
  const words = document.querySelector(`[data-told="${key}"]`)?.cloneNode(true) ?? document.createElement('p');
  for (const node of [words, ...words.childNodes]) {
    for (const text of node.childNodes) if (text instanceof Text) text.data = text.data.replace('{name}', () => name);
  }
  told.replaceChildren(...words.childNodes);
  return told;
}
