import type { LiveData } from '../model/live.ts';

/**
 * Words in every language, of which the page's style shows those in view: `<span class="l" lang="en">`. Only text nodes
 * are made: nothing in the data can become markup.
 */
export function wordNodes(words: Words, { languages }: Pick<LiveData, 'languages'>, name = 'span'): Node[] {
  if (typeof words === 'string') return words === '' ? [] : [document.createTextNode(words)];
  return languages.flatMap((language, at) => {
    const text = words[at];
    if (!text) return [];
    const element = document.createElement(name);
    element.className = 'l';
    element.lang = language;
    element.textContent = text;
    return [element, document.createTextNode(' ')];
  });
}

/** A message with its `{name}` places filled. */
export function filled(pattern: string, values: Record<string, string>): string {
  return pattern.replace(/\{(\w+)\}/g, (place, name: string) =>
    Object.hasOwn(values, name) ? (values[name] ?? '') : place,
  );
}

/** A text in every language of the page, in their order, or one for all. */
export type Words = string | string[];
