import { createContext, Script } from 'node:vm';

/** Milliseconds for all values of one column. */
const limit = 1000;

const script = new Script("const whole = new RegExp(pattern, 'u'); texts.filter((text) => whole.test(text))");

/**
 * Which of the texts match a regular expression from end to end; undefined when that takes too long: an expression such
 * as `(a+)+` takes twice the time for each further character, and nothing else can interrupt it.
 */
export function matchingTexts(pattern: string, texts: readonly string[]): Set<string> | undefined {
  const context = createContext({ pattern: `^(?:${pattern})$`, texts: [...new Set(texts)] });
  try {
    return new Set(script.runInContext(context, { timeout: limit }) as string[]);
  } catch (error) {
    if ((error as { code?: string }).code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') return undefined;
    throw error;
  }
}
