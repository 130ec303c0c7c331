import type { Place } from '../base/diagnostic.ts';
import type { Inline, Reference } from '../model/document.ts';

/** Something that a text takes from data, by a name that is the same in every language. */
export interface Mention {
  /** As a message names it: `fact "new-urban-jobs"`. */
  name: string;
  place: Place;
}

/** What a run of text takes from data, terms aside. */
export function mentionsIn(text: readonly Inline[]): Mention[] {
  return text.flatMap((inline): Mention[] => {
    switch (inline.type) {
      case 'text':
      case 'code':
      case 'break':
        return [];
      case 'strong':
      case 'emphasis':
      case 'link':
        return mentionsIn(inline.text);
      default: {
        const name = nameOf(inline);
        return name === undefined ? [] : [{ name, place: inline.place }];
      }
    }
  });
}

function nameOf(reference: Reference): string | undefined {
  switch (reference.type) {
    case 'fact':
    case 'change':
    case 'rank':
      return `fact "${reference.fact}"`;
    case 'cell': {
      const key = Object.entries(reference.key).map(([column, value]) => ` ${column}=${value}`);
      return `cell "${reference.table}" "${reference.column}"${key.join('')}`;
    }
    case 'period':
      return `period "${reference.period}"`;
    case 'label':
      return `label of fact "${reference.fact}"`;
    case 'codeLabel':
      return `code "${reference.code}" of "${reference.codeList}"`;
    case 'source':
      return `source "${reference.source}"`;
    case 'message':
      return `message "${reference.key}"`;
    case 'field':
      return `field "${reference.path}"`;
    case 'crossref':
      return `reference to "${reference.target}"`;
    // A literal's words may differ by language, and terms may be written out.
    case 'literal':
      return 'literal';
    case 'term':
      return undefined;
  }
}
