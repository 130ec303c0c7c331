import type { MarkWords } from '../../model/chart.ts';
import type { LiveData } from '../../model/live.ts';
import type { LiveCharts } from '../../model/live-runtime.ts';
import { within } from '../part.ts';
import type { LiveView, StartLive } from '../runtime/request.ts';
import { choose, chosen, saidBy } from './chosen.ts';
import type { Marks } from './marks.ts';
import { unpack } from './unpack.ts';
import { wordState } from './wording.ts';

/** Event of the document after a live drawing has drawn a frame. */
export const drawnEvent = 'jianbao:drawn';

/**
 * Starts charts with parameters when the reader comes near: unpacks the runtime and their dataflows, draws beside the
 * drawing that is there and takes its place after the first frame. What fails leaves the drawing as it was.
 */
export function liveCharts(live: LiveData, marks: Marks): (piece: Element | Document) => void {
  let opened: Promise<{ start: StartLive; live: LiveCharts }> | undefined;
  let data = '';
  const near = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) {
        if (!isIntersecting) continue;
        near.unobserve(target);
        opened ??= open(data);
        opened
          .then(({ start, live: all }) => bringAlive(target as HTMLElement, start, all))
          .catch((error) => console.debug('a chart stays as it was drawn:', error));
      }
    },
    { rootMargin: '400px' },
  );
  return (piece) => {
    const now = document.getElementById('live-charts')?.textContent ?? '';
    if (now === '' || typeof DecompressionStream === 'undefined') return;
    if (now !== data) opened = undefined;
    data = now;
    for (const figure of within(piece, '[data-live]'))
      for (const drawing of figure.querySelectorAll('.drawing > div')) near.observe(drawing);
  };

  async function bringAlive(drawing: HTMLElement, start: StartLive, all: LiveCharts): Promise<void> {
    const figure = drawing.closest<HTMLElement>('[data-live]');
    const language = drawing.parentElement?.lang ?? '';
    const id = figure?.dataset.live ?? '';
    const chart = all.charts[id]?.[language];
    const like = drawing.querySelector('svg');
    if (!figure || !chart || !like) return;
    await document.fonts.ready;
    const into = document.createElement('div');
    into.className = 'alive';
    into.inert = true;
    drawing.append(into);
    const words = (tag: string) => marksOf(live, id, tag);
    let isFirst = true;
    try {
      const view: LiveView = await start({
        chart,
        drawing: (drawing.classList.contains('narrow') && chart.narrow) || chart.wide,
        language,
        common: all,
        marks: words(language),
        into,
        like,
        parameters: chosen(figure),
        onParameter(name, value) {
          choose(figure, name, value);
          wordState(figure);
        },
        onFrame() {
          if (!isFirst) marks.forget(drawing);
          document.dispatchEvent(new Event(drawnEvent));
        },
      });
      isFirst = false;
      into.inert = false;
      drawing.classList.add('is-alive');
      marks.forget(drawing);
      figure.addEventListener('input', ({ target }) => {
        if (!(target instanceof HTMLInputElement) || target.dataset.parameter === undefined) return;
        view.set(target.dataset.parameter, saidBy(target));
      });
      for (const [name, value] of Object.entries(chosen(figure))) view.set(name, value);
    } catch (error) {
      into.remove();
      throw error;
    }
  }
}

async function open(data: string): Promise<{ start: StartLive; live: LiveCharts }> {
  const code = document.getElementById('live-runtime')?.textContent ?? '';
  const [runtime, charts] = await Promise.all([unpack(code), unpack(data)]);
  // The policy of the page knows this text by its hash.
  const script = document.createElement('script');
  script.textContent = runtime;
  document.body.append(script);
  const { startLiveChart } = globalThis as { startLiveChart?: StartLive };
  if (!startLiveChart) throw new Error('the runtime did not start');
  return { start: startLiveChart, live: JSON.parse(charts) };
}

/** What `data-t` counts in; the runtime adds to it. */
function marksOf(live: LiveData, chart: string, language: string): MarkWords[] {
  const charts = live.marks ?? {};
  charts[chart] ??= {};
  const languages = charts[chart];
  languages[language] ??= [];
  return languages[language];
}
