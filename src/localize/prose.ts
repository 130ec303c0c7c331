import { type LanguageTag, pick } from '../base/language.ts';
import type { BlockOf, Inline, Reference } from '../model/document.ts';
import type { Worded, WordedBlock } from '../model/edition.ts';
import type { Numbering } from '../model/numbering.ts';
import type { Report } from '../model/report.ts';
import { cellWords } from './cell.ts';
import type { Words } from './words.ts';

/** What turning references into words needs to know. */
export interface Vocabulary {
  report: Report;
  language: LanguageTag;
  words: Words;
  numbering: Numbering;
}

/** Prose with references → prose with words. */
export function wordBlocks(blocks: BlockOf<Inline>[], vocabulary: Vocabulary): WordedBlock[] {
  return blocks.map((block) => wordBlock(block, vocabulary));
}

function wordBlock(block: BlockOf<Inline>, vocabulary: Vocabulary): WordedBlock {
  const run = (text: Inline[]) => wordInlines(text, vocabulary);
  switch (block.type) {
    case 'heading':
    case 'paragraph':
      return { ...block, text: run(block.text) };
    case 'list':
      return { ...block, items: block.items.map((item) => wordBlocks(item, vocabulary)) };
    case 'quote':
      return { ...block, blocks: wordBlocks(block.blocks, vocabulary) };
    case 'grid':
      return { ...block, head: block.head.map(run), rows: block.rows.map((row) => row.map(run)) };
    default:
      return block;
  }
}

function wordInlines(inlines: Inline[], vocabulary: Vocabulary): Worded[] {
  return inlines.map((inline): Worded => {
    switch (inline.type) {
      case 'strong':
      case 'emphasis':
        return { type: inline.type, text: wordInlines(inline.text, vocabulary) };
      case 'link':
        return { ...inline, text: wordInlines(inline.text, vocabulary) };
      case 'text':
      case 'code':
      case 'break':
        return inline;
      default:
        return wordReference(inline, vocabulary);
    }
  });
}

function wordReference(reference: Reference, vocabulary: Vocabulary): Worded {
  const { report, language, words, numbering } = vocabulary;
  switch (reference.type) {
    case 'fact':
    case 'change':
    case 'rank':
      return wordFact(reference, vocabulary);
    case 'cell': {
      return { type: 'bound', kind: 'cell', ...cellWords(reference, vocabulary) };
    }
    case 'period':
      return {
        type: 'bound',
        kind: 'period',
        id: reference.fact ?? reference.period,
        text: words.period(reference.period),
      };
    case 'label':
      return {
        type: 'bound',
        kind: 'label',
        id: reference.fact,
        text: pick(report.facts[reference.fact]?.label, language) ?? '',
      };
    case 'codeLabel': {
      const code = report.codeLists[reference.codeList]?.codes.find((each) => each.code === reference.code);
      return { type: 'text', text: pick(code?.label, language) ?? reference.code };
    }
    case 'term': {
      const term = report.terms[reference.term];
      const tongue = reference.language ?? language;
      const text =
        (reference.short ? pick(term?.shortTerm, tongue) : undefined) ?? pick(term?.term, tongue) ?? reference.term;
      return tongue === language
        ? { type: 'term', term: reference.term, text }
        : { type: 'foreign', language: tongue, text };
    }
    case 'source':
      return citation(reference.source, vocabulary);
    case 'message':
      return { type: 'text', text: words.message(reference.key) };
    case 'field':
      return { type: 'text', text: reference.text };
    case 'crossref':
      return crossReference(reference.target, vocabulary);
    case 'literal':
      return { type: 'bound', kind: 'literal', id: reference.text, text: reference.text };
    default:
      return unreachable(reference, numbering);
  }
}

function wordFact(
  reference: Extract<Reference, { type: 'fact' | 'change' | 'rank' }>,
  { report, words }: Vocabulary,
): Worded {
  const fact = report.facts[reference.fact];
  if (!fact) throw new Error(`the report lost fact ${reference.fact}`);
  const text =
    reference.type === 'fact'
      ? words.fact(fact, reference)
      : reference.type === 'change'
        ? words.change(fact, reference)
        : words.rank(fact);
  return { type: 'bound', kind: reference.type, id: fact.id, text, ...(fact.value !== null && { value: fact.value }) };
}

/** The bracketed number of a source, with a spoken label. */
export function citation(id: string, { words, numbering }: Pick<Vocabulary, 'words' | 'numbering'>): Worded {
  const number = numbering.sources.get(id) ?? 0;
  const label = words.message('sources.mark-label', { id: String(number) });
  return { type: 'citation', source: id, number, label };
}

function crossReference(target: string, { report, language, words, numbering }: Vocabulary): Worded {
  const figure = numbering.figures.get(target);
  if (figure !== undefined)
    return { type: 'crossref', href: `#chart-${target}`, text: words.message('figure.label', { n: String(figure) }) };
  const table = numbering.tables.get(target);
  if (table !== undefined)
    return {
      type: 'crossref',
      href: `#table-${target}`,
      text: words.message('figure.table-label', { n: String(table) }),
    };
  const section = report.sections.find((each) => each.id === target);
  return { type: 'crossref', href: `#${target}`, text: pick(section?.title, language) ?? target };
}

function unreachable(reference: never, ..._: unknown[]): never {
  throw new Error(`no words for ${JSON.stringify(reference)}`);
}
