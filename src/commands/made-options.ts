import type { BatchOptions } from '../batch.ts';
import { languagesOf } from './chosen.ts';
import { givenParameters } from './given-parameters.ts';

/** What `build` and `batch` are told alike by the words of the command line. */
export type MadeOptions = Pick<
  BatchOptions,
  'folder' | 'output' | 'languages' | 'parameters' | 'strict' | 'now' | 'browser'
>;

export function madeOptions(folder: string, values: Record<string, unknown>): MadeOptions {
  return {
    folder,
    output: values.output as string | undefined,
    languages: languagesOf(values.language),
    parameters: givenParameters(values.set),
    strict: values.strict === true,
    now: values.now as string | undefined,
    browser: values.browser as string | undefined,
  };
}
