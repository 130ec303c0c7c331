import { type Channels, contrastOf } from '../../base/contrast.ts';
import { memo } from '../../base/memo.ts';
import type { ContrastFault } from '../../model/chart.ts';
import type { Spec } from '../../model/spec.ts';
import { measureColours } from './measure-colours.ts';
import type { ThemeColour } from './palette.ts';
import type { SceneItem, SceneMark } from './tags.ts';

/** What marks and words must have against what they lie on: WCAG 2.2, success criteria 1.4.11 and 1.4.3. */
const least = { mark: 3, text: 4.5, largeText: 3 };

/** Pixels from a mark in which a label of it stands. */
const beside = 24;

/** Reads any colour of CSS: 0 to 255 each, not a number for what is none. */
export type Rgb = (colour: string) => { r: number; g: number; b: number; opacity: number };

interface Setting {
  /** The specification in Vega-Lite, and in Vega. */
  written: Spec;
  compiled: Spec;
  colours: readonly ThemeColour[];
  rgb: Rgb;
}

interface Box {
  x1: number;
  y1: number;
  x2: number;
  y2: number;
}

interface Item extends SceneItem {
  bounds?: Box;
  opacity?: number;
  fillOpacity?: number;
  strokeOpacity?: number;
  strokeWidth?: number;
  fontSize?: number;
  fontWeight?: string | number;
}

interface Ink {
  written: string;
  light: Channels;
  dark: Channels;
  /** Its contrast to paper. */
  onPaper: Record<Scheme, number>;
}

/** One thing drawn: a bar, a whole line, a text. */
interface Shape {
  mark: string;
  box: Box;
  /** How many values it shows. */
  points: number;
  inks: Ink[];
  isMeasure: boolean;
  least: number;
}

/**
 * Marks and words in the drawing that hardly differ from what they lie on, each colour once, in light and in dark. Left
 * out is what WCAG leaves out and what is there for others: colours that are a measure, as in a heat map; marks whose
 * values stand at them in words; what other marks lie on; blanks in the colour of the paper.
 */
export function contrastFaults(root: SceneMark, { written, compiled, colours, rgb }: Setting): ContrastFault[] {
  const { paper, inkOf } = inksOf(colours, rgb);
  const isMeasured = measureColours(written, compiled);
  const layers: Shape[][] = [];
  const faults = new Map<string, ContrastFault>();
  collect(root, 0, 0);
  const texts = layers.flat().filter(({ mark }) => mark === 'text');
  for (const [depth, layer] of layers.entries()) {
    // Most marks are seen on paper: what else they lie on is asked for the others only.
    const pale = layer.filter(isPale);
    if (pale.length === 0 || isGround(layer, layers.slice(depth + 1).flat())) continue;
    const before = layers.slice(0, depth).flat();
    for (const shape of pale) look(shape, before);
  }
  return [...faults.values()];

  function collect(mark: SceneMark, x: number, y: number): void {
    if (mark.marktype === 'group') {
      for (const item of mark.items)
        for (const inner of item.items ?? []) collect(inner, x + (item.x ?? 0), y + (item.y ?? 0));
    } else if (mark.role === 'mark') layers.push(shapesOf(mark, x, y));
  }

  function shapesOf({ marktype, name = '', items, bounds }: SceneMark & { bounds?: Box }, x: number, y: number) {
    const isJoined = joined.has(marktype);
    return (isJoined ? items.slice(0, 1) : items).flatMap((item: Item): Shape[] => {
      const box = isJoined ? bounds : item.bounds;
      const { opacity = 1, fillOpacity = 1, strokeOpacity = 1, strokeWidth = 1 } = item;
      const inks = [
        inkOf(item.fill, [opacity, fillOpacity]),
        inkOf(item.stroke, [opacity, strokeOpacity, Math.min(1, strokeWidth)]),
      ].flatMap((ink) => ink ?? []);
      const isEmpty = marktype === 'text' && String(item.text ?? '').trim() === '';
      if (!box || inks.length === 0 || isEmpty || (box.x2 <= box.x1 && box.y2 <= box.y1)) return [];
      const at = { x1: x + box.x1, x2: x + box.x2, y1: y + box.y1, y2: y + box.y2 };
      const points = isJoined ? items.length : 1;
      const needed = marktype !== 'text' ? least.mark : isLarge(item) ? least.largeText : least.text;
      return [{ mark: marktype, box: at, points, inks, isMeasure: isMeasured(name), least: needed }];
    });
  }

  function isPale({ inks, isMeasure, least }: Shape): boolean {
    if (isMeasure || inks.every(({ onPaper }) => onPaper.light < blank)) return false;
    return schemes.some((scheme) => bestOnPaper(inks, scheme) < least);
  }

  function look({ mark, box, points, inks, least }: Shape, before: readonly Shape[]): void {
    const colour = inks[0]?.written ?? '';
    const keyOf = (scheme: Scheme) => `${mark} ${colour} ${scheme}`;
    const pale = schemes.filter((scheme) => bestOnPaper(inks, scheme) < least && !faults.has(keyOf(scheme)));
    if (pale.length === 0 || (mark !== 'text' && isSaid(box, points))) return;
    const under = before.filter((other) => other.mark !== 'text' && meet(box, other.box)).flatMap(({ inks }) => inks);
    for (const scheme of pale) {
      const ratio = best(inks, [paper, ...under], scheme);
      if (ratio < least) faults.set(keyOf(scheme), { mark, colour, scheme, ratio, least });
    }
  }

  /** Whether as many words stand at it as it shows values. */
  function isSaid(box: Box, points: number): boolean {
    const { x1, x2, y1, y2 } = box;
    const around = { x1: x1 - beside, x2: x2 + beside, y1: y1 - beside, y2: y2 + beside };
    return texts.filter((text) => meet(around, text.box)).length >= points;
  }

  /** Whether marks that can be seen lie on most of a layer. */
  function isGround(layer: readonly Shape[], after: readonly Shape[]): boolean {
    const over = after.filter((shape) => shape.mark !== 'text' && shape.mark !== 'rule' && isSeen(shape));
    const covered = layer.filter(({ mark, box }) => mark !== 'text' && over.some((other) => meet(box, other.box)));
    return covered.length > layer.length / 2;
  }

  function isSeen({ inks, isMeasure, least }: Shape): boolean {
    return isMeasure || inks.some(({ onPaper }) => onPaper.light >= least && onPaper.dark >= least);
  }
}

