import type { Fact } from '../../model/data.ts';
import type { Clause } from './clauses.ts';
import { isExtreme } from './datum.ts';
import type { Context, Said } from './said.ts';

type Side = 'highest' | 'lowest';

/**
 * Words that give a number its place among others: “the highest” holds for the number that follows it in the clause, else
 * for the one before it; “ranked first” for each. Reports `rank-wrong`.
 */
export function checkPlaces(clause: Clause, said: readonly Said[], context: Context): void {
  const { words } = context;
  const first = words.first.exec(clause.text)?.[0];
  for (const number of first === undefined ? [] : said) tellRank(first as string, number, context);
  for (const side of ['highest', 'lowest'] as const) {
    if (isLimited(clause, context)) return;
    const number =
      said.find(({ before }) => words[side].test(before)) ?? said.find(({ after }) => words[side].test(after));
    const word = number && (words[side].exec(number.before) ?? words[side].exec(number.after))?.[0];
    if (!number || word === undefined) continue;
    if (isExtremeCell(number, side) === false) tellExtreme(word, number, side, context);
    else if (side === 'highest' && words.field.rank.test(clause.text)) tellRank(word, number, context);
  }
}

/**
 * A clause without a number, such as an apposition, says its place of those on either side of it: “Shandong, the largest
 * province by graduates, …”. It must name what it compares with, and the data must contradict it for all of them.
 */
export function checkPlacesBeside(clause: Clause, beside: readonly Said[], context: Context): void {
  const { words } = context;
  const [number] = beside;
  if (!number || isLimited(clause, context)) return;
  const first = (words.first.exec(clause.text) ?? words.claim.exec(clause.text))?.[0]?.trim();
  if (
    first !== undefined &&
    words.field.rank.test(clause.text) &&
    beside.every((each) => !isCell(each) && isFirst(each, context) === false)
  ) {
    tellRank(first, number, context);
    return;
  }
  if (!words.field.cell.test(clause.text)) return;
  for (const side of ['highest', 'lowest'] as const) {
    const word = words[side].exec(clause.text)?.[0];
    if (word !== undefined && beside.every((each) => isExtremeCell(each, side) === false))
      tellExtreme(word, number, side, context);
  }
}

function isLimited({ text }: Clause, { words }: Context): boolean {
  return words.limited.test(text.replace(words.amongAll, ''));
}

function isCell({ datum }: Said): boolean {
  return datum.cell !== undefined;
}

function isExtremeCell({ datum: { cell } }: Said, side: Side): boolean | undefined {
  return cell && isExtreme(cell, side);
}

/** Undefined where no rank of the fact is known. */
function isFirst({ datum }: Said, context: Context): boolean | undefined {
  const ranks = ranksOf(datum.fact, context);
  return ranks.length === 0 ? undefined : ranks.some(({ value }) => value === 1);
}

function ranksOf(fact: Fact | undefined, { report }: Context): Fact[] {
  if (!fact) return [];
  return Object.values(report.facts).filter(
    ({ kind, of, value }) => kind === 'rank' && of === fact.id && value !== null,
  );
}

function tellRank(word: string, number: Said, context: Context): void {
  const [rank] = ranksOf(number.datum.fact, context);
  if (!rank || isFirst(number, context) !== false) return;
  context.diagnostics.warning(
    'rank-wrong',
    `“${word}” stands beside fact "${rank.of}", whose rank is ${rank.value}`,
    number.reference.place,
    `{{rank "${rank.id}"}} words it from the datum`,
  );
}

function tellExtreme(word: string, { datum, reference }: Said, side: Side, { diagnostics }: Context): void {
  const more = side === 'highest' ? 'higher' : 'lower';
  diagnostics.warning(
    'rank-wrong',
    `“${word}” stands beside a number of table "${datum.cell?.table.name}", which has ${more} ones`,
    reference.place,
  );
}
