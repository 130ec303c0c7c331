import type { Diagnostics } from '../base/diagnostic.ts';
import type { LanguageTag } from '../base/language.ts';
import type { Report } from '../model/report.ts';
import { type Clause, clausesIn, type NumberInClause } from './directions/clauses.ts';
import { type Datum, datumOf, isExtreme } from './directions/datum.ts';
import { type DirectionWords, directionWords } from './directions/words.ts';
import { inlinesOf } from './texts.ts';

/** A number of a clause with its datum. */
interface Said extends NumberInClause {
  datum: Datum;
}

/**
 * Rule “direction words fit the data”: words that claim a direction, unit, comparison or place of the number beside them
 * are held against its datum, where the datum can tell.
 */
export function checkDirections(report: Report, diagnostics: Diagnostics): void {
  for (const { bodies } of report.sections) {
    for (const [language, blocks] of Object.entries(bodies)) {
      const words = directionWords(language);
      if (!words) continue;
      for (const { text } of blocks.flatMap(inlinesOf))
        for (const clause of clausesIn(text, language)) checkClause(clause, { words, language, report, diagnostics });
    }
  }
}

interface Context {
  words: DirectionWords;
  language: LanguageTag;
  report: Report;
  diagnostics: Diagnostics;
}

function checkClause(clause: Clause, context: Context): void {
  const said = clause.numbers.flatMap((number): Said[] => {
    const datum = datumOf(number.reference, context.report);
    return datum ? [{ ...number, datum }] : [];
  });
  for (const number of said) {
    checkDirection(number, context);
    checkUnit(number, context);
    checkFirst(clause, number, context);
  }
  checkSpan(clause, said, context);
  checkComparison(clause, said, context);
  for (const side of ['highest', 'lowest'] as const) checkExtreme(clause, said, side, context);
}

function checkDirection({ reference, before, after, datum }: Said, { words, diagnostics }: Context): void {
  const { fact, value } = datum;
  if (fact?.kind !== 'growth' && fact?.kind !== 'change') return;
  const found = (['up', 'down'] as const).flatMap((direction) => {
    const word = words[direction].before.exec(before)?.[0] ?? words[direction].after.exec(after)?.[0];
    return word === undefined ? [] : { direction, word: word.trim() };
  });
  for (const { direction, word } of found) {
    const isRight = direction === 'up' ? value > 0 : value < 0;
    if (!isRight) {
      const did = value === 0 ? 'did not change' : value > 0 ? 'went up' : 'went down';
      report(`“${word}” stands beside fact "${fact.id}", which ${did}`);
    } else if (value < 0 && reference.type === 'fact') {
      report(`“${word}” and a minus: fact "${fact.id}" is printed with its sign`);
    }
  }

  function report(message: string): void {
    diagnostics.warning(
      'direction-wrong',
      message,
      reference.place,
      `{{change "${fact?.id}"}} chooses the word from the datum`,
    );
  }
}

/** From one number to another: the second must lie on the side that the verb says. */
function checkSpan(clause: Clause, said: Said[], { words, diagnostics }: Context): void {
  const [a, b, ...more] = said;
  if (!a || !b || more.length > 0 || clause.numbers.length !== 2 || a.datum.unit !== b.datum.unit) return;
  if (!words.from.test(a.before)) return;
  const around = `${a.before} ${b.before}`;
  const [rises, falls] = [words.rises.exec(around), words.falls.exec(around)];
  if ((rises && falls) || (!rises && !falls)) return;
  const isRight = rises ? b.datum.value > a.datum.value : b.datum.value < a.datum.value;
  if (isRight) return;
  const way = b.datum.value === a.datum.value ? 'are equal' : b.datum.value > a.datum.value ? 'go up' : 'go down';
  diagnostics.warning(
    'direction-wrong',
    `“${(rises ?? falls)?.[0]}” stands between numbers that ${way}`,
    b.reference.place,
  );
}

function checkUnit({ reference, after, datum }: Said, { words, report, diagnostics }: Context): void {
  const scale = datum.unit === undefined ? undefined : report.units[datum.unit]?.scale;
  const wrong =
    scale === 'percent'
      ? words.percentagePoint.exec(after)
      : scale === 'percentage-point'
        ? words.percent.exec(after)
        : null;
  if (!wrong) return;
  const unit = scale === 'percent' ? 'per cent' : 'percentage points';
  diagnostics.warning('unit-wrong', `“${wrong[0].trim()}” stands behind a number of ${unit}`, reference.place);
}

function checkComparison({ text, place }: Clause, said: Said[], { words, diagnostics }: Context): void {
  const claims = [
    { word: words.yearOnYear.exec(text)?.[0], claimed: 'year-on-year', other: 'period-on-period' },
    { word: words.periodOnPeriod.exec(text)?.[0], claimed: 'period-on-period', other: 'year-on-year' },
  ];
  const compared = said.flatMap(({ datum }) => (datum.fact?.comparison ? [datum.fact] : []));
  for (const { word, claimed, other } of claims) {
    if (word === undefined || compared.some(({ comparison }) => comparison === claimed)) continue;
    const fact = compared.find(({ comparison }) => comparison === other);
    if (fact)
      diagnostics.warning('comparison-wrong', `“${word}” stands beside fact "${fact.id}", which is ${other}`, place);
  }
}

/** “The highest” holds for the number that follows it, else for the one before it. */
function checkExtreme(clause: Clause, said: Said[], side: 'highest' | 'lowest', { words, diagnostics }: Context): void {
  if (words.limited.test(clause.text)) return;
  const number =
    said.find(({ before }) => words[side].test(before)) ?? said.find(({ after }) => words[side].test(after));
  const cell = number?.datum.cell;
  if (!number || !cell || isExtreme(cell, side) !== false) return;
  const word = (words[side].exec(number.before) ?? words[side].exec(number.after))?.[0];
  const more = side === 'highest' ? 'higher' : 'lower';
  diagnostics.warning(
    'rank-wrong',
    `“${word}” stands beside a number of table "${cell.table.name}", which has ${more} ones`,
    number.reference.place,
  );
}

function checkFirst({ text }: Clause, { datum, reference }: Said, { words, report, diagnostics }: Context): void {
  const word = words.first.exec(text)?.[0];
  if (word === undefined || !datum.fact) return;
  const ranks = Object.values(report.facts).filter(
    ({ kind, of, value }) => kind === 'rank' && of === datum.fact?.id && value !== null,
  );
  const [rank] = ranks;
  if (!rank || ranks.some(({ value }) => value === 1)) return;
  const message = `“${word}” stands beside fact "${datum.fact.id}", whose rank is ${rank.value}`;
  diagnostics.warning('rank-wrong', message, reference.place, `{{rank "${rank.id}"}} words it from the datum`);
}
