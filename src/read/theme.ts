import numeralsSchema from '../../schemas/numerals.schema.json' with { type: 'json' };
import type { Diagnostics } from '../base/diagnostic.ts';
import { type LanguageTag, type Localized, pick } from '../base/language.ts';
import type { Folder, World } from '../base/world.ts';
import type { Located, TextFile, Theme } from '../model/briefing.ts';
import { isWording } from '../model/wording.ts';
import { checkContrast } from './contrast.ts';
import { readTextFile } from './file.ts';
import { type LocatedKeys, readYaml } from './located.ts';
import { checkReach } from './reach.ts';
import { readShape, type Schema } from './shape.ts';
import { templateWords } from './template-words.ts';

/** One file of the theme in use: the briefing's own where it has one of that name, else the shipped one. */
interface ThemeFile {
  folder: Folder;
  path: string;
  origin: string;
}

/** Reads the shipped theme with the briefing's `templates/` laid over it, file by file; messages key by key. */
export async function readTheme(
  world: World,
  languages: readonly LanguageTag[],
  diagnostics: Diagnostics,
): Promise<Theme> {
  const [layouts, partials, styles, messages, numerals, charts] = await Promise.all([
    readTexts(world, 'layouts', '.hbs', diagnostics),
    readTexts(world, 'partials', '.hbs', diagnostics),
    readTexts(world, 'styles', '.css', diagnostics),
    readMessages(world, languages, diagnostics),
    readNumerals(world, diagnostics),
    readChartConfig(world, diagnostics),
  ]);
  checkContrast(styles, charts, diagnostics);
  const chartConfig =
    charts && (readShape(charts, { type: 'object' }, diagnostics) as Theme['chartConfig'] | undefined);
  return {
    layouts,
    partials,
    styles,
    templateWords: templateWords(layouts, partials, styles),
    ...messages,
    numerals,
    chartConfig: chartConfig ?? {},
  };
}

/** A YAML file of the theme and the briefing's own of the same name, in the order in which they count. */
export async function readThemeYaml(world: World, path: string, diagnostics: Diagnostics): Promise<LocatedKeys[]> {
  const [shipped, own] = await Promise.all([
    readTextFile(world.theme, path, diagnostics, 'theme:'),
    readTextFile(world.briefing, `templates/${path}`, diagnostics),
  ]);
  // The default briefing stands in the folder of the theme itself: one file, read once.
  const files = own && own.text === shipped?.text ? [own] : [shipped, own];
  return files.map((file) => file && readYaml(file.text, file.file, diagnostics)).filter((file) => file !== undefined);
}

async function readTexts(
  world: World,
  folder: string,
  ending: string,
  diagnostics: Diagnostics,
): Promise<Map<string, TextFile>> {
  const files = await themeFiles(world, folder, ending);
  const texts = await Promise.all(
    [...files].map(async ([name, file]) => [name, await readThemeFile(file, diagnostics)] as const),
  );
  return new Map(texts.filter((entry): entry is [string, TextFile] => entry[1] !== undefined));
}

async function themeFiles(world: World, folder: string, ending: string): Promise<Map<string, ThemeFile>> {
  const [shipped, own] = await Promise.all([world.theme.list(folder), world.briefing.list(`templates/${folder}`)]);
  const files = [
    ...shipped.map((path) => ({ folder: world.theme, path, origin: 'theme:' })),
    ...own.map((path) => ({ folder: world.briefing, path, origin: '' })),
  ];
  const named = files
    .filter(({ path }) => path.endsWith(ending))
    .map((file) => [file.path.slice(file.path.indexOf(`${folder}/`) + folder.length + 1), file] as const);
  return new Map(
    [...new Map(named)]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, file]) => [ending === '.css' ? name : name.slice(0, -ending.length), file]),
  );
}

async function readThemeFile(
  { folder, path, origin }: ThemeFile,
  diagnostics: Diagnostics,
): Promise<TextFile | undefined> {
  const file = await readTextFile(folder, path, diagnostics, origin);
  if (file && origin === '') checkReach(file, diagnostics);
  return file;
}

