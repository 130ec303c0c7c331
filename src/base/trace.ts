import type { StageSpan } from './stages.ts';

/** Chrome's Trace Event Format: what `chrome://tracing` and Perfetto open. */
export interface Trace {
  displayTimeUnit: 'ms';
  traceEvents: TraceEvent[];
}

export type TraceEvent =
  | { ph: 'X'; name: string; cat: 'stage'; pid: 1; tid: number; ts: number; dur: number; args: { item?: string } }
  | { ph: 'M'; name: 'process_name' | 'thread_name'; pid: 1; tid: number; args: { name: string } };

/** Spans as events, in microseconds; parts of a stage that overlap are on lines of their own: `charts`, `charts 2`. */
export function traceOf(spans: readonly StageSpan[]): Trace {
  const traceEvents: TraceEvent[] = [{ ph: 'M', name: 'process_name', pid: 1, tid: 0, args: { name: 'jianbao' } }];
  const lines: { stage: string; end: number }[] = [];
  for (const { stage, item, start, end } of [...spans].sort((a, b) => a.start - b.start || b.end - a.end)) {
    let at = lines.findIndex((line) => line.stage === stage && line.end <= start);
    if (at < 0) {
      at = lines.push({ stage, end }) - 1;
      const number = lines.filter((line) => line.stage === stage).length;
      const name = number === 1 ? stage : `${stage} ${number}`;
      traceEvents.push({ ph: 'M', name: 'thread_name', pid: 1, tid: at + 1, args: { name } });
    }
    Object.assign(lines[at] ?? {}, { end });
    const [ts, dur] = [Math.round(start * 1000), Math.round((end - start) * 1000)];
    const args = item === undefined ? {} : { item };
    traceEvents.push({ ph: 'X', name: stage, cat: 'stage', pid: 1, tid: at + 1, ts, dur, args });
  }
  return { displayTimeUnit: 'ms', traceEvents };
}
