import type { LiveData } from '../model/live.ts';

/**
 * Brings its share of the page to life. What it gives does the same for an element that took another's place, as while a
 * briefing is written; a part whose elements are never replaced gives nothing.
 */
export type Part = (live: LiveData) => Enliven | undefined;

export type Enliven = (piece: Element) => void;

/** What a selector names in a piece of the page, the piece itself included. */
export function within<T extends Element>(piece: Element | Document, selector: string): T[] {
  const inside = [...piece.querySelectorAll<T>(selector)];
  return piece instanceof Element && piece.matches(selector) ? [piece as T, ...inside] : inside;
}
