import { type Diagnostics, didYouMean } from '../base/diagnostic.ts';
import { limitTemplates, TemplateLimit } from '../base/template-limits.ts';
import type { Theme } from '../model/briefing.ts';
import type { Html } from './html.ts';
import { type PerLanguage, phrase } from './languages.ts';

/** Gives the HTML of a layout or partial for its data. Text in `{{…}}` is escaped. */
export type RenderTemplate = (name: string, data: Record<string, unknown>) => string;

/**
 * Compiles the theme's layouts and partials. Beside Handlebars' own helpers there are `{{phrase texts}}`, the same words
 * in every language of the page, and `{{message "key"}}`, a message in every language. A field that does not exist is
 * an error, as is an unknown partial, helper or message.
 */
export async function compileTheme(
  theme: Theme,
  messages: (key: string) => PerLanguage | undefined,
  messageKeys: () => string[],
  diagnostics: Diagnostics,
): Promise<RenderTemplate> {
  const { default: handlebars } = await import('handlebars');
  const environment = handlebars.create();
  const trusted = (html: string) => new handlebars.SafeString(html);
  environment.registerHelper('phrase', (texts: PerLanguage) => trusted(phrase(texts)));
  environment.registerHelper('html', (value: Html) => trusted(value.html));
  environment.registerHelper('message', (key: string) => {
    const texts = messages(key);
    if (texts) return trusted(phrase(texts));
    throw new Error(`no message "${key}"${hintFor(key, messageKeys())}`);
  });
  const options = { strict: true, knownHelpersOnly: true, knownHelpers: { phrase: true, html: true, message: true } };
  const limited = limitTemplates(environment);
  for (const [name, file] of theme.partials) {
    if (!file.file.endsWith('.hbs')) continue;
    const compiled = environment.compile(environment.parse(file.text, { srcName: file.file }), options);
    environment.registerPartial(name, limited(compiled));
  }
  return (name, data) => {
    const file = theme.layouts.get(name) ?? theme.partials.get(name);
    if (!file) throw new Error(`the theme has no layout "${name}"`);
    try {
      return environment.compile(environment.parse(file.text, { srcName: file.file }), options)(data);
    } catch (error) {
      if (error instanceof TemplateLimit || error instanceof RangeError) {
        diagnostics.error('template-too-large', error.message.toLowerCase(), { file: file.file });
        return '';
      }
      const { message, lineNumber, column } = error as { message: string; lineNumber?: number; column?: number };
      const place = { file: file.file, ...(lineNumber && { line: lineNumber, column: (column ?? 0) + 1 }) };
      diagnostics.error('theme-template', message.replace(/ - \d+:\d+$/, ''), place);
      return '';
    }
  };
}

function hintFor(key: string, known: string[]): string {
  const hint = didYouMean(key, known);
  return hint ? `: ${hint}` : '';
}
