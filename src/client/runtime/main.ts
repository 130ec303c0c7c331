import { chartWords } from '../../localize/chart-words.ts';
import { type SceneMark, tagger } from '../../render/chart/tags.ts';
import type { LiveRequest, LiveView, StartLive } from './request.ts';
import { expressionFunction, expressionInterpreter, View } from './vega.js';

type Words = ReturnType<typeof chartWords>;

const wordsOfView = new WeakMap<object, Words>();

expressionFunction('words', function (this: { context: { dataflow: object } }, value: unknown, format?: unknown) {
  return wordsOfView.get(this.context.dataflow)?.(value, format) ?? String(value);
});

/** Loads nothing: data is in the dataflow. */
const refuse = () => Promise.reject(new Error('charts load nothing'));
const loader = { load: refuse, sanitize: refuse, http: refuse, file: refuse, options: {} };

(globalThis as { startLiveChart?: StartLive }).startLiveChart = async (request: LiveRequest): Promise<LiveView> => {
  const { chart, drawing, language, common, into } = request;
  let failed: unknown;
  const fail = (...parts: unknown[]) => {
    failed ??= parts.find((part) => part instanceof Error) ?? new Error(parts.map(String).join(' '));
  };
  const quiet = () => logger;
  const logger = {
    level: quiet,
    warn: quiet,
    info: quiet,
    debug: quiet,
    error(...parts: unknown[]) {
      fail(...parts);
      return logger;
    },
  };
  const dataflow = drawing.dataflow as { eventConfig?: object };
  const view = new View(
    // The widgets of parameters are the page's own.
    { ...dataflow, eventConfig: { ...dataflow.eventConfig, bind: 'none' } },
    { renderer: 'svg', loader, logger, expr: expressionInterpreter, tooltip: () => {} },
  );
  const words = chartWords([language], { units: common.units, messages: common.messages, codeLists: chart.codeLists });
  wordsOfView.set(view, words);
  for (const [name, pixels] of Object.entries(drawing.sizes)) view.signal(name, pixels);
  for (const [name, value] of Object.entries(request.parameters)) if (has(view, name)) view.signal(name, value);
  const tags = tagger(chart.tags, words, request.marks);
  const settle = () => {
    colour(into, common.palette);
    tags.tag((view.scenegraph() as { root: SceneMark }).root, ({ _svg }, each) => {
      if (_svg instanceof Element)
        for (const [letter, value] of Object.entries(each)) put(_svg, `data-${letter}`, value);
    });
    frame(into, request.like);
    request.onFrame();
    observer.takeRecords();
  };
  const observer = new MutationObserver(settle);
  try {
    view.initialize(into).hover();
    await view.runAsync();
    if (failed) throw failed;
    settle();
  } catch (error) {
    view.finalize();
    throw error;
  }
  observer.observe(into, {
    subtree: true,
    childList: true,
    attributes: true,
    attributeFilter: ['fill', 'stroke', 'd', 'transform', 'width'],
  });
  for (const name of Object.keys(request.parameters)) {
    if (has(view, name)) view.addSignalListener(name, (_: string, value: unknown) => request.onParameter(name, value));
  }
  return {
    set(name, value) {
      if (has(view, name)) void view.signal(name, value).runAsync();
    },
    close() {
      observer.disconnect();
      view.finalize();
    },
  };
};

function has(view: { getState(): { signals?: object } }, name: string): boolean {
  return Object.hasOwn(view.getState().signals ?? {}, name);
}

/** Colours of the theme become its variables, so that dark pages differ. */
function colour(into: Element, palette: Record<string, string>): void {
  for (const element of into.querySelectorAll('[fill],[stroke]')) {
    for (const name of ['fill', 'stroke']) {
      const variable = palette[hexadecimal(element.getAttribute(name) ?? '')];
      if (variable) element.setAttribute(name, variable);
    }
  }
}

function hexadecimal(colour: string): string {
  const parts = /^rgb\((\d+),\s*(\d+),\s*(\d+)\)$/.exec(colour)?.slice(1);
  return parts ? `#${parts.map((part) => Number(part).toString(16).padStart(2, '0')).join('')}` : colour.toLowerCase();
}

/** The same frame, name and description as the drawing that was there. */
function frame(into: Element, like: SVGSVGElement): void {
  const svg = into.querySelector('svg');
  for (const name of ['width', 'height', 'viewBox', 'role', 'aria-label', 'font-family'])
    if (svg) put(svg, name, like.getAttribute(name) ?? undefined);
}

function put(element: Element, name: string, value: string | undefined): void {
  if (value === undefined) element.removeAttribute(name);
  else if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}
