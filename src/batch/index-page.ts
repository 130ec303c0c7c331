import type { ByteCache } from '../base/byte-cache.ts';
import { Diagnostics } from '../base/diagnostic.ts';
import type { LanguageTag } from '../base/language.ts';
import type { Product } from '../generate.ts';
import { wordIndex } from '../localize/batch-index.ts';
import type { ManifestFile } from '../manifest.ts';
import type { Job } from '../model/batch.ts';
import type { Briefing } from '../model/briefing.ts';
import { renderBatchPage } from '../render/batch-page.ts';
import { type FontCuts, fontFacesOf } from '../render/fonts/font-faces.ts';
import { withPolicy } from '../render/live/policy.ts';
import { fontMark } from '../render/page/page.ts';

export interface IndexInput {
  briefing: Briefing;
  languages: LanguageTag[];
  jobs: readonly { job: Job; files: readonly ManifestFile[] }[];
  generator: string;
  cache: ByteCache;
  common: ByteCache | undefined;
  cuts: FontCuts;
}

/** `index.html`: leads to everything that a batch has made. */
export async function indexPage({
  briefing,
  languages,
  jobs,
  generator,
  cache,
  common,
  cuts,
}: IndexInput): Promise<Product> {
  const { theme } = briefing;
  const vocabulary = { units: Object.fromEntries(briefing.data.units), messages: theme.messages };
  const shown = jobs.map(({ job, files }) => ({ title: job.title, files: files.flatMap(shownFile) }));
  const meta = { ...briefing.meta, languages };
  const indexes = languages.map((language) => wordIndex(meta, shown, vocabulary, language));
  const found = new Diagnostics();
  const page = await renderBatchPage({ indexes, theme, generator }, found);
  const faces = await fontFacesOf({ cache, common, diagnostics: found, cuts })(page, 'woff2');
  found.stopOnErrors();
  const bytes = new TextEncoder().encode(withPolicy(page.replace(fontMark, () => faces)));
  return { path: 'index.html', format: 'html', languages, bytes, title: indexes.map(({ title }) => title).join(' | ') };
}

function shownFile({ path, format, languages }: ManifestFile) {
  const isShown = (format === 'html' || format === 'pdf') && !path.endsWith('.print.html');
  return isShown ? [{ path, format, languages }] : [];
}
