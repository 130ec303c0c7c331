import type { LanguageTag, Localized } from '../base/language.ts';
import type { Unit } from '../model/data.ts';
import { type Numerals, numeralsFor } from './numerals.ts';

/** What words are made of: the theme's messages and the units, the same for all languages. */
export interface Vocabulary {
  units: Record<string, Unit>;
  messages: Record<string, Localized>;
}

/** The vocabulary seen from one language. */
export interface Lexicon {
  language: LanguageTag;
  numerals: Numerals;
  /** The text of a message in the language, placeholders unfilled; undefined when it has none. */
  message(key: string): string | undefined;
  /** Throws for a unit that the vocabulary lacks: reading has checked the author's. */
  unit(id: string): Unit;
  /** The language's own value, else that of a more general tag: `zh-CN` is served by `zh-Hans`. */
  pick<T>(localized: T | { readonly [language: LanguageTag]: T } | undefined): T | undefined;
  /** CLDR plural category of a number with so many digits after the point at least: `one` for 1, `other` for 1.00. */
  plural(count: number, least?: number): Intl.LDMLPluralRule;
}

/** Looks at a vocabulary from one language. */
export function lexiconFor(language: LanguageTag, { units, messages }: Vocabulary): Lexicon {
  const tags = tagsFrom(language);
  const pluralRules = new Intl.PluralRules(language);
  const pick = <T>(localized: T | { readonly [tag: LanguageTag]: T } | undefined): T | undefined => {
    if (typeof localized !== 'object' || localized === null) return localized;
    const tag = tags.find((candidate) => Object.hasOwn(localized, candidate));
    return tag === undefined ? undefined : (localized as { readonly [tag: LanguageTag]: T })[tag];
  };
  return {
    language,
    numerals: numeralsFor(language),
    message: (key) => (Object.hasOwn(messages, key) ? pick<string>(messages[key]) : undefined),
    unit(id) {
      const unit = Object.hasOwn(units, id) ? units[id] : undefined;
      if (unit === undefined) throw new Error(`no unit "${id}"`);
      return unit;
    },
    pick,
    plural: (count, least = 0) => {
      const rules = least > 0 ? new Intl.PluralRules(language, { minimumFractionDigits: least }) : pluralRules;
      return rules.select(count);
    },
  };
}

/** Puts values into the `{name}` places of a pattern; a place without a value stays. */
export function fill(pattern: string, values: Readonly<Record<string, string | number>>): string {
  return pattern.replace(/\{([^{}]+)\}/g, (place, name: string) =>
    Object.hasOwn(values, name) ? String(values[name]) : place,
  );
}

/** From special to general, then the same with the likely script: `zh-CN` → zh-CN, zh, zh-Hans-CN, zh-Hans. */
function tagsFrom(language: LanguageTag): LanguageTag[] {
  const { language: tongue, script, region } = new Intl.Locale(language).maximize();
  return [...new Set([...generalised(language), ...generalised(`${tongue}-${script}-${region}`)])];
}

function generalised(tag: LanguageTag): LanguageTag[] {
  const subtags = tag.split('-');
  return subtags.map((_, i) => subtags.slice(0, subtags.length - i).join('-'));
}
