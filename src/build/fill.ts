import { type Diagnostics, didYouMean, type Place } from '../base/diagnostic.ts';
import type { LanguageTag, Localized } from '../base/language.ts';
import type { Briefing } from '../model/briefing.ts';
import type { Fact } from '../model/data.ts';
import { isPeriod } from '../model/period.ts';
import { type Chosen, fillLocalized, fillPlaceholders, hasPlaceholder } from '../model/placeholder.ts';
import type { BriefingMeta } from '../model/report.ts';
import { valuesOf } from './parameters.ts';

/**
 * The briefing for these values of its parameters: `{{city}}`, `{{city.label}}` in briefing.yaml, facts and messages
 * become what they stand for. Reports `parameter-unknown` where one names nothing, and what is then no file name, period
 * or date.
 */
export function fillBriefing(briefing: Briefing, chosen: Chosen, diagnostics: Diagnostics): Briefing {
  const { languages } = briefing.meta;
  const meta = fillMeta(briefing, chosen, diagnostics);
  const { facts, messages } = { facts: briefing.data.facts, messages: briefing.theme.messages };
  const filledFacts = [...facts].map(([id, fact]): [string, Fact] => [
    id,
    fillFact(fact, languages, chosen, diagnostics),
  ]);
  const filledMessages = Object.entries(messages).map(([key, text]): [string, Localized] => [
    key,
    fillLocalized(text, languages, chosen, unknownIn({ file: 'templates/messages.yaml' }, diagnostics)),
  ]);
  return {
    ...briefing,
    meta,
    data: { ...briefing.data, facts: new Map(filledFacts) },
    theme: { ...briefing.theme, messages: Object.fromEntries(filledMessages) },
  };
}

/** Reports a placeholder that names nothing, at a place. */
export function unknownIn(place: Place | undefined, diagnostics: Diagnostics) {
  return (written: string, known: string[]): void => {
    const name = written.replace(/^\{\{\s*|\s*\}\}$/g, '');
    const otherwise = known.length === 0 ? 'briefing.yaml declares no parameters' : `known: ${known.join(', ')}`;
    diagnostics.error('parameter-unknown', `no parameter "${name}"`, place, didYouMean(name, known) ?? otherwise);
  };
}

function fillMeta({ meta, settings }: Briefing, chosen: Chosen, diagnostics: Diagnostics): BriefingMeta {
  const { languages, edition } = meta;
  const at = (path: (string | number)[]) => settings?.at(path) ?? meta.place;
  const words = <T extends Localized | undefined>(text: T, ...path: (string | number)[]): T =>
    (text === undefined ? text : fillLocalized(text, languages, chosen, unknownIn(at(path), diagnostics))) as T;
  const name = <T extends string | undefined>(text: T, ...path: (string | number)[]): T =>
    (text === undefined ? text : fillPlaceholders(text, undefined, chosen, unknownIn(at(path), diagnostics))) as T;
  const id = hasPlaceholder(meta.id) ? fileName(name(meta.id, 'id')) : meta.id;
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id) && !hasPlaceholder(id)) {
    const message = `"id" becomes "${id}", which is not lower-case words joined by hyphens, such as employment-2023`;
    diagnostics.error('value-malformed', message, at(['id']));
  }
  const [period, date] = [name(edition.period, 'edition', 'period'), name(edition.date, 'edition', 'date')];
  const filled = (written: string, text: string) => hasPlaceholder(written) && !hasPlaceholder(text);
  if (filled(edition.period, period) && !isPeriod(period))
    diagnostics.error(
      'value-malformed',
      `"${period}" is not a period such as 2023, 2024-Q1 or 2013/2023`,
      at(['edition', 'period']),
    );
  if (filled(edition.date, date) && !(isPeriod(date) && /^\d{4}-\d{2}-\d{2}$/.test(date)))
    diagnostics.error('value-malformed', `there is no day "${date}"`, at(['edition', 'date']));
  return {
    ...meta,
    id,
    title: words(meta.title, 'title'),
    ...defined({
      subtitle: words(meta.subtitle, 'subtitle'),
      author: words(meta.author, 'author'),
      subject: words(meta.subject, 'subject'),
      address: name(meta.address, 'address'),
    }),
    organisation: words(meta.organisation, 'organisation'),
    keywords: meta.keywords.map((keyword, index) => words(keyword, 'keywords', index)),
    edition: { ...edition, period, date, ...defined({ number: words(edition.number, 'edition', 'number') }) },
    sections: meta.sections.map((section, index) => ({
      ...section,
      title: words(section.title, 'sections', index, 'title'),
      ...defined({ shortTitle: words(section.shortTitle, 'sections', index, 'shortTitle') }),
    })),
    ...(chosen.size > 0 && { values: valuesOf(chosen) }),
  };
}

function fillFact(fact: Fact, languages: readonly LanguageTag[], chosen: Chosen, diagnostics: Diagnostics): Fact {
  const unknown = unknownIn(fact.place, diagnostics);
  const words = <T extends Localized | undefined>(text: T): T =>
    (text === undefined ? text : fillLocalized(text, languages, chosen, unknown)) as T;
  const period = fillPlaceholders(fact.period, undefined, chosen, unknown);
  if (period !== fact.period && !isPeriod(period))
    diagnostics.error('period-malformed', `"${period}" is not a period`, fact.place);
  const { shortLabel, note, locator } = fact;
  const texts = { shortLabel: words(shortLabel), note: words(note), locator: words(locator) };
  return { ...fact, period, label: words(fact.label), ...defined(texts) };
}

/** `profile-2024-Q1` → `profile-2024-q1`: file names keep to lower case, as some systems do. */
export function fileName(text: string): string {
  return text.toLowerCase().replace(/[\s_/.]+/g, '-');
}

function defined<T extends object>(properties: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}
