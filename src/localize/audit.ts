import type { Place } from '../base/diagnostic.ts';
import { pick } from '../base/language.ts';
import type { Audit, AuditedLiteral, AuditedNumber, PrintedAt } from '../model/audit.ts';
import type { Row, Table } from '../model/data.ts';
import type { Edition, WordedBlock } from '../model/edition.ts';
import { cellId } from '../model/provenance.ts';
import type { Literal, Report } from '../model/report.ts';

/** The audit trail of every number that the editions print, in the order in which a reader meets them. */
export function auditNumbers(report: Report, editions: readonly Edition[]): Audit {
  const cells = new Map<string, Datum>();
  for (const table of Object.values(report.tables)) {
    table.rows.forEach((row, index) => {
      for (const { name } of table.columns) cells.set(cellId(table, row, name), ofCell(table, row, index, name));
    });
  }
  const numbers = new Map<string, AuditedNumber>();
  for (const edition of editions) {
    for (const { id, text, at } of printedIn(edition, report)) {
      const datum = Object.hasOwn(report.facts, id) ? ofFact(report, id) : cells.get(id);
      const provenance = edition.provenance.data[id];
      if (datum === undefined || provenance === undefined) continue;
      const number = numbers.get(id) ?? { id, ...datum, printed: [], provenance: {} };
      numbers.set(id, number);
      number.provenance[edition.language] = provenance;
      const known = number.printed.find((each) => each.language === edition.language && each.text === text);
      if (known === undefined) number.printed.push({ language: edition.language, text, at: [at] });
      else if (!known.at.some((each) => JSON.stringify(each) === JSON.stringify(at))) known.at.push(at);
    }
  }
  return { numbers: [...numbers.values()], literals: literalsOf(report) };
}

type Datum = Pick<AuditedNumber, 'value' | 'upper' | 'unit' | 'period' | 'place'>;

function ofFact({ facts }: Report, id: string): Datum | undefined {
  const fact = facts[id];
  if (fact === undefined) return undefined;
  const { value, upper, unit, period, place } = fact;
  return { value, ...(upper !== undefined && { upper }), unit, period, place };
}

function ofCell(table: Table, row: Row, index: number, name: string): Datum {
  const unit = table.columns.find((column) => column.name === name)?.unit;
  const place = table.places[index];
  return { value: row[name] ?? null, ...(unit !== undefined && { unit }), ...(place && { place }) };
}

interface Printed {
  id: string;
  text: string;
  at: PrintedAt;
}

function printedIn(edition: Edition, report: Report): Printed[] {
  const cover = boundIn(edition.cover, { place: report.briefing.place });
  const sections = edition.sections.flatMap(({ id, blocks }) =>
    blocks.flatMap((block) => printedBlock(block, id, edition)),
  );
  return [...cover, ...sections];
}

function printedBlock(block: WordedBlock, section: string, edition: Edition): Printed[] {
  const at = { section, place: block.place };
  switch (block.type) {
    case 'chart':
      return boundIn(edition.figures[block.chart], { ...at, figure: block.chart });
    case 'table':
      return boundIn(edition.tables[block.table], at);
    case 'part':
      return boundIn(block.part === 'key-figures' ? edition.keyFigures : edition.parts[block.part], at);
    case 'list':
      return block.items.flat().flatMap((inner) => printedBlock(inner, section, edition));
    case 'quote':
      return block.blocks.flatMap((inner) => printedBlock(inner, section, edition));
    default:
      return boundIn(block, at);
  }
}

/** Words bound to a number, at any depth; periods and names state none. */
function boundIn(value: unknown, at: PrintedAt): Printed[] {
  if (typeof value !== 'object' || value === null) return [];
  if ('type' in value && value.type === 'bound') {
    const { kind, id, text } = value as unknown as { kind: string; id: string; text: string };
    return kind === 'fact' || kind === 'change' || kind === 'rank' || kind === 'cell' ? [{ id, text, at }] : [];
  }
  return Object.values(value).flatMap((child) => boundIn(child, at));
}

function literalsOf(report: Report): AuditedLiteral[] {
  const written = report.sections.flatMap(({ bodies }) =>
    Object.entries(bodies).flatMap(([language, blocks]) =>
      literalsIn(blocks).map((literal) => ({ ...literal, language })),
    ),
  );
  const declared = (literals: Literal[] | undefined, place: Place) =>
    (literals ?? []).flatMap(({ text, reason }) =>
      report.briefing.languages.map((language) => ({ text: pick(text, language) ?? '', language, reason, place })),
    );
  const charts = Object.values(report.charts).flatMap(({ literals, place }) => declared(literals, place));
  return [...written, ...declared(report.briefing.literals, report.briefing.place), ...charts];
}

function literalsIn(value: unknown): { text: string; reason: string; place: Place }[] {
  if (typeof value !== 'object' || value === null) return [];
  if ('type' in value && value.type === 'literal') {
    const { text, reason, place } = value as unknown as { text: string; reason: string; place: Place };
    return [{ text, reason, place }];
  }
  return Object.values(value).flatMap(literalsIn);
}
