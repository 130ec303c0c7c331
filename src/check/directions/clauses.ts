import { isChinese, type LanguageTag } from '../../base/language.ts';
import type { Inline, Reference } from '../../model/document.ts';

/** A reference that prints a number. */
export type NumberReference = Extract<Reference, { type: 'fact' | 'change' | 'rank' } | { type: 'cell' }>;

/** A number in a clause with the words around it, up to the clause's ends or the next number. */
export interface NumberInClause {
  reference: NumberReference;
  before: string;
  after: string;
}

/** A stretch between two marks of punctuation; what is not written out stands in `text` as a space. */
export interface Clause {
  text: string;
  numbers: NumberInClause[];
}

/** The clauses of a run of text, sentence by sentence. */
export function clausesIn(run: readonly Inline[], language: LanguageTag): Clause[][] {
  const references: NumberReference[] = [];
  const text = flatten(run, references);
  const [ends, marks] = isChinese(language) ? [/[。；！？]/, /[，：（）()]/] : [latinEnds, latinMarks];
  return text.split(ends).map((sentence) => sentence.split(marks).map((clause) => clauseOf(clause, references)));
}

function clauseOf(clause: string, references: readonly NumberReference[]): Clause {
  const pieces = clause.split(/\uE000(\d+)\uE001/);
  const numbers: NumberInClause[] = [];
  for (let index = 1; index < pieces.length; index += 2) {
    const reference = references[Number(pieces[index])];
    if (reference) numbers.push({ reference, before: pieces[index - 1] ?? '', after: pieces[index + 1] ?? '' });
  }
  return { text: clause.replace(/\uE000\d+\uE001/g, ' '), numbers };
}

const latinEnds = /[;!?]|\.(?=\s|$)/;

/** A comma before “year on year” and the like parts it from no number: it is said of the one before. */
const latinMarks =
  /,(?! (?:(?:year|quarter|month|period)[- ](?:on|over)[- ]\w+|on the previous \w+)\s*(?:[,;:.]|$))|[:()—]/;

function flatten(run: readonly Inline[], references: NumberReference[]): string {
  return run
    .map((inline) => {
      switch (inline.type) {
        case 'text':
        case 'code':
          return inline.text;
        case 'strong':
        case 'emphasis':
        case 'link':
          return flatten(inline.text, references);
        case 'fact':
        case 'change':
        case 'cell':
          references.push(inline);
          return `\uE000${references.length - 1}\uE001`;
        case 'source':
          return '';
        default:
          return ' ';
      }
    })
    .join('');
}
