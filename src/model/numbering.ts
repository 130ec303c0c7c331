import { memo } from '../base/memo.ts';
import type { Block, Inline } from './document.ts';
import type { Report } from './report.ts';

/** Numbers that readers see: the same in every language, in the order of the first language's text. */
export interface Numbering {
  /** Chart id → figure number from 1. */
  figures: Map<string, number>;
  /** Table name → table number from 1, for tables placed in the text. */
  tables: Map<string, number>;
  /** Source id → number in the list of sources, in order of first citation, then of first use by data that is shown. */
  sources: Map<string, number>;
}

/** The same object as long as it numbers the same: words with numbers in them hold as long. */
export function numberReport(report: Report): Numbering {
  return memo(report, 'numbering', [], () => {
    const numbering = numbered(report);
    const names = Object.values(numbering).map((numbers: Map<string, number>) => [...numbers.keys()]);
    return memo(report.tables, 'numbering', [JSON.stringify(names)], () => numbering);
  });
}

function numbered(report: Report): Numbering {
  const [first = ''] = report.briefing.languages;
  const blocks = report.sections.flatMap((section) => section.bodies[first] ?? []).flatMap(withInner);
  const figures = number(blocks.flatMap((block) => (block.type === 'chart' ? [block.chart] : [])));
  const tables = number(blocks.flatMap((block) => (block.type === 'table' ? [block.table] : [])));
  return {
    figures,
    tables,
    sources: number(blocks.flatMap((block) => sourcesOf(block, report)).concat(sourcesOfData(report))),
  };
}

function number(names: string[]): Map<string, number> {
  return new Map([...new Set(names)].map((name, index) => [name, index + 1]));
}

function withInner(block: Block): Block[] {
  if (block.type === 'list') return block.items.flat().flatMap(withInner);
  if (block.type === 'quote') return block.blocks.flatMap(withInner);
  return [block];
}

function sourcesOf(block: Block, report: Report): string[] {
  switch (block.type) {
    case 'paragraph':
    case 'heading':
      return block.text.flatMap((inline) => citedIn(inline, report));
    case 'grid':
      return [...block.head, ...block.rows.flat()].flat().flatMap((inline) => citedIn(inline, report));
    case 'chart':
      return report.charts[block.chart]?.sources ?? [];
    case 'table':
      return report.tables[block.table]?.sources ?? [];
    default:
      return [];
  }
}

function citedIn(inline: Inline, report: Report): string[] {
  switch (inline.type) {
    case 'source':
      return [inline.source];
    case 'fact':
    case 'change':
    case 'rank':
      return [report.facts[inline.fact]?.source ?? []].flat();
    case 'cell':
      return report.tables[inline.table]?.sources ?? [];
    case 'strong':
    case 'emphasis':
    case 'link':
      return inline.text.flatMap((each) => citedIn(each, report));
    default:
      return [];
  }
}

/** Sources of facts and terms, which the ledger and the glossary show even where the text does not cite them. */
function sourcesOfData(report: Report): string[] {
  const ofFacts = Object.values(report.facts).flatMap((fact) => fact.source ?? []);
  return [...ofFacts, ...Object.values(report.terms).flatMap((term) => term.sources)].filter((id) =>
    Object.hasOwn(report.sources, id),
  );
}
