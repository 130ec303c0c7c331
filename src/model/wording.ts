import type { Localized } from '../base/language.ts';

/** The messages that numbers and periods are made of. */
export function wordingOf(messages: Readonly<Record<string, Localized>>): Record<string, Localized> {
  return Object.fromEntries(Object.entries(messages).filter(([key]) => isWording(key)));
}

/** Whether a message words data: `period.quarter-1`. The others are words of their own: `table.cities`. */
export function isWording(key: string): boolean {
  return wording.test(key);
}

const wording = /^(number|period|qualifier|fact|change|rank|kind)\./;
