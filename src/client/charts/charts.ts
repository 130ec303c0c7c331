import type { LiveData } from '../../model/live.ts';
import { exploreByKeys } from './keys.ts';
import { legends } from './legend.ts';
import { links } from './links.ts';
import { liveCharts } from './live.ts';
import { Marks } from './marks.ts';
import { exploreByPointer } from './pointer.ts';
import { states } from './states.ts';
import { Tip } from './tip.ts';

/**
 * Brings the drawings to life as they stand: pointer, touch and keyboard get the words of each mark, legends mute what
 * they do not speak of, and linked charts and tables are emphasised and filtered together.
 */
export function charts(live: LiveData): void {
  const drawings = [...document.querySelectorAll<HTMLElement>('.drawing > div')];
  if (drawings.length === 0) return;
  const marks = new Marks(live);
  const together = links();
  const tip = new Tip(together, live);
  for (const drawing of drawings) {
    exploreByPointer(drawing, marks, tip);
    exploreByKeys(drawing, marks, tip, live);
  }
  legends(drawings);
  states(marks);
  liveCharts(live, marks);
}
