/** A BCP 47 language tag, such as `zh-Hans` or `en`. */
export type LanguageTag = string;

/**
 * A value that may differ by language: one for all, or one per language tag. Wherever an author may write a string,
 * `{zh-Hans: …, en: …}` may stand.
 */
export type Localized<T = string> = T | { readonly [language: LanguageTag]: T };

/** The text for one language: its own, else a more general tag's (`zh-Hans-CN` → `zh-Hans` → `zh`), else undefined. */
export function pick(text: Localized | undefined, language: LanguageTag): string | undefined {
  if (text === undefined || typeof text === 'string') return text;
  for (let tag = language; tag !== ''; tag = tag.slice(0, Math.max(0, tag.lastIndexOf('-')))) {
    if (Object.hasOwn(text, tag)) return text[tag];
  }
  return undefined;
}

/** True for an object whose keys are all BCP 47 language tags and whose values are strings. */
export function isLocalized(value: unknown): value is { [language: LanguageTag]: string } {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const entries = Object.entries(value);
  return entries.length > 0 && entries.every(([key, text]) => isLanguageTag(key) && typeof text === 'string');
}

/** A well-formed BCP 47 tag: a language subtag of two or three letters, then script, region, variants (RFC 5646 §2.1). */
export function isLanguageTag(text: string): boolean {
  return /^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|\d{3}))?(-([a-z0-9]{5,8}|\d[a-z0-9]{3}))*$/.test(text);
}

/** True for languages written with Chinese characters, which space, punctuate and break lines by their own rules. */
export function isChinese(language: LanguageTag): boolean {
  return language === 'zh' || language.startsWith('zh-');
}