const localized: Schema = {
  title: 'text, or one text per language',
  anyOf: [{ type: 'string' }, { type: 'object', minProperties: 1, additionalProperties: { type: 'string' } }],
};

async function readMessages(
  world: World,
  languages: readonly LanguageTag[],
  diagnostics: Diagnostics,
): Promise<Pick<Theme, 'messages' | 'ownMessages'>> {
  const files = await readThemeYaml(world, 'messages.yaml', diagnostics);
  const messages = new Map<string, Localized>();
  let ownMessages: Located | undefined;
  for (const file of files) {
    const written = readShape(file, { type: 'object', additionalProperties: localized }, diagnostics) as
      | Record<string, Localized>
      | undefined;
    if (messages.size > 0) ownMessages = { ...file, value: otherWords(written ?? {}, messages) };
    for (const [key, text] of Object.entries(written ?? {})) messages.set(key, merge(messages.get(key), text));
  }
  checkMessages(messages, files.at(-1), languages, diagnostics);
  return { messages: Object.fromEntries(messages), ...(ownMessages && { ownMessages }) };
}

/** What a briefing's messages say that the shipped ones do not, but for what words data. */
function otherWords(
  own: Record<string, Localized>,
  shipped: ReadonlyMap<string, Localized>,
): Record<string, Localized> {
  const entries = Object.entries(own).flatMap(([key, text]): [string, Localized][] => {
    const known = shipped.get(key);
    if (isWording(key) || typeof text === 'string') return isWording(key) || text === known ? [] : [[key, text]];
    const other = Object.entries(text).filter(([language, words]) => pick(known, language) !== words);
    return other.length === 0 ? [] : [[key, Object.fromEntries(other)]];
  });
  return Object.fromEntries(entries);
}

/** A briefing may add one language to a message and keep the others. */
function merge(shipped: Localized | undefined, own: Localized): Localized {
  return typeof shipped === 'object' && typeof own === 'object' ? { ...shipped, ...own } : own;
}

/** A language that the theme does not have lacks every message: one finding a language, not two hundred. */
function checkMessages(
  messages: Map<string, Localized>,
  file: LocatedKeys | undefined,
  languages: readonly LanguageTag[],
  diagnostics: Diagnostics,
): void {
  for (const language of languages) {
    const missing = [...messages].filter(([, text]) => pick(text, language) === undefined).map(([key]) => key);
    if (missing.length === 0 || file === undefined) continue;
    const named = missing.slice(0, 3).map((key) => `"${key}"`);
    const rest = missing.length > named.length ? ` and ${missing.length - named.length} more` : '';
    const message = `no ${language} for ${missing.length === 1 ? 'message' : 'messages'} ${named.join(', ')}${rest}`;
    diagnostics.error(
      'translation-missing',
      message,
      file.keyAt([missing[0] as string]),
      'add the texts in templates/messages.yaml of the briefing',
    );
  }
}

/** The words of `numerals.yaml`, the briefing's own behind the shipped ones. */
async function readNumerals(world: World, diagnostics: Diagnostics): Promise<Record<LanguageTag, string[]>> {
  const files = await readThemeYaml(world, 'numerals.yaml', diagnostics);
  const numerals: Record<LanguageTag, string[]> = {};
  for (const file of files) {
    const written = (readShape(file, numeralsSchema as Schema, diagnostics) ?? {}) as Record<LanguageTag, string[]>;
    for (const [language, words] of Object.entries(written))
      numerals[language] = [...(numerals[language] ?? []), ...words];
  }
  return numerals;
}

async function readChartConfig(world: World, diagnostics: Diagnostics): Promise<LocatedKeys | undefined> {
  const file =
    (await readTextFile(world.briefing, 'templates/styles/chart.yaml', diagnostics)) ??
    (await readTextFile(world.theme, 'styles/chart.yaml', diagnostics, 'theme:'));
  return file && readYaml(file.text, file.file, diagnostics);
}
