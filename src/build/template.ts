import type Handlebars from 'handlebars';
import { type Diagnostics, didYouMean, type Place } from '../base/diagnostic.ts';
import { type LimitedTemplates, limitTemplates, TemplateLimit, tooDeep, tooDeepAt } from '../base/template-limits.ts';
import type { TextFile } from '../model/briefing.ts';
import { followOrigins, type Templated } from './origin.ts';

/** A helper of section templates: gets its arguments, gives the text that stands in for them, or an answer for `{{#if (…)}}`. */
export type SectionHelper = (call: HelperCall) => string | boolean;

export interface HelperCall {
  arguments: unknown[];
  options: Record<string, unknown>;
  place: Place;
}

export interface TemplateParts {
  helpers: Map<string, SectionHelper>;
  /** Markdown partials by name. */
  partials: ReadonlyMap<string, TextFile>;
  /** Words for a plain field such as `{{briefing.title}}`; `written` is as in the template. */
  field: (value: unknown, written: string, place: Place) => string;
}

const blockHelpers = ['if', 'unless', 'each', 'with'];

/**
 * Runs the Handlebars of a section over `context` and gives its Markdown, each character of which knows where it was
 * written. Every `{{…}}` goes through a helper, so that
 * nothing from data is ever read as Markdown. Unknown helpers, partials and fields are errors with their place.
 */
export async function runTemplate(
  file: TextFile,
  parts: TemplateParts,
  context: Record<string, unknown>,
  diagnostics: Diagnostics,
): Promise<Templated> {
  const { default: handlebars } = await import('handlebars');
  const prepared = prepareOnce(handlebars, file, parts, diagnostics);
  if (!prepared) return followOrigins(file.file).read('');
  const { origins, limited, template } = prepared;
  const own = [...parts.helpers, ['field', fieldHelper(parts)] as const];
  const helpers = Object.fromEntries(own.map(([name, helper]) => [name, adapt(helper)]));
  limited.reset();
  try {
    return origins.read(template(context, { helpers }));
  } catch (error) {
    if (error instanceof handlebars.Exception) {
      diagnostics.error('template-syntax', (error as Error).message.replace(/ - \d+:\d+$/, ''), { file: file.file });
      return origins.read('');
    }
    // RangeError: deeper than the stack, or longer than any string.
    if (!(error instanceof TemplateLimit || error instanceof RangeError)) throw error;
    diagnostics.error('template-too-large', tooLarge(error), { file: file.file });
    return origins.read('');
  }
}

/** A template that is ready to run, whatever its helpers answer. */
interface Prepared {
  origins: ReturnType<typeof followOrigins>;
  limited: LimitedTemplates;
  template: Handlebars.TemplateDelegate;
}

/** By file: the briefings of a batch, and those of an author who writes in another file, share it. */
const ready = new WeakMap<TextFile, { partials: TemplateParts['partials']; names: string; prepared: Prepared }>();

function prepareOnce(
  handlebars: typeof Handlebars,
  file: TextFile,
  parts: TemplateParts,
  diagnostics: Diagnostics,
): Prepared | undefined {
  const names = [...parts.helpers.keys()].join();
  const before = ready.get(file);
  if (before?.partials === parts.partials && before.names === names) return before.prepared;
  const origins = followOrigins(file.file);
  const environment = handlebars.create();
  const program = parseTemplate(handlebars, file, diagnostics);
  if (!program) return undefined;
  const partials = new Map<string, hbs.AST.Program>();
  if (!prepare(handlebars, program, parts, { partials, origins }, diagnostics)) return undefined;
  const limited = limitTemplates(environment);
  // Helpers give text that is safe in Markdown already, so Handlebars must not turn it into HTML entities. No name can
  // be unknown by now; to know that makes its code half as long.
  const knownHelpers = Object.fromEntries([...parts.helpers.keys(), 'field'].map((name) => [name, true]));
  const options = { noEscape: true, knownHelpersOnly: true, knownHelpers };
  for (const [name, partial] of partials)
    environment.registerPartial(name, limited(environment.compile(partial, options)));
  const prepared = { origins, limited, template: environment.compile(program, options) };
  ready.set(file, { partials: parts.partials, names, prepared });
  return prepared;
}

function tooLarge(error: Error): string {
  return error instanceof TemplateLimit ? error.message : 'the template is nested too deeply or unfolds to too much';
}

function parseTemplate(
  handlebars: typeof Handlebars,
  file: TextFile,
  diagnostics: Diagnostics,
): hbs.AST.Program | undefined {
  const deep = tooDeepAt(file.text);
  if (deep !== undefined) {
    const lines = file.text.slice(0, deep).split('\n');
    const place = { file: file.file, line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 };
    diagnostics.error('template-too-large', tooDeep, place);
    return undefined;
  }
  try {
    return handlebars.parse(file.text, { srcName: file.file });
  } catch (error) {
    if (error instanceof RangeError) {
      diagnostics.error('template-too-large', tooLarge(error), { file: file.file });
      return undefined;
    }
    const { message, lineNumber, column } = error as { message: string; lineNumber?: number; column?: number };
    const [, line, before] = /Parse error on line (\d+):\n(?:.*\n)(-*)\^/.exec(message) ?? [];
    const expected = /got '(\w+)'/.exec(message)?.[1];
    const place = lineNumber
      ? { file: file.file, line: lineNumber, column: (column ?? 0) + 1 }
      : { file: file.file, ...(line && syntaxPlace(file.text, Number(line), before?.length ?? 0)) };
    const said = lineNumber
      ? message.replace(/ - \d+:\d+$/, '')
      : `the template cannot be read${expected === 'EOF' ? ': a block is never closed' : ''}`;
    diagnostics.error('template-syntax', said, place);
    return undefined;
  }
}

