import { isIn } from '../../model/chart-parameters.ts';
import { chosen } from './chosen.ts';

/** Lets a figure's title, subtitle and the caption of its data say what is drawn: those written for what its widgets say, else its own. */
export function wordState(figure: Element): void {
  const state = chosen(figure);
  for (const name of ['figcaption .title', 'figcaption .subtitle', 'caption .state']) {
    const [own, ...others] = figure.querySelectorAll<HTMLElement>(name);
    const fitting = others.find(({ dataset }) => isIn(JSON.parse(dataset.when ?? '{}'), state)) ?? own;
    for (const each of [own, ...others]) if (each) each.hidden = each !== fitting;
  }
}
