import { type LanguageTag, pick } from '../base/language.ts';
import type { BatchEntry, WordedIndex } from '../model/batch-index.ts';
import type { BriefingMeta } from '../model/report.ts';
import type { Vocabulary } from './lexicon.ts';
import { wordsFor } from './words.ts';

/** The index of a batch in one language. */
export function wordIndex(
  meta: Pick<BriefingMeta, 'organisation' | 'edition' | 'batch'>,
  entries: readonly BatchEntry[],
  vocabulary: Vocabulary,
  language: LanguageTag,
): WordedIndex {
  const words = wordsFor(language, vocabulary);
  const failures = entries.filter(({ files }) => files.length === 0).length;
  const nameOf = (tags: readonly LanguageTag[]) =>
    tags.length > 1 ? words.message('view.bilingual') : words.message(`view.${tags[0] ?? ''}`);
  return {
    language,
    title: pick(meta.batch?.title, language) ?? words.message('batch.title'),
    organisation: pick(meta.organisation, language) ?? '',
    count: words.message(entries.length === 1 ? 'batch.one' : 'batch.count', { n: entries.length }),
    ...(failures > 0 && {
      failed: words.message(failures === 1 ? 'batch.failed-one' : 'batch.failed', { n: failures }),
    }),
    date: /^\d/.test(meta.edition.date) ? words.period(meta.edition.date) : '',
    entries: entries.map(({ title, files }) => {
      const name = pick(title, language) ?? '';
      if (files.length === 0) return { title: name, links: [], failure: words.message('batch.failure') };
      const page = files.find(({ format }) => format === 'html');
      const pdfs = files.filter(({ format }) => format === 'pdf');
      return {
        title: name,
        page: (page ?? files[0])?.path,
        links: pdfs.map(({ path, languages }) => ({
          path,
          label: words.message('batch.pdf', { language: nameOf(languages) }),
          title: words.message('batch.pdf-of', { language: nameOf(languages), title: name }),
          language: languages[0] ?? language,
        })),
      };
    }),
  };
}