/** Handlebars counts the offending line loosely; take the last mustache opened on it. */
function syntaxPlace(text: string, line: number, before: number): { line: number; column: number } {
  const written = text.split('\n')[line - 1] ?? '';
  const opened = written.lastIndexOf('{{');
  return { line, column: (opened >= 0 ? opened : Math.min(before, written.length)) + 1 };
}

/** Checks names, turns plain fields into calls of `field`, and collects the partials that are used. False: has errors. */
function prepare(
  handlebars: typeof Handlebars,
  program: hbs.AST.Program,
  parts: TemplateParts,
  { partials, origins }: { partials: Map<string, hbs.AST.Program>; origins: ReturnType<typeof followOrigins> },
  diagnostics: Diagnostics,
): boolean {
  const before = diagnostics.list.length;
  visit(program, []);
  return diagnostics.list.length === before;

  function visit(body: hbs.AST.Program | undefined, inside: string[]): void {
    for (const statement of body?.body ?? []) visitStatement(statement, inside);
  }

  function visitStatement(statement: hbs.AST.Statement, inside: string[]): void {
    switch (statement.type) {
      case 'MustacheStatement':
        visitMustache(statement as hbs.AST.MustacheStatement);
        break;
      case 'BlockStatement':
        visitBlock(statement as hbs.AST.BlockStatement, inside);
        break;
      case 'PartialStatement':
      case 'PartialBlockStatement':
        visitPartial(statement as hbs.AST.PartialStatement, inside);
        break;
      case 'ContentStatement':
        origins.mark(statement as hbs.AST.ContentStatement);
        return;
      case 'CommentStatement':
        return;
      default:
        diagnostics.error('template-feature', 'decorators have no use in a section', placeOf(statement.loc));
    }
  }

  function visitMustache(mustache: hbs.AST.MustacheStatement): void {
    const path = mustache.path as hbs.AST.PathExpression;
    const called = mustache.params.length > 0 || mustache.hash !== undefined;
    const name = String(path.original);
    if (parts.helpers.has(name)) return;
    if (called) {
      diagnostics.error(
        'helper-unknown',
        `no helper "${name}"`,
        placeOf(path.loc, name.length),
        didYouMean(name, parts.helpers.keys()),
      );
      return;
    }
    mustache.params = [
      path,
      { type: 'StringLiteral', value: name, original: name, loc: path.loc } as hbs.AST.StringLiteral,
    ];
    mustache.path = { ...path, parts: ['field'], original: 'field', depth: 0, data: false } as hbs.AST.PathExpression;
  }

  function visitBlock(block: hbs.AST.BlockStatement, inside: string[]): void {
    const name = String(block.path.original);
    if (!blockHelpers.includes(name)) {
      diagnostics.error(
        'helper-unknown',
        `no block helper "${name}"`,
        placeOf(block.path.loc, name.length),
        didYouMean(name, blockHelpers),
      );
    }
    for (const each of block.params) visitCall(each);
    visit(block.program, inside);
    visit(block.inverse, inside);
  }

  /** A call inside another: `(test "…")`. */
  function visitCall(expression: hbs.AST.Expression): void {
    if (expression.type !== 'SubExpression') return;
    const name = String((expression as hbs.AST.SubExpression).path.original);
    if (parts.helpers.has(name)) return;
    const hint = didYouMean(name, parts.helpers.keys());
    diagnostics.error('helper-unknown', `no helper "${name}"`, placeOf(expression.loc), hint);
  }

  function visitPartial(statement: hbs.AST.PartialStatement, inside: string[]): void {
    const name = String((statement.name as hbs.AST.PathExpression).original);
    const partial = parts.partials.get(name);
    if (!partial) {
      diagnostics.error(
        'partial-unknown',
        `no partial "${name}"`,
        placeOf(statement.name.loc, name.length),
        didYouMean(name, parts.partials.keys()),
      );
    } else if (inside.includes(name)) {
      diagnostics.error(
        'partial-cycle',
        `partial "${name}" includes itself: ${[...inside, name].join(' → ')}`,
        placeOf(statement.loc),
      );
    } else if (!partials.has(name)) {
      const parsed = parseTemplate(handlebars, partial, diagnostics);
      if (!parsed) return;
      partials.set(name, parsed);
      visit(parsed, [...inside, name]);
    }
  }
}

function fieldHelper(parts: TemplateParts): SectionHelper {
  return ({ arguments: [value, written], place }) => parts.field(value, String(written), place);
}

function adapt(helper: SectionHelper): Handlebars.HelperDelegate {
  return (...given: unknown[]) => {
    const { hash, loc } = given.pop() as { hash: Record<string, unknown>; loc: hbs.AST.SourceLocation };
    const options = Object.fromEntries(Object.entries(hash).map(([name, value]) => [name, plain(value)]));
    return helper({ arguments: given.map(plain), options, place: placeOf(loc) });
  };
}

/** A parameter with a code list stands for its code. */
function plain(value: unknown): unknown {
  const isCode = typeof value === 'object' && value !== null && 'code' in value && 'label' in value;
  return isCode ? value.code : value;
}

function placeOf(loc: hbs.AST.SourceLocation, length?: number): Place {
  const width = length ?? (loc.start.line === loc.end.line ? loc.end.column - loc.start.column : undefined);
  return { file: loc.source, line: loc.start.line, column: loc.start.column + 1, ...(width && { length: width }) };
}
