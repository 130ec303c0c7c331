import type { Diagnostics } from './base/diagnostic.ts';
import type { LanguageTag } from './base/language.ts';
import type { Stages } from './base/stages.ts';
import type { Printer, Progress, Shot } from './base/world.ts';
import type { Product } from './generate.ts';
import type { Briefing } from './model/briefing.ts';
import type { Edition } from './model/edition.ts';
import type { WordedMark } from './model/release.ts';
import type { BriefingMeta, Report } from './model/report.ts';
import { dataPackageZip } from './render/data-package-zip.ts';
import type { FontFaces } from './render/fonts/font-faces.ts';
import { withPolicy } from './render/live/policy.ts';
import type { ChartPictures, FilesBeside, PageInput } from './render/page/input.ts';
import { fontMark, renderPage } from './render/page/page.ts';

/** What the share set is made of: the page's words and drawings, and a browser that takes pictures. */
export interface ShareInput {
  briefing: Briefing;
  report: Report;
  editions: Edition[];
  /** Charts in the order of the text. */
  charts: string[];
  pictures: ReadonlyMap<string, ChartPictures>;
  /** What the pictures say while the briefing may not be published, the language's own words first. */
  mark?(languages: LanguageTag[]): WordedMark[];
  /** Release of jianbao. */
  generator: string;
  /** Script of a figure's own page. */
  script: string;
  printer: Promise<Printer>;
  fontFaces: FontFaces;
  stages: Stages;
  progress: Progress;
  diagnostics: Diagnostics;
}

/** Paths of what is written beside the page for those who pass it on. */
export function sharePaths({ id, languages }: Pick<BriefingMeta, 'id' | 'languages'>, charts: string[]) {
  return {
    data: `${id}-data.zip`,
    cards: Object.fromEntries(languages.map((tag) => [tag, `share/${id}-card.${tag}.png`])),
    long: Object.fromEntries(languages.map((tag) => [tag, `share/${id}-long.${tag}.png`])),
    figures: Object.fromEntries(charts.map((chart) => [chart, `figures/${chart}.html`])),
  } satisfies Partial<FilesBeside> & { long: Record<LanguageTag, string> };
}

/**
 * Makes what people pass on beside the page: in each language a social card (1200 × 630), the whole briefing as one picture
 * 1080 pixels wide and a picture of each figure; a page of each figure for frames; the data package as a zip.
 */
export async function shareSet(input: ShareInput): Promise<Product[]> {
  const { briefing, report, editions, charts } = input;
  const paths = sharePaths(report.briefing, charts);
  // What takes longest begins first.
  const longs = editions.map(long);
  const pictures = editions.map(figures);
  const made = await Promise.all([dataZip(), ...editions.map(card), ...longs, ...pictures, ...charts.map(figurePage)]);
  return made.flat();

  async function dataZip(): Promise<Product[]> {
    const { bytes } = await dataPackageZip(briefing);
    const title = editions.map(({ messages }) => messages['files.package'] ?? '').join(' | ');
    return [{ path: paths.data, format: 'zip', languages: languagesOf(editions), bytes, title }];
  }

  async function card(edition: Edition): Promise<Product[]> {
    const html = await page({ editions: [edition], layout: 'card', pictures: withCover(edition) });
    const [shot] = await take(html, paths.cards[edition.language], { width: 1200, height: 630, selector: '#card' });
    return shot ? [picture(paths.cards[edition.language], edition, shot, edition.title)] : [];
  }

  async function figures(edition: Edition): Promise<Product[]> {
    if (charts.length === 0) return [];
    const html = await page({ editions: [edition], layout: 'figures', charts });
    const name = `figures.${edition.language}`;
    const shots = await take(html, name, { width: 700, height: 900, scale: 2, selector: '.shot' });
    return shots.map((shot) => {
      const { label = '', title = '' } = edition.figures[shot.name] ?? {};
      return picture(`figures/${shot.name}.${edition.language}.png`, edition, shot, `${label} ${title}`);
    });
  }

  async function long(edition: Edition): Promise<Product[]> {
    const html = await page({ editions: [edition], layout: 'long' });
    const job = { width: 432, height: 960, scale: 2.5, selector: 'body' };
    const [shot] = await take(html, paths.long[edition.language], job);
    return shot ? [picture(paths.long[edition.language], edition, shot, edition.title)] : [];
  }

  async function figurePage(chart: string): Promise<Product[]> {
    const html = await page({ editions, layout: 'figure-page', charts: [chart], script: input.script }, true);
    const bytes = new TextEncoder().encode(withPolicy(html));
    const title = editions.map(({ figures }) => figures[chart]?.title ?? '').join(' | ');
    return [{ path: paths.figures[chart] ?? '', format: 'html', languages: languagesOf(editions), bytes, title }];
  }

  async function page(about: Pick<PageInput, 'editions' | 'layout'> & Partial<PageInput>, isSmall = false) {
    const { report, pictures, generator, diagnostics, stages } = input;
    const given: PageInput = { report, theme: briefing.theme, pictures, generator, medium: 'share', ...about };
    const mark = input.mark?.(languagesOf(about.editions));
    if (mark) given.mark = mark;
    const html = await stages.time('share', () => renderPage(given, diagnostics));
    const faces = await stages.time('fonts', () => input.fontFaces(html, 'woff2', { isSmall }));
    return html.replace(fontMark, () => faces);
  }

  /** The cover's chart, where the layout of a card looks for it. */
  function withCover({ language }: Edition): ReadonlyMap<string, ChartPictures> {
    const { coverChart } = report.briefing;
    const drawn = coverChart === undefined ? undefined : input.pictures.get(coverChart)?.wide[language];
    return new Map(drawn ? [[`${coverChart}:cover`, { wide: { any: drawn } }]] : []);
  }

  async function take(
    html: string,
    name = '',
    job: { width: number; height: number; scale?: number; selector: string },
  ): Promise<Shot[]> {
    const printer = await input.printer;
    input.progress({ stage: 'share', item: name });
    return input.stages.time('share', () => printer.capture(html, { name, timeout: limit, ...job }));
  }
}

/** Milliseconds for one document's pictures: a long one is many screenshots, on a busy machine slow ones. */
const limit = 180_000;

function picture(path = '', { language }: Edition, { png, width, height }: Shot, title: string): Product {
  return { path, format: 'png', languages: [language], bytes: png, width, height, title };
}

function languagesOf(editions: Edition[]): LanguageTag[] {
  return editions.map(({ language }) => language);
}