interface Inks {
  paper: Ground;
  /** A colour as it shows on paper through opacities; undefined for none and for gradients. */
  inkOf(written: unknown, opacities: readonly number[]): Ink | undefined;
}

type Ground = Pick<Ink, Scheme>;

/** The same for the same colours: charts are drawn in few inks, and each is mixed once. */
function inksOf(colours: readonly ThemeColour[], rgb: Rgb): Inks {
  return memo(colours, 'inks', [rgb], () => makeInks(colours, rgb));
}

function makeInks(colours: readonly ThemeColour[], rgb: Rgb): Inks {
  const darks = new Map(colours.map(({ light, dark }) => [channels(light).join(), channels(dark)]));
  const { light = '#FFFFFF', dark = light } = colours.find(({ name }) => name === 'paper') ?? {};
  const paper = { light: channels(light), dark: channels(dark) };
  const known = new Map<string, Ink | undefined>();
  return {
    paper,
    inkOf(written, opacities) {
      if (typeof written !== 'string') return undefined;
      const opacity = opacities.reduce((product, each) => product * each, 1);
      const key = `${opacity} ${written}`;
      if (!known.has(key)) keep(key, mix(written, opacity));
      return known.get(key);
    },
  };

  function keep(key: string, ink: Ink | undefined): void {
    if (known.size >= mostInks) known.clear();
    known.set(key, ink);
  }

  function mix(written: string, opacity: number): Ink | undefined {
    const share = opacity * rgb(written).opacity;
    if (!(share > 0)) return undefined;
    const own = channels(written);
    const over = (ink: Channels, ground: Channels) => mixed(ink, ground, Math.min(1, share));
    const shown = { light: over(own, paper.light), dark: over(darks.get(own.join()) ?? own, paper.dark) };
    const onPaper = { light: contrastOf(shown.light, paper.light), dark: contrastOf(shown.dark, paper.dark) };
    return { written, ...shown, onPaper };
  }

  function channels(written: string): Channels {
    const { r, g, b } = rgb(written);
    return [r / 255, g / 255, b / 255];
  }
}

/** A colour scale may give a colour to each value. */
const mostInks = 1000;

function bestOnPaper(inks: readonly Ink[], scheme: Scheme): number {
  return Math.max(...inks.map(({ onPaper }) => onPaper[scheme]));
}

/** The greatest contrast of one of the inks to one of the grounds. */
function best(inks: readonly Ink[], grounds: readonly Ground[], scheme: Scheme): number {
  return Math.max(...inks.flatMap((ink) => grounds.map((ground) => contrastOf(ink[scheme], ground[scheme]))));
}

function mixed(ink: Channels, ground: Channels, share: number): Channels {
  const channel = (at: 0 | 1 | 2) => ink[at] * share + ground[at] * (1 - share);
  return [channel(0), channel(1), channel(2)];
}

/** 18 points, or 14 in bold. */
function isLarge({ fontSize = 11, fontWeight }: Item): boolean {
  const isBold = fontWeight === 'bold' || Number(fontWeight) >= 700;
  return fontSize >= (isBold ? 18.66 : 24);
}

function meet(a: Box, b: Box): boolean {
  return a.x1 < b.x2 && b.x1 < a.x2 && a.y1 < b.y2 && b.y1 < a.y2;
}

const schemes = ['light', 'dark'] as const;
type Scheme = (typeof schemes)[number];

/** Contrast under which a mark is not to be seen, but to hide something. */
const blank = 1.01;

const joined = new Set(['line', 'area', 'trail']);
