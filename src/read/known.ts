import { didYouMean } from '../base/diagnostic.ts';

/** A hint for a name that is not known: the nearest one, else all there are when they are few enough to read. */
export function nearOrKnown(name: string, known: readonly string[]): string | undefined {
  return didYouMean(name, known) ?? (known.length > 0 && known.length <= 24 ? `known: ${known.join(', ')}` : undefined);
}
