import type { LabelFault } from '../../model/chart.ts';
import type { SceneItem, SceneMark } from './tags.ts';

/** A text of the scenegraph, as Vega lays it out. */
interface TextItem extends SceneItem {
  bounds?: { x1: number; y1: number; x2: number; y2: number };
  opacity?: number;
  fillOpacity?: number;
  angle?: number;
  limit?: number;
  fontSize?: number;
  fontWeight?: string | number;
}

/** Width of a text in pixels as it would be without a limit. */
type Width = (text: string, item: TextItem) => number;

interface Label {
  text: string;
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** Labels that lie on each other, and labels that were cut to a limit; each pair and each text once. */
export function labelFaults(root: SceneMark, width: Width): LabelFault[] {
  const labels: Label[] = [];
  const faults = new Map<string, LabelFault>();
  collect(root, 0, 0);
  // From left to right: only what begins before a label ends can lie on it.
  labels.sort((a, b) => a.left - b.left);
  for (const [at, label] of labels.entries()) {
    for (let next = at + 1; next < labels.length; next++) {
      const other = labels[next] as Label;
      if (other.left > label.right - touching) break;
      if (Math.min(label.bottom, other.bottom) - Math.max(label.top, other.top) > touching)
        add({ kind: 'overlap', texts: [label.text, other.text] });
    }
  }
  return [...faults.values()];

  function collect(mark: SceneMark, x: number, y: number): void {
    if (mark.marktype === 'group') {
      for (const item of mark.items)
        for (const inner of item.items ?? []) collect(inner, x + (item.x ?? 0), y + (item.y ?? 0));
    } else if (mark.marktype === 'text') for (const item of mark.items as TextItem[]) look(item, x, y);
  }

  function look(item: TextItem, x: number, y: number): void {
    const lines = (Array.isArray(item.text) ? item.text : [item.text]).map((line) => String(line ?? '').trim());
    const text = lines.join(' ').trim();
    if (text === '' || item.opacity === 0 || item.fillOpacity === 0 || !item.bounds) return;
    if (item.limit && lines.some((line) => width(line, item) > (item.limit ?? 0) + 0.5))
      add({ kind: 'cut', texts: [text] });
    // The box around slanted text holds much that is empty.
    if ((item.angle ?? 0) % 90 !== 0) return;
    const { x1, x2, y1, y2 } = item.bounds;
    labels.push({ text, left: x + x1, right: x + x2, top: y + y1, bottom: y + y2 });
  }

  function add(fault: LabelFault): void {
    faults.set(JSON.stringify(fault), fault);
  }
}

/** Pixels by which boxes may lie on each other: letters do not fill them. */
const touching = 2;
