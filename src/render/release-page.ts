import type { Diagnostic, Diagnostics, Place } from '../base/diagnostic.ts';
import { pick } from '../base/language.ts';
import type { AuditedNumber } from '../model/audit.ts';
import type { Theme } from '../model/briefing.ts';
import type { Checklist, WordedChecklist, WordedNumber } from '../model/checklist.ts';
import { element, escapeHtml } from './html.ts';
import { type PerLanguage, phrase } from './languages.ts';
import { policyMark } from './live/policy.ts';
import { fontMark } from './page/page.ts';
import { viewRules } from './page/rules.ts';
import { compileTheme } from './theme.ts';

export interface ReleasePageInput {
  checklist: Checklist;
  /** One per language, in reading order. */
  worded: WordedChecklist[];
  theme: Theme;
}

/** The release checklist as one HTML document of the theme's layout `release`, complete without script. */
export async function renderReleasePage(
  { checklist, worded, theme }: ReleasePageInput,
  diagnostics: Diagnostics,
): Promise<string> {
  const [first] = worded;
  if (!first) throw new Error('a checklist needs at least one language');
  const texts = (words: (each: WordedChecklist) => string | undefined): PerLanguage =>
    worded.map((each) => ({ language: each.language, html: escapeHtml(words(each) ?? '') }));
  const message = (key: string) =>
    Object.hasOwn(theme.messages, key) ? texts(({ language }) => pick(theme.messages[key], language)) : undefined;
  const template = await compileTheme(theme, message, () => Object.keys(theme.messages), diagnostics);
  const languages = worded.map(({ language }) => language);
  const styles = [...theme.styles].flatMap(([name, { text }]) => (name.endsWith('.css') ? [text] : []));
  const numbers = new Map(checklist.audit.numbers.map((number) => [number.id, number]));
  return template('release', {
    lang: first.language,
    several: worded.length > 1,
    documentTitle: worded.map(({ title, briefing }) => `${title}: ${briefing}`).join(' | '),
    generator: checklist.generator,
    policy: policyMark,
    style: { html: [fontMark, ...styles, viewRules(languages)].join('\n') },
    views: languages.length < 2 ? [] : languages.map((language, index) => view(language, index, theme)),
    ok: checklist.ok,
    title: texts(({ title }) => title),
    briefing: texts(({ briefing }) => briefing),
    organisation: texts(({ organisation }) => organisation),
    date: texts(({ date }) => date),
    verdict: texts(({ verdict }) => verdict),
    mark: first.mark === undefined ? undefined : texts(({ mark }) => mark),
    rules: checklist.rules.map(({ state, blocking, warnings }, index) => ({
      stateName: state,
      name: texts(({ rules }) => rules[index]?.name),
      promise: texts(({ rules }) => rules[index]?.promise),
      state: texts(({ rules }) => rules[index]?.state),
      examined: texts(({ rules }) => rules[index]?.examined),
      findings: [...blocking.map((each) => finding(each, true)), ...warnings.map((each) => finding(each, false))],
    })),
    files: checklist.files.map(({ path, bytes, pages }) => ({
      path,
      size: `${Math.ceil(bytes / 1024)} KB`,
      pages: pages ?? '',
    })),
    groups: first.groups.flatMap((group, at) => {
      if (group.numbers.length === 0) return [];
      return {
        title: texts(({ groups }) => groups[at]?.title),
        count: texts(({ groups }) => groups[at]?.count),
        rows: group.numbers.map(({ id }, index) =>
          numberRow(numbers.get(id), (words) => worded.map((each) => words(each.groups[at]?.numbers[index]))),
        ),
      };
    }),
    literals: checklist.audit.literals.map(({ text, language, reason, place }) => ({
      text,
      lang: language ?? first.language,
      reason,
      place: place ? placeText(place) : '',
    })),
  });

  function numberRow(
    number: AuditedNumber | undefined,
    each: <T>(words: (number: WordedNumber | undefined) => T) => T[],
  ): Record<string, unknown> {
    if (!number) throw new Error('the checklist lost a number');
    const inWords = (words: (number: WordedNumber) => string | undefined): PerLanguage =>
      each((own) => escapeHtml((own && words(own)) ?? '')).map((html, index) => ({
        language: languages[index] ?? '',
        html,
      }));
    const own = each((words) => words)[0];
    const quote = Object.values(number.provenance).find((provenance) => provenance.quote)?.quote;
    return {
      id: number.id,
      printed: number.printed.map(({ language, text, at }) => ({ lang: language, text, times: at.length })),
      where: {
        html: phrase(
          each((words) => words).map((words, index) => ({ language: languages[index] ?? '', html: whereHtml(words) })),
        ),
      },
      label: inWords(({ label }) => label),
      value: inWords(({ value }) => value),
      period: inWords(({ period }) => period),
      place: number.place ? placeText(number.place) : '',
      sources: (own?.sources ?? []).map(({ url }, index) => ({
        url,
        text: inWords(({ sources }) => sources[index]?.text),
      })),
      locator: own?.locator === undefined ? undefined : inWords(({ locator }) => locator),
      formula: own?.formula,
      inputs: (own?.inputs ?? []).map((_, index) => ({ text: inWords(({ inputs }) => inputs[index]) })),
      quote,
    };
  }
}

function whereHtml(words: WordedNumber | undefined): string {
  const places = new Map<string, string[]>();
  for (const { name, place } of words?.where ?? [])
    places.set(name, [...(places.get(name) ?? []), place ? nearText(place) : '']);
  return [...places]
    .map(([name, at]) => `${escapeHtml(name)} ${element('code', {}, escapeHtml([...new Set(at)].join(' ')))}`)
    .join('<br>');
}

function finding({ code, message, place, hints = [] }: Diagnostic, blocks: boolean) {
  return { blocks, code, said: message, hints: hints.map((text) => ({ text })), place: place ? placeText(place) : '' };
}

/** `data/facts.csv:12:4`, `data/jobs.xlsx Jobs!B7`. */
function placeText({ file, line, column, sheet, cell }: Place): string {
  if (sheet !== undefined) return `${file} ${sheet}${cell === undefined ? '' : `!${cell}`}`;
  return [file, line, column].filter((part) => part !== undefined).join(':');
}

/** `glance.en.md:3`: the folder goes without saying. */
function nearText({ file, line }: Place): string {
  return [file.slice(file.lastIndexOf('/') + 1), line].filter((part) => part !== undefined).join(':');
}

function view(language: string, index: number, theme: Theme) {
  const label = pick(theme.messages[`view.${language}`], language) ?? language;
  return { id: language, lang: language, label, checked: index === 0 };
}
