import type { Localized } from '../../base/language.ts';
import type { Briefing } from '../../model/briefing.ts';

/**
 * The characters that a briefing with parameters may need for one value or another: those of its sections, titles, labels
 * and codes. Every document is cut fonts for all of them, so that the fonts of one serve those of the others, and a
 * document is the same whether it was made alone or in a batch. Empty for a briefing without parameters.
 */
export function alphabetOf({ meta, data, sections, charts, theme }: Briefing): string {
  const parameters = meta.parameters ?? [];
  if (parameters.length === 0) return '';
  const texts: unknown[] = [
    meta.title,
    meta.subtitle,
    meta.subject,
    meta.sections,
    [...charts.values()].map(({ value }) => textsOf(value)),
  ];
  for (const files of sections.values()) for (const { text } of files.values()) texts.push(text);
  for (const { file, text } of theme.partials.values()) if (!file.startsWith('theme:')) texts.push(text);
  for (const { label, shortLabel } of data.facts.values()) texts.push(label, shortLabel);
  const named = new Set(parameters.map(({ codeList }) => codeList));
  for (const { name, codes } of data.codeLists.values())
    if (named.has(name)) for (const { label, shortLabel } of codes) texts.push(label, shortLabel);
  return [...new Set(`${numerals}${texts.map(wordsOf).join('')}`)].sort().join('');
}

/** Numbers are worded anew for each value. */
const numerals = '零一二两三四五六七八九十百千万亿年月日季度上下半升降第位人个元—–−%‰';

/** The localised texts of a chart, not its data. */
function textsOf(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return '';
  const { title, description, usermeta } = value as Record<string, unknown>;
  return [title, description, usermeta];
}

function wordsOf(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value !== 'object' || value === null) return '';
  return Object.values(value as Localized | unknown[])
    .map(wordsOf)
    .join('');
}
