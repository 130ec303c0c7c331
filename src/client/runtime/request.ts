import type { LanguageTag } from '../../base/language.ts';
import type { MarkWords } from '../../model/chart.ts';
import type { LiveChart, LiveCharts, LiveDrawing } from '../../model/live-runtime.ts';

/** One drawing to be started in the page. */
export interface LiveRequest {
  chart: LiveChart;
  drawing: LiveDrawing;
  language: LanguageTag;
  common: Pick<LiveCharts, 'units' | 'messages' | 'palette'>;
  /** What `data-t` counts in; grows. */
  marks: MarkWords[];
  /** Where the view is drawn into, and the drawing that it stands in for. */
  into: HTMLElement;
  like: SVGSVGElement;
  parameters: Record<string, unknown>;
  onParameter(name: string, value: unknown): void;
  /** After each frame. */
  onFrame(): void;
}

/** A running drawing. */
export interface LiveView {
  set(name: string, value: unknown): void;
  close(): void;
}

/** What the packed runtime leaves in the page: starts a drawing, resolves after its first frame, rejects when it fails. */
export type StartLive = (request: LiveRequest) => Promise<LiveView>;
