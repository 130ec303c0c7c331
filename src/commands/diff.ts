import { UsageError } from '../base/diagnostic.ts';
import { pick } from '../base/language.ts';
import type { Terminal } from '../base/terminal.ts';
import { diff } from '../diff.ts';
import type { Comparison, NumberState } from '../model/comparison.ts';
import { writePage } from './write-page.ts';

const usage = 'usage: jianbao diff <old> <new>';

/** `jianbao diff <old> <new>`: 0 whether or not anything changed. */
export async function diffCommand(
  [before, after, ...more]: string[],
  values: Record<string, unknown>,
  terminal: Terminal,
): Promise<number> {
  if (before === undefined || after === undefined) throw new UsageError('two editions are needed', usage);
  if (more.length > 0) throw new UsageError(`"${more[0]}" is one word too many`, usage);
  const output = values.output as string | undefined;
  if (output !== undefined && !/\.html?$/.test(output))
    throw new UsageError(`"${output}" does not end in .html`, 'the comparison is written as an HTML page');
  const { comparison, page } = await diff(before, after);
  if (output !== undefined) await writePage(output, await page());
  if (values.json) terminal.out(JSON.stringify(comparison, undefined, 2));
  else terminal.out(told(comparison));
  return 0;
}

function told({ numbers, texts, charts, languages }: Comparison): string {
  if (numbers.length + texts.length + charts.length === 0) return 'nothing has changed';
  const [tongue = 'en'] = languages.filter((tag) => tag.startsWith('en')).concat(languages);
  const wordsOf = (state: NumberState | undefined) => state?.words[tongue]?.join(', ');
  return [
    ...numbers.map(({ id, change, old, new: now }) =>
      [`number ${change.padEnd(8)}  ${id}`, [wordsOf(old), wordsOf(now)].filter(Boolean).join(' → ')].join('  '),
    ),
    ...texts.map(({ where, change, changedIn, parts }) => {
      const isAlone = change === 'revised' && changedIn.length < languages.length;
      const shown = changedIn.includes(tongue) ? tongue : (changedIn[0] ?? tongue);
      const text = (parts[shown] ?? [])
        .map((part) => ({ same: part.text, inserted: `{+${part.text}+}`, deleted: `[-${part.text}-]` })[part.type])
        .join('')
        .replace(/\n/g, ' ');
      return `text   ${change.padEnd(8)}  ${where}${isAlone ? `  in ${changedIn.join(', ')} only` : ''}\n  ${text}`;
    }),
    ...charts.map(({ chart, title, change, deleted, inserted }) => {
      const rows = `${deleted.length} rows out, ${inserted.length} in`;
      return `chart  ${change.padEnd(8)}  ${chart}  ${pick(title, tongue) ?? ''}  (${rows})`;
    }),
  ].join('\n');
}
