import { type Diagnostics, didYouMean } from '../base/diagnostic.ts';
import { limitTemplates, TemplateLimit, tooDeep, tooDeepAt } from '../base/template-limits.ts';
import type { TextFile, Theme } from '../model/briefing.ts';
import type { Html } from './html.ts';
import { type PerLanguage, phrase } from './languages.ts';

/** Gives the HTML of a layout or partial for its data. Text in `{{…}}` is escaped. */
export type RenderTemplate = (name: string, data: Record<string, unknown>) => string;

/**
 * Compiles the theme's layouts and partials, once for all pages made with it. Beside Handlebars' own helpers there are
 * `{{phrase texts}}`, the same words in every language of the page, and `{{message "key"}}`, a message in every language.
 * A field that does not exist is an error, as is an unknown partial, helper or message.
 */
export async function compileTheme(
  theme: Theme,
  messages: (key: string) => PerLanguage | undefined,
  messageKeys: () => string[],
  diagnostics: Diagnostics,
): Promise<RenderTemplate> {
  const { default: handlebars } = await import('handlebars');
  const ready = prepared(handlebars, theme);
  ready.limited.reset();
  const trusted = (html: string) => new handlebars.SafeString(html);
  const helpers = {
    phrase: (texts: PerLanguage) => trusted(phrase(texts)),
    html: (value: Html) => trusted(value.html),
    message: (key: string) => {
      const texts = messages(key);
      if (texts) return trusted(phrase(texts));
      throw new Error(`no message "${key}"${hintFor(key, messageKeys())}`);
    },
  };
  return (name, data) => {
    const file = theme.layouts.get(name) ?? theme.partials.get(name);
    if (!file) throw new Error(`the theme has no layout "${name}"`);
    try {
      return compiled(ready, theme, name)(data, { helpers });
    } catch (error) {
      const { template = file.file, ...told } = error as { template?: string; lineNumber?: number; column?: number };
      const { message } = error as Error;
      if (error instanceof TemplateLimit || error instanceof RangeError) {
        diagnostics.error('template-too-large', message.toLowerCase(), { file: template });
        return '';
      }
      const { lineNumber, column } = told;
      const place = { file: template, ...(lineNumber && { line: lineNumber, column: (column ?? 0) + 1 }) };
      diagnostics.error('theme-template', message.replace(/ - \d+:\d+$/, ''), place);
      return '';
    }
  };
}

type Compiled = ReturnType<typeof import('handlebars').compile>;

interface PreparedTheme {
  environment: typeof import('handlebars');
  limited: ReturnType<typeof limitTemplates>;
  templates: Map<string, Compiled>;
}

/** By its partials, which all briefings of a batch share. */
const preparedThemes = new WeakMap<Theme['partials'], PreparedTheme>();

function prepared(handlebars: typeof import('handlebars'), { partials }: Theme): PreparedTheme {
  const known = preparedThemes.get(partials);
  if (known) return known;
  const environment = handlebars.create();
  const made: PreparedTheme = { environment, limited: limitTemplates(environment), templates: new Map() };
  for (const [name, file] of partials) {
    if (!file.file.endsWith('.hbs')) continue;
    // Compiled when first used: then whoever renders tells what is wrong with it.
    let ready: Compiled | undefined;
    const template: Compiled = (context, options) => {
      ready ??= compile(environment, file);
      return ready(context, options);
    };
    environment.registerPartial(name, made.limited(template));
  }
  preparedThemes.set(partials, made);
  return made;
}

function compiled({ environment, templates }: PreparedTheme, theme: Theme, name: string): Compiled {
  const file = theme.layouts.get(name) ?? theme.partials.get(name);
  const ready = templates.get(name) ?? compile(environment, file);
  templates.set(name, ready);
  return ready;
}

function compile(environment: PreparedTheme['environment'], file: TextFile | undefined): Compiled {
  const [text, at] = [file?.text ?? '', file?.file];
  if (tooDeepAt(text) !== undefined) throw Object.assign(new TemplateLimit(tooDeep), { template: at });
  try {
    return environment.compile(environment.parse(text, { srcName: at }), options);
  } catch (error) {
    const line = /^Parse error on line (\d+)/.exec((error as Error).message)?.[1];
    const told = line ? { message: 'the template cannot be read', lineNumber: Number(line) } : {};
    throw Object.assign(error as Error, { template: at, ...told });
  }
}

const options = { strict: true, knownHelpersOnly: true, knownHelpers: { phrase: true, html: true, message: true } };

function hintFor(key: string, known: string[]): string {
  const hint = didYouMean(key, known);
  return hint ? `: ${hint}` : '';
}
