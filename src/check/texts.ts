import type { Place } from '../base/diagnostic.ts';
import { isChinese, type LanguageTag, type Localized, pick } from '../base/language.ts';
import type { Briefing, Located } from '../model/briefing.ts';
import type { Block, Inline } from '../model/document.ts';
import type { Literal, Report } from '../model/report.ts';
import { isObject, type Path } from '../model/spec.ts';

/** Words that an author wrote and a reader sees. */
export interface Text {
  text: string;
  language: LanguageTag;
  place: Place;
  /** Titles may name the period of the edition itself: they can hold no reference. */
  kind: 'prose' | 'title' | 'chart' | 'label';
  /** Numerals that are excused where the text stands. */
  literals: readonly Literal[];
}

/** Every text of a briefing in every language, but for quotations, names out of its sources and what its templates say. */
export function textsOf(briefing: Briefing, report: Report): Text[] {
  return [
    ...proseOf(report),
    ...titlesOf(briefing),
    ...messagesOf(briefing),
    ...chartTexts(briefing, report),
    ...labelsOf(report),
    ...captionsOf(briefing, report),
  ];
}

function proseOf({ sections }: Report): Text[] {
  return sections.flatMap(({ bodies }) =>
    Object.entries(bodies).flatMap(([language, blocks]) =>
      blocks
        .flatMap(inlinesOf)
        .flatMap(plainIn)
        .map(({ text, place }) => ({ text, place, language, kind: 'prose' as const, literals: [] })),
    ),
  );
}

/** The inline content of a block and of the blocks inside it. */
export function inlinesOf(block: Block): { text: Inline[]; place: Place }[] {
  switch (block.type) {
    case 'heading':
    case 'paragraph':
      return [block];
    case 'list':
      return block.items.flat().flatMap(inlinesOf);
    case 'quote':
      return block.blocks.flatMap(inlinesOf);
    case 'grid':
      return [...block.head, ...block.rows.flat()].map((text) => ({ text, place: block.place }));
    default:
      return [];
  }
}

function plainIn({ text, place }: { text: Inline[]; place: Place }): { text: string; place: Place }[] {
  return text.flatMap((inline) => {
    switch (inline.type) {
      case 'text':
      case 'code':
        return { text: inline.text, place: inline.place ?? place };
      case 'strong':
      case 'emphasis':
        return plainIn({ text: inline.text, place });
      case 'link':
        // An address that is printed as it stands is a name.
        return plainIn({ text: inline.text, place }).filter(({ text }) => !inline.href.includes(text));
      default:
        return [];
    }
  });
}

/** Keys of briefing.yaml that hold words. */
const titles = new Set(['title', 'subtitle', 'shortTitle', 'organisation', 'author', 'subject', 'keywords']);

function titlesOf({ meta, settings }: Briefing): Text[] {
  if (!settings) return [];
  const { languages, literals = [] } = meta;
  return wordsIn(settings, languages, (path) => path.some((key) => titles.has(String(key)))).map((text) => ({
    ...text,
    kind: 'title',
    literals,
  }));
}

/** The briefing's own messages, such as captions of its tables; those of the theme are its own business. */
function messagesOf({ theme: { ownMessages }, meta: { languages, literals = [] } }: Briefing): Text[] {
  if (!ownMessages) return [];
  return wordsIn(ownMessages, languages, () => true).map((text) => ({ ...text, kind: 'label', literals }));
}

/** What own layouts and styles say in every language of a page, in each language that it may be meant in. */
export function templateTexts({ theme, meta: { languages, literals = [] } }: Briefing): Text[] {
  return theme.templateWords.flatMap(({ text, place }) => {
    const isHan = /\p{Script=Han}/u.test(text);
    const chinese = isHan ? languages.find(isChinese) : undefined;
    const other = isHan && !/\p{Script=Latin}/u.test(text) ? undefined : languages.find((each) => !isChinese(each));
    const meant = [chinese, other].filter((each) => each !== undefined);
    return (meant.length > 0 ? meant : languages.slice(0, 1)).map((language) => ({
      kind: 'label',
      ...{ text, language, place, literals },
    }));
  });
}

