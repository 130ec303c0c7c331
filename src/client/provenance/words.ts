import type { LiveData } from '../../model/live.ts';
import type { Words } from './datum.ts';

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
