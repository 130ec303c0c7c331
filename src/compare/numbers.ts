import type { LanguageTag } from '../base/language.ts';
import type { AuditedNumber } from '../model/audit.ts';
import type { NumberChange, NumberState } from '../model/comparison.ts';

/** Numbers that changed: those of the new edition in its order, then those that are printed no more. */
export function compareNumbers(
  before: readonly AuditedNumber[],
  after: readonly AuditedNumber[],
  languages: readonly LanguageTag[],
): NumberChange[] {
  const old = new Map(before.map((number) => [number.id, number]));
  const known = new Set(after.map(({ id }) => id));
  const present = after.flatMap((number): NumberChange[] => {
    const head = { id: number.id, label: labelOf(number) };
    const previous = old.get(number.id);
    const now = stateOf(number, languages);
    if (previous === undefined) return [{ ...head, change: 'new', new: now }];
    const then = stateOf(previous, languages);
    if (datumOf(number) !== datumOf(previous)) return [{ ...head, change: 'revised', old: then, new: now }];
    const isSame = JSON.stringify(then.words) === JSON.stringify(now.words);
    return isSame ? [] : [{ ...head, change: 'reworded', old: then, new: now }];
  });
  const gone = before.flatMap((number): NumberChange[] =>
    known.has(number.id)
      ? []
      : [{ id: number.id, label: labelOf(number), change: 'dropped', old: stateOf(number, languages) }],
  );
  return [...present, ...gone];
}

function datumOf({ value, upper, unit, period }: AuditedNumber): string {
  return JSON.stringify([value, upper, unit, period]);
}

/** Words in order of their letters: where they stand does not matter. */
function stateOf(
  { value, upper, unit, period, printed }: AuditedNumber,
  languages: readonly LanguageTag[],
): NumberState {
  const wordsIn = (language: LanguageTag) =>
    [...new Set(printed.filter((each) => each.language === language).map(({ text }) => text))].sort();
  return {
    value,
    ...(upper !== undefined && { upper }),
    ...(unit !== undefined && { unit }),
    ...(period !== undefined && { period }),
    words: Object.fromEntries(languages.map((language) => [language, wordsIn(language)])),
  };
}

function labelOf({ provenance }: AuditedNumber): Record<LanguageTag, string> {
  return Object.fromEntries(Object.entries(provenance).map(([language, { label }]) => [language, label]));
}
