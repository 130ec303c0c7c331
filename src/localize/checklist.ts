import { type LanguageTag, pick } from '../base/language.ts';
import { nestQuotes } from '../base/nested-quotes.ts';
import type { AuditedNumber } from '../model/audit.ts';
import type { Checklist, WordedChecklist, WordedNumber, WordedPlace } from '../model/checklist.ts';
import type { Report } from '../model/report.ts';
import { wordMark } from './release-mark.ts';
import { wordsFor } from './words.ts';

/** The checklist in the words of one language. */
export function wordChecklist(checklist: Checklist, report: Report, language: LanguageTag): WordedChecklist {
  const words = wordsFor(language, report);
  const { briefing } = report;
  const blocking = checklist.rules.reduce((sum, rule) => sum + rule.blocking.length, 0);
  const verdict = checklist.ok
    ? words.message(checklist.mark ? 'release.ready-at-moment' : 'release.ready')
    : words.message(blocking === 1 ? 'release.blocked-one' : 'release.blocked', { n: blocking });
  const separator = words.message('release.separator');
  const numbersIn = (section: string | undefined) =>
    checklist.audit.numbers.filter(({ printed }) => printed[0]?.at[0]?.section === section);
  const group = (title: string, numbers: AuditedNumber[]) => ({
    title,
    count: words.message(numbers.length === 1 ? 'release.number-one' : 'release.numbers', { n: numbers.length }),
    numbers: numbers.map((number) => wordNumber(number, checklist, report, language)),
  });
  return {
    language,
    title: words.message('release.title'),
    briefing: pick(briefing.title, language) ?? '',
    organisation: pick(briefing.organisation, language) ?? '',
    date: words.period(briefing.edition.date),
    verdict,
    mark: checklist.mark && wordMark(checklist.mark, [language], report)[0]?.text,
    rules: checklist.rules.map(({ rule, state, examined }) => ({
      name: words.message(`release.rule-${rule}`),
      promise: words.message(`release.promise-${rule}`),
      state: words.message(`release.state-${state}`),
      examined: Object.entries(examined)
        .map(([name, n]) => words.message(`release.examined-${name}`, { n }))
        .join(separator),
    })),
    groups: [
      group(words.message('release.cover'), numbersIn(undefined)),
      ...report.sections.map((section) => group(pick(section.title, language) ?? section.id, numbersIn(section.id))),
    ],
  };
}

function wordNumber(number: AuditedNumber, checklist: Checklist, report: Report, language: LanguageTag): WordedNumber {
  const words = wordsFor(language, report);
  const provenance = number.provenance[language] ?? Object.values(number.provenance)[0];
  if (!provenance) throw new Error(`the audit lost what stands behind ${number.id}`);
  const sources = provenance.sources.flatMap((id) => {
    const source = checklist.sources[language]?.[id];
    if (!source) return [];
    const { publisher, title, date, url } = source;
    return [
      {
        text: words.message('release.source', { publisher, title: nestQuotes(title, language), date }),
        ...(url && { url }),
      },
    ];
  });
  return {
    id: number.id,
    label: provenance.label,
    value: provenance.exact ?? provenance.value ?? '',
    period: provenance.period ?? '',
    sources,
    locator: provenance.locator,
    formula: provenance.formula,
    inputs: provenance.inputs.map(({ text }) => text),
    where: placesOf(number, report, language),
  };
}

/** Where words stand, once each: sections by title, figures by name. */
function placesOf({ printed }: AuditedNumber, report: Report, language: LanguageTag): WordedPlace[] {
  const own = printed.filter((each) => each.language === language).flatMap(({ at }) => at);
  const words = wordsFor(language, report);
  return own.map(({ section, figure, place }) => {
    const title = report.sections.find(({ id }) => id === section);
    const name =
      (figure !== undefined && pick(report.charts[figure]?.title, language)) ||
      (title ? (pick(title.shortTitle, language) ?? pick(title.title, language)) : words.message('release.cover'));
    return { name: name ?? '', ...(place && { place }) };
  });
}
