import { UsageError } from '../base/diagnostic.ts';
import { isLanguageTag, type LanguageTag } from '../base/language.ts';

/** `--language zh-Hans,en` → tags. */
export function languagesOf(given: unknown): LanguageTag[] | undefined {
  return listOf(given, isLanguageTag, 'is not a language tag such as zh-Hans or en');
}

/** `--format html,pdf` → formats, of those that the command makes. */
export function formatsOf<T extends string>(given: unknown, known: readonly T[]): T[] | undefined {
  const names = `${known.slice(0, -1).join(', ')} or ${known.at(-1)}`;
  return listOf(given, (name): name is T => (known as readonly string[]).includes(name), `is not a format: ${names}`);
}

function listOf<T extends string>(
  given: unknown,
  fits: ((word: string) => word is T) | ((word: string) => boolean),
  otherwise: string,
): T[] | undefined {
  if (given === undefined) return undefined;
  const words = (given as string[]).flatMap((word) => word.split(','));
  const wrong = words.find((word) => !fits(word));
  if (wrong !== undefined) throw new UsageError(`"${wrong}" ${otherwise}`);
  return words as T[];
}
