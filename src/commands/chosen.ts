import { UsageError } from '../base/diagnostic.ts';
import { isLanguageTag, type LanguageTag } from '../base/language.ts';

/** `--language zh-Hans,en` → tags. */
export function languagesOf(given: unknown): LanguageTag[] | undefined {
  return listOf(given, isLanguageTag, 'is not a language tag such as zh-Hans or en');
}

/** `--format html,pdf` → formats. */
export function formatsOf(given: unknown): ('html' | 'pdf')[] | undefined {
  return listOf(
    given,
    (name): name is 'html' | 'pdf' => name === 'html' || name === 'pdf',
    'is not a format: html or pdf',
  );
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
