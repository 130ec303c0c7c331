import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Diagnostics, UsageError } from './base/diagnostic.ts';
import type { LanguageTag } from './base/language.ts';
import { measureStages } from './base/stages.ts';
import { checkedReport } from './built-report.ts';
import { passagesOf } from './compare/blocks.ts';
import { compareCharts, type PlacedChart } from './compare/charts.ts';
import { compareNumbers } from './compare/numbers.ts';
import { compareTexts } from './compare/texts.ts';
import { auditNumbers } from './localize/audit.ts';
import { localize } from './localize/edition.ts';
import { figureData } from './localize/figure-csv.ts';
import { wordsFor } from './localize/words.ts';
import type { Comparison, EditionHead } from './model/comparison.ts';
import type { Edition } from './model/edition.ts';
import type { Report } from './model/report.ts';
import { openCommonFonts } from './node/common-fonts.ts';
import { ownPackage } from './node/package.ts';
import { openWorld } from './node/world.ts';
import { readTheme } from './read/theme.ts';
import { renderDiffPage } from './render/diff-page.ts';
import { fontFacesOf } from './render/fonts/font-faces.ts';
import { withPolicy } from './render/live/policy.ts';
import { fontMark } from './render/page/page.ts';

export interface DiffResult {
  comparison: Comparison;
  /** The comparison as one HTML document in all languages. */
  page(): Promise<string>;
}

/**
 * What changed between two editions: numbers, texts, charts' data. Each is a briefing's folder, or an output folder with
 * `report.json` (`build --emit report`). Throws AuthorError when a briefing cannot be read.
 */
export async function diff(before: string, after: string): Promise<DiffResult> {
  const [old, now] = await Promise.all([reportIn(before), reportIn(after)]);
  const languages = now.briefing.languages.filter((tag) => old.briefing.languages.includes(tag));
  if (languages.length === 0) throw new UsageError('the two editions have no language in common');
  const editions = (report: Report) => languages.map((language) => localize(report, language));
  const [oldEditions, newEditions] = [editions(old), editions(now)];
  const comparison: Comparison = {
    format: 'jianbao-diff/1',
    old: headOf(old),
    new: headOf(now),
    languages,
    numbers: compareNumbers(auditNumbers(old, oldEditions).numbers, auditNumbers(now, newEditions).numbers, languages),
    texts: compareTexts(passagesOf(oldEditions), passagesOf(newEditions), languages),
    charts: compareCharts(chartsOf(old, oldEditions), chartsOf(now, newEditions), languages),
  };
  return { comparison, page: () => pageOf(comparison, now) };
}

async function reportIn(path: string): Promise<Report> {
  const folder = resolve(path);
  const { version, themeFolder } = ownPackage();
  const world = openWorld(folder, themeFolder);
  if ((await world.briefing.read('briefing.yaml').catch(() => undefined)) !== undefined) {
    const { report } = await checkedReport({ strict: false, version }, { world, stages: measureStages(() => 0) });
    return report;
  }
  const text = await readFile(join(folder, 'report.json'), 'utf8').catch(() => undefined);
  if (text === undefined) {
    const hint = 'name a briefing’s folder, or an output folder made with `jianbao build --emit report`';
    throw new UsageError(`"${path}" has neither briefing.yaml nor report.json`, hint);
  }
  const report = parse(text);
  if (report?.format === 'jianbao-report/1') return report;
  throw new UsageError(`report.json in "${path}" is no report of jianbao`);
}

function parse(text: string): Report | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function headOf({ briefing: { id, title, edition } }: Report): EditionHead {
  return { id, title, period: edition.period, date: edition.date };
}

function chartsOf(report: Report, editions: readonly Edition[]): PlacedChart[] {
  const languages = editions.map(({ language }) => language);
  return Object.values(report.charts).map(({ id, ...chart }) => {
    const tables = editions.flatMap(({ language, figures }) => {
      const data = figures[id]?.data;
      return data ? [[language, data] as const] : [];
    });
    return {
      chart: id,
      title: Object.fromEntries(editions.map(({ language, figures }) => [language, figures[id]?.title ?? ''])),
      csv: figureData({ id, ...chart }, report, languages)?.csv ?? '',
      ...(tables.length > 0 && { data: Object.fromEntries(tables) }),
    };
  });
}

async function pageOf(comparison: Comparison, report: Report): Promise<string> {
  const { version, themeFolder } = ownPackage();
  const diagnostics = new Diagnostics();
  const { theme } = openWorld('.', themeFolder);
  const shipped = await readTheme({ briefing: theme, theme }, comparison.languages, diagnostics);
  const words = new Map(comparison.languages.map((language) => [language, wordsFor(language, report)]));
  const period = (written: string, language: LanguageTag) => words.get(language)?.period(written) ?? written;
  const input = { comparison, theme: shipped, generator: `jianbao ${version}`, period };
  const html = await renderDiffPage(input, diagnostics);
  const faces = await fontFacesOf({ common: await openCommonFonts(process.env), diagnostics })(html, 'woff2');
  diagnostics.stopOnErrors();
  return withPolicy(html.replace(fontMark, () => faces));
}
