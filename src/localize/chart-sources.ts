import type { LanguageTag } from '../base/language.ts';
import type { Report } from '../model/report.ts';
import { fill, lexiconFor } from './lexicon.ts';

/** The line under a drawing of its own, publishers by name: `资料来源：山东省统计局；国家统计局`; empty without sources. */
export function chartSources(ids: readonly string[], report: Report, language: LanguageTag): string {
  const words = lexiconFor(language, report);
  const names = ids.flatMap((id) => {
    const source = Object.hasOwn(report.sources, id) ? report.sources[id] : undefined;
    return source ? [words.pick<string>(source.publisher) ?? id] : [];
  });
  const publishers = [...new Set(names)];
  if (publishers.length === 0) return '';
  const pattern = words.message(publishers.length === 1 ? 'figure.source' : 'figure.sources') ?? '{list}';
  return fill(pattern, { list: publishers.join(words.message('figure.source-separator') ?? '; ') });
}
