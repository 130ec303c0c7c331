import type { LanguageTag } from '../../base/language.ts';

/** What a selector can ask about an element. */
export interface Selectable {
  tag: string;
  id: string;
  classes: readonly string[];
  attributes: ReadonlyMap<string, string>;
  language: LanguageTag;
  parent: Selectable | undefined;
}

export interface Selector {
  /** As written. */
  text: string;
  matches(element: Selectable): boolean;
  /** 10 000 an id, 100 a class, attribute or pseudo-class, 1 a tag. */
  specificity: number;
  /** What an element must be called for it to match: a tag, `.class` or `#id`; absent when anything may match. */
  subject?: string;
}

/**
 * Reads a list of CSS selectors (Selectors 4): tags, classes, ids, attributes, `:lang()`, `:is()`, `:where()`, `:not()`,
 * descendants and children. What text alone cannot tell is taken to hold: siblings, `:hover`, `:checked`,
 * `:first-child`. Selectors of pseudo-elements are left out.
 */
export function readSelectors(list: string): Selector[] {
  const texts = splitTop(list, /,/).filter((text) => text !== ',' && text.trim() !== '');
  return texts.flatMap((text) => (text.includes('::') ? [] : [readSelector(text)]));
}

function readSelector(text: string): Selector {
  const steps = stepsOf(text);
  const subject = steps.at(-1)?.test.subject;
  return {
    text: text.trim(),
    matches: (element) => matchesFrom(steps, steps.length - 1, element),
    specificity: steps.reduce((sum, { test }) => sum + test.specificity, 0),
    ...(subject !== undefined && { subject }),
  };
}

/** What a part of a selector asks of one element. */
type Test = Omit<Selector, 'text'>;

interface Step {
  test: Test;
  /** How it hangs together with the step before. */
  combinator: ' ' | '>';
}

function stepsOf(text: string): Step[] {
  const steps: Step[] = [];
  let combinator: Step['combinator'] = ' ';
  for (const part of splitTop(text, /[\s>+~]/)) {
    if (part === '>') combinator = '>';
    else if (part === '+' || part === '~') steps.pop();
    else if (part.trim() !== '') {
      steps.push({ test: compound(part), combinator });
      combinator = ' ';
    }
  }
  return steps;
}

function matchesFrom(steps: Step[], last: number, element: Selectable): boolean {
  const step = steps[last];
  if (step === undefined) return true;
  if (!step.test.matches(element)) return false;
  if (last === 0) return true;
  for (let ancestor = element.parent; ancestor !== undefined; ancestor = ancestor.parent) {
    if (matchesFrom(steps, last - 1, ancestor)) return true;
    if (step.combinator === '>') return false;
  }
  return false;
}

function compound(text: string): Test {
  const tests = splitCompound(text).map(simple);
  const subject = tests.find((test) => test.subject !== undefined)?.subject;
  return {
    matches: (element) => tests.every((test) => test.matches(element)),
    specificity: tests.reduce((sum, test) => sum + test.specificity, 0),
    ...(subject !== undefined && { subject }),
  };
}

/** `th.end:lang(zh)` → th, .end, :lang(zh). */
function splitCompound(text: string): string[] {
  return text.match(/\[[^\]]*\]|::?[\w-]+(?:\((?:[^()]|\([^()]*\))*\))?|[.#]?[\w-]+|\*/g) ?? [];
}

function simple(text: string): Test {
  const name = text.slice(1);
  switch (text[0]) {
    case '*':
      return { matches: () => true, specificity: 0 };
    case '.':
      return { matches: (element) => element.classes.includes(name), specificity: 100, subject: text };
    case '#':
      return { matches: (element) => element.id === name, specificity: 10_000, subject: text };
    case '[':
      return attribute(text);
    case ':':
      return pseudoClass(text);
    default:
      return tagged(text.toLowerCase());
  }
}

function tagged(tag: string): Test {
  return { matches: (element) => element.tag === tag, specificity: 1, subject: tag };
}

/** `[lang]`, `[lang="zh-Hans"]`; other comparisons hold where the attribute is there. */
function attribute(text: string): Test {
  const [, name = '', sign, value] = /^\[\s*([\w-]+)\s*(?:([~^$*|]?=)\s*["']?([^"'\]]*?)["']?\s*)?\]$/.exec(text) ?? [];
  return {
    matches: ({ attributes }) => (sign === '=' ? attributes.get(name) === value : attributes.has(name)),
    specificity: 100,
  };
}

function pseudoClass(text: string): Test {
  const [, name = '', argument = ''] = /^:([\w-]+)(?:\(([\s\S]*)\))?$/.exec(text) ?? [];
  switch (name) {
    case 'lang': {
      const ranges = argument.split(',').map((range) =>
        range
          .trim()
          .replace(/^["']|["']$/g, '')
          .toLowerCase(),
      );
      return {
        matches: ({ language }) => ranges.some((range) => `${language.toLowerCase()}-`.startsWith(`${range}-`)),
        specificity: 100,
      };
    }
    case 'is':
    case 'where': {
      const options = readSelectors(argument);
      const specificity = name === 'where' ? 0 : Math.max(0, ...options.map((option) => option.specificity));
      return { matches: (element) => options.some((option) => option.matches(element)), specificity };
    }
    case 'not': {
      const options = readSelectors(argument);
      const specificity = Math.max(0, ...options.map((option) => option.specificity));
      return { matches: (element) => !options.some((option) => option.matches(element)), specificity };
    }
    case 'root':
      return { matches: ({ parent }) => parent === undefined, specificity: 100 };
    default:
      return { matches: () => true, specificity: 100 };
  }
}

/** Splits outside brackets; the separators stay, as parts of their own. */
function splitTop(text: string, separator: RegExp): string[] {
  const parts = [''];
  let depth = 0;
  for (const character of text) {
    if (character === '(' || character === '[') depth++;
    if (character === ')' || character === ']') depth--;
    if (depth === 0 && separator.test(character)) parts.push(character, '');
    else parts.push(parts.pop() + character);
  }
  return parts;
}
