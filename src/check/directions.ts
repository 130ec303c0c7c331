import type { Diagnostics, Place } from '../base/diagnostic.ts';
import type { Report } from '../model/report.ts';
import { type Clause, clausesIn } from './directions/clauses.ts';
import { datumOf } from './directions/datum.ts';
import { checkPlaces, checkPlacesBeside } from './directions/places.ts';
import type { Context, Said } from './directions/said.ts';
import { directionWords } from './directions/words.ts';
import { inlinesOf } from './texts.ts';

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
        for (const sentence of clausesIn(text, language)) checkSentence(sentence, { words, report, diagnostics });
    }
  }
}

function checkSentence(clauses: readonly Clause[], context: Context): void {
  const said = clauses.map(({ numbers }) =>
    numbers.flatMap((number): Said[] => {
      const datum = datumOf(number.reference, context.report);
      return datum ? [{ ...number, datum }] : [];
    }),
  );
  clauses.forEach((clause, index) => {
    const [before = [], own = [], after = []] = [said[index - 1], said[index], said[index + 1]];
    const [first] = clause.numbers;
    if (first) checkClause(clause, own, first.reference.place, context);
    else checkPlacesBeside(clause, [...before, ...after], context);
  });
}

function checkClause(clause: Clause, said: readonly Said[], place: Place, context: Context): void {
  for (const number of said) {
    checkDirection(number, context);
    checkUnit(number, context);
  }
  checkSpan(clause, said, context);
  checkComparison(clause, said, place, context);
  checkPlaces(clause, said, context);
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
function checkSpan(clause: Clause, said: readonly Said[], { words, diagnostics }: Context): void {
  const [a, b, ...more] = said;
  if (!a || !b || more.length > 0 || clause.numbers.length !== 2 || a.datum.unit !== b.datum.unit) return;
  const isForward = words.from.test(a.before);
  if (!isForward && !(words.to?.test(a.before) && words.from.test(b.before))) return;
  const [earlier, later] = isForward ? [a, b] : [b, a];
  const around = `${a.before} ${b.before}`;
  const [rises, falls] = [words.rises.exec(around), words.falls.exec(around)];
  if ((rises && falls) || (!rises && !falls)) return;
  const isRight = rises ? later.datum.value > earlier.datum.value : later.datum.value < earlier.datum.value;
  if (isRight) return;
  const way =
    later.datum.value === earlier.datum.value
      ? 'are equal'
      : later.datum.value > earlier.datum.value
        ? 'go up'
        : 'go down';
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

function checkComparison({ text }: Clause, said: readonly Said[], place: Place, { words, diagnostics }: Context): void {
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
