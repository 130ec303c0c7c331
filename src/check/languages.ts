import type { Diagnostics, Place } from '../base/diagnostic.ts';
import type { LanguageTag } from '../base/language.ts';
import type { Briefing } from '../model/briefing.ts';
import type { Block } from '../model/document.ts';
import type { Report } from '../model/report.ts';
import { type Leftover, leftoverIn } from './leftover.ts';
import { type Mention, mentionsIn } from './mentions.ts';
import { checkConfirmed } from './stale.ts';
import { termFinder, termWords } from './terms.ts';
import { inlinesOf, type Text } from './texts.ts';

/** A block in one language, with the same block in another. */
interface Pair {
  language: LanguageTag;
  block: Block;
  other: { language: LanguageTag; block: Block };
}

/**
 * Rule “the languages say the same”: block by block the same data, sources, references and terms, nothing left over or
 * empty, nothing whose other half was changed since both were confirmed.
 */
export function checkLanguages(
  briefing: Briefing,
  report: Report,
  texts: readonly Text[],
  diagnostics: Diagnostics,
): void {
  if (report.briefing.languages.length > 1) {
    const termsIn = termFinder(report);
    for (const pair of pairsOf(report)) {
      if (pair.language !== report.briefing.languages[0]) compareShape(pair, diagnostics);
      compareData(pair, diagnostics);
      compareTerms(pair, termsIn, report, diagnostics);
    }
    checkConfirmed(briefing, diagnostics);
  }
  checkLeftovers(texts, diagnostics);
}

/** Every block of every further language beside that of the first, both ways. */
function pairsOf({ sections, briefing }: Report): Pair[] {
  const [first = '', ...others] = briefing.languages;
  return sections.flatMap(({ bodies }) =>
    others.flatMap((language) =>
      (bodies[first] ?? []).flatMap((block, index): Pair[] => {
        const other = bodies[language]?.[index];
        if (!other || other.type !== block.type) return [];
        return [
          { language: first, block, other: { language, block: other } },
          { language, block: other, other: { language: first, block } },
        ];
      }),
    ),
  );
}

/** Building has compared the blocks of a section; here, what is inside lists and quotations. */
function compareShape({ language, block, other }: Pair, diagnostics: Diagnostics): void {
  if (shapeOf(block) === shapeOf(other.block)) return;
  diagnostics.error(
    'translation-structure',
    `this ${block.type} is built otherwise in ${language} than in ${other.language}`,
    block.place,
    `${other.language}: ${written(other.block.place)}`,
  );
}

function shapeOf(block: Block): string {
  switch (block.type) {
    case 'list':
      return `${block.ordered ? 'ordered ' : ''}list(${block.items.map((item) => item.map(shapeOf).join()).join('|')})`;
    case 'quote':
      return `quote(${block.blocks.map(shapeOf).join()})`;
    default:
      return block.type;
  }
}

function compareData({ language, block, other }: Pair, diagnostics: Diagnostics): void {
  const ours = new Set(mentionsOf(block).map(({ name }) => name));
  const told = new Set<string>();
  for (const { name, place } of mentionsOf(other.block)) {
    if (ours.has(name) || told.has(name)) continue;
    told.add(name);
    diagnostics.warning(
      'translation-data',
      `${language} lacks the ${name} of ${other.language}`,
      block.place,
      `${other.language}: ${written(place)}`,
    );
  }
}

/** What a block takes from data; the choices made for a table or a part are part of its name. */
function mentionsOf(block: Block): Mention[] {
  switch (block.type) {
    case 'table':
    case 'part': {
      const { type, place, ...choices } = block;
      return [{ name: `${type} ${JSON.stringify(choices)}`, place }];
    }
    default:
      return inlinesOf(block).flatMap(({ text }) => mentionsIn(text));
  }
}

function compareTerms(
  { language, block, other }: Pair,
  termsIn: ReturnType<typeof termFinder>,
  report: Report,
  diagnostics: Diagnostics,
): void {
  const ours = termsIn(block, language);
  for (const [id, place] of termsIn(other.block, other.language)) {
    if (ours.has(id)) continue;
    const [theirs, wanted] = [termWords(report, id, other.language)[0], termWords(report, id, language)];
    diagnostics.warning(
      'term-missing',
      `${language} does not say ${wanted.map((words) => `“${words}”`).join(' or ')}, the counterpart of “${theirs}”`,
      block.place,
      `${other.language}: ${written(place)}`,
      `write {{term "${id}"}}`,
    );
  }
}

function checkLeftovers(texts: readonly Text[], diagnostics: Diagnostics): void {
  for (const { text, language, place, kind } of texts) {
    if (kind !== 'prose' && text.trim() === '') {
      diagnostics.warning('translation-empty', `the ${language} text is empty`, place);
      continue;
    }
    const left = leftoverIn(text, language);
    if (left)
      diagnostics.warning('translation-left', leftWords(left, language), kind === 'prose' ? at(place, left) : place);
  }
}

function leftWords({ text, language: found }: Leftover, language: LanguageTag): string {
  return `${found} in the ${language} text: “${text.length > 40 ? `${text.slice(0, 40)}…` : text}”`;
}

function at(place: Place, { at, text }: Leftover): Place {
  return place.column === undefined ? place : { ...place, column: place.column + at, length: text.length };
}

function written({ file, line, column }: Place): string {
  return [file, line, column].filter((part) => part !== undefined).join(':');
}
