import type Handlebars from 'handlebars';

/** What one template may unfold to. */
export const templateLimits = {
  /** Characters that loops and partials write, each level of nesting counted. */
  characters: 32_000_000,
  /** Partials inside partials, and blocks inside blocks. */
  depth: 32,
};

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
