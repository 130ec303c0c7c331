import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files that take longest, longest first: begun last, one of them would go on alone. */
const longest = [
  'command/same-bytes',
  'live/accessibility',
  'command/incremental',
  'faults/browser',
  'fuzz/fuzz',
  'faults/signals',
  'faults/machine',
  'live/views',
  'share/passed-on',
  'command/build',
  'command/embargo',
  'live/resilience',
  'share/share-set',
  'command/batch',
  'preview/preview',
  'errors',
];

/** Begins with the files that take longest, whatever project they are of; the others follow as Vitest sorts them. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) => {
      const at = longest.findIndex((name) => moduleId.endsWith(`tests/${name}.test.ts`));
      return at < 0 ? longest.length : at;
    };
    return (await super.sort(files)).sort((a, b) => rank(a) - rank(b));
  }
}