/** Keys of a specification whose plain strings are read. */
const chartWords = new Set(['title', 'subtitle', 'text', 'description', 'note', 'labelExpr']);

function chartTexts({ charts, meta }: Briefing, report: Report): Text[] {
  return [...charts].flatMap(([id, written]) =>
    wordsIn(written, meta.languages, (path) =>
      chartWords.has(String(path.findLast((key) => typeof key === 'string'))),
    ).flatMap(({ path, text, ...rest }) =>
      (isExpression(path) ? stringsIn(text) : [text]).map((words) => ({
        ...rest,
        text: words,
        kind: 'chart' as const,
        literals: report.charts[id]?.literals ?? [],
      })),
    ),
  );
}

function isExpression(path: Path): boolean {
  return path.some((key) => ['calculate', 'labelExpr', 'expr', 'test', 'filter', 'signal'].includes(String(key)));
}

/** The strings of an expression: `'real growth'`. */
function stringsIn(expression: string): string[] {
  return [...expression.matchAll(/'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"/g)].map(([, a, b]) => a ?? b ?? '');
}

/** Localised strings anywhere in a value, and plain strings at the paths that hold words, in each language. */
function wordsIn(
  located: Located,
  languages: readonly LanguageTag[],
  holdsWords: (path: Path) => boolean,
): (Pick<Text, 'text' | 'language' | 'place'> & { path: Path })[] {
  return walk(located.value, []);

  function walk(value: unknown, path: Path): ReturnType<typeof wordsIn> {
    if (path.at(-1) === 'literals') return [];
    if (typeof value === 'string') {
      return holdsWords(path) ? languages.map((language) => written(value, language, path)) : [];
    }
    if (Array.isArray(value)) return value.flatMap((entry, index) => walk(entry, [...path, index]));
    if (!isObject(value)) return [];
    if (languages.some((language) => typeof pick(value as Localized, language) === 'string')) {
      return languages.flatMap((language) => {
        const tag = Object.keys(value).find((key) => pick({ [key]: 'x' }, language) !== undefined) ?? language;
        const text = value[tag];
        return typeof text === 'string' ? written(text, language, [...path, tag]) : [];
      });
    }
    return Object.entries(value).flatMap(([key, entry]) => walk(entry, [...path, key]));
  }

  function written(text: string, language: LanguageTag, path: Path) {
    return { text, language, path, place: located.at(path) };
  }
}

function labelsOf({ briefing, facts, conflicts }: Report): Text[] {
  const literals = briefing.literals ?? [];
  const named: [Localized | undefined, Place][] = [
    ...Object.values(facts).flatMap(({ label, shortLabel, place }): [Localized | undefined, Place][] => [
      [label, place],
      [shortLabel, place],
    ]),
    ...conflicts.map(({ explanation, place }): [Localized, Place] => [explanation, place]),
  ];
  return briefing.languages.flatMap((language) =>
    named.flatMap(([localized, place]) => {
      const text = pick(localized, language);
      return text === undefined ? [] : { text, language, place, kind: 'label' as const, literals };
    }),
  );
}

/** Titles of tables and of their columns, where `datapackage.json` writes them. */
function captionsOf({ data: { settings }, meta: { languages, literals = [] } }: Briefing, report: Report): Text[] {
  const { resources } = (settings?.value ?? {}) as { resources?: unknown };
  if (!settings || !Array.isArray(resources)) return [];
  return resources.flatMap((resource, index) => {
    if (!isObject(resource) || !Object.hasOwn(report.tables, String(resource.name))) return [];
    const own: Located = {
      ...settings,
      value: captions(resource),
      at: (path) => settings.at(['resources', index, ...path]),
    };
    return wordsIn(own, languages, () => true).map((text) => ({ ...text, kind: 'label' as const, literals }));
  });
}

/** Of a resource what is a caption, at the same paths. */
function captions({ title, schema }: Record<string, unknown>): unknown {
  const fields = isObject(schema) && Array.isArray(schema.fields) ? schema.fields : [];
  return {
    title,
    schema: {
      fields: fields.map((field) => (isObject(field) ? { title: field.title, shortTitle: field.shortTitle } : {})),
    },
  };
}
