import type Handlebars from 'handlebars';

/** What one template may unfold to. */
export const templateLimits = {
  /** Characters that loops and partials write, each level of nesting counted. */
  characters: 32_000_000,
  /** Partials inside partials, and blocks inside blocks. */
  depth: 32,
};

/**
 * Where blocks first nest too deeply, as an offset in the text of a template. Handlebars' parser and compiler take a time
 * that grows with the square of the depth, so this is asked before they run. `{{else if}}` nests as a block does.
 */
export function tooDeepAt(text: string): number | undefined {
  const open: number[] = [];
  let depth = 0;
  for (let at = text.indexOf('{{'); at !== -1; at = text.indexOf('{{', at + 2)) {
    if (text[at - 1] === '\\') continue;
    const tag = /^\{\{~?(!--|!|#|\/|\^(?!~?\}\})|else\s+\w)/.exec(text.slice(at, at + 40))?.[1]?.[0];
    if (tag === '!') {
      const end = text.indexOf(/^\{\{~?!--/.test(text.slice(at, at + 6)) ? '--' : '}}', at + 5);
      if (end === -1) return undefined;
      at = end - 2;
    } else if (tag === '/') depth -= open.pop() ?? 0;
    else if (tag !== undefined) {
      if (tag === 'e') open.push((open.pop() ?? 0) + 1);
      else open.push(1);
      depth += 1;
      if (depth > templateLimits.depth) return at;
    }
  }
  return undefined;
}

/** Says of a template that its blocks nest too deeply. */
export const tooDeep = `blocks are nested more than ${templateLimits.depth} deep`;

/** A template that unfolds beyond its limits. */
export class TemplateLimit extends Error {
  override name = 'TemplateLimit';
}

/**
 * Makes an environment of Handlebars give up with TemplateLimit before its loops and partials write without end: ten
 * partials that include the next one ten times are ten billion. What comes back prepares a compiled partial, and starts
 * counting anew for the next page.
 */
export function limitTemplates(environment: typeof Handlebars): LimitedTemplates {
  let characters = 0;
  let depth = 0;
  const spend = (written: string) => {
    // An empty loop writes nothing and takes its time all the same.
    characters += String(written).length + 16;
    if (characters > templateLimits.characters)
      throw new TemplateLimit(
        `the template unfolds to more than ${templateLimits.characters / 1e6} million characters`,
      );
    return written;
  };
  const each = environment.helpers.each as (this: unknown, context: unknown, options: EachOptions) => string;
  environment.registerHelper('each', function (this: unknown, context: unknown, options: EachOptions) {
    const { fn } = options;
    return each.call(this, context, { ...options, fn: (...given) => spend(fn(...given)) });
  });
  const limited =
    (partial: Template): Template =>
    (context, options) => {
      depth += 1;
      if (depth > templateLimits.depth)
        throw new TemplateLimit(`partials include each other more than ${templateLimits.depth} deep`);
      try {
        return spend(partial(context, options));
      } finally {
        depth -= 1;
      }
    };
  const reset = () => {
    characters = 0;
    depth = 0;
  };
  return Object.assign(limited, { reset });
}

export interface LimitedTemplates {
  (partial: Template): Template;
  reset(): void;
}

type Template = Handlebars.TemplateDelegate;

interface EachOptions extends Handlebars.HelperOptions {
  fn(...given: [unknown, Handlebars.RuntimeOptions?]): string;
}
