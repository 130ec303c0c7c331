import type { LiveData } from '../../model/live.ts';
import type { LiveCircumstances } from '../../model/live-provenance.ts';
import type { Words } from '../words.ts';

/** What is known of one number. */
export interface Datum {
  id: string;
  label: Words;
  value: Words;
  circumstances: LiveCircumstances;
}

/** The datum that a `data-of` names; undefined for what is no datum, such as a bare year. */
export function datumOf(id: string, { provenance }: LiveData): Datum | undefined {
  if (!Object.hasOwn(provenance.data, id)) return undefined;
  const [label = 0, value = 0, at = 0] = provenance.data[id] ?? [];
  const circumstances = provenance.circumstances[at];
  if (!circumstances) return undefined;
  return { id, label: provenance.texts[label] ?? '', value: provenance.texts[value] ?? '', circumstances };
}

/** The words in one language; empty where there are none. */
export function inLanguage(words: Words, language: string, { languages }: LiveData): string {
  return typeof words === 'string' ? words : (words[languages.indexOf(language)] ?? '');
}
