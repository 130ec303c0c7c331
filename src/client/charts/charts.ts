import type { LiveData } from '../../model/live.ts';
import { type Enliven, within } from '../part.ts';
import { tell } from './chosen.ts';
import { exploreByKeys } from './keys.ts';
import { legends } from './legend.ts';
import { links } from './links.ts';
import { liveCharts } from './live.ts';
import { Marks } from './marks.ts';
import { exploreByPointer } from './pointer.ts';
import { states } from './states.ts';
import { Tip } from './tip.ts';
import { wordState } from './wording.ts';

/**
 * Brings the drawings to life as they stand: pointer, touch and keyboard get the words of each mark, legends mute what
 * they do not speak of, and linked charts and tables are emphasised and filtered together.
 */
export function charts(live: LiveData): Enliven | undefined {
  if (!document.querySelector('.drawing')) return undefined;
  const marks = new Marks(live);
  const together = links();
  const tip = new Tip(together, live);
  const moving = liveCharts(live, marks);
  const enliven = (piece: Element | Document) => {
    const drawings = within<HTMLElement>(piece, '.drawing > div');
    marks.know(piece);
    for (const drawing of drawings) {
      exploreByPointer(drawing, marks, tip);
      exploreByKeys(drawing, marks, tip, live);
    }
    legends(drawings);
    states(piece, marks);
    moving(piece);
  };
  enliven(document);
  document.addEventListener('input', ({ target }) => {
    if (!(target instanceof HTMLInputElement) || target.dataset.parameter === undefined) return;
    tell(target);
    const figure = target.closest('figure');
    if (figure) wordState(figure);
  });
  return (piece) => {
    tip.hide();
    together.renew(piece);
    enliven(piece);
  };
}
