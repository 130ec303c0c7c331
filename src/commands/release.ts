import { UsageError } from '../base/diagnostic.ts';
import type { Terminal } from '../base/terminal.ts';
import type { Checklist, RuleResult } from '../model/checklist.ts';
import { checkRelease } from '../release.ts';
import { printFindings } from './findings.ts';
import { givenParameters } from './given-parameters.ts';
import { writePage } from './write-page.ts';

/** `jianbao check --release [folder]`: 0 when nothing blocks the release, 1 when something does. */
export async function releaseCommand(
  folder: string,
  values: Record<string, unknown>,
  terminal: Terminal,
): Promise<number> {
  const output = values.output as string | undefined;
  if (output !== undefined && !/\.html?$/.test(output))
    throw new UsageError(`"${output}" does not end in .html`, 'the checklist is written as an HTML page');
  const { checklist, page } = await checkRelease({
    folder,
    parameters: givenParameters(values.set),
    strict: values.strict === true,
    browser: values.browser as string | undefined,
    now: values.now as string | undefined,
  });
  if (output !== undefined && page !== undefined) await writePage(output, page);
  if (values.json) terminal.out(JSON.stringify(checklist, undefined, 2));
  else {
    await printFindings(
      checklist.rules.flatMap(({ blocking, warnings }) => [...blocking, ...warnings]),
      folder,
      terminal,
    );
    if (!values.quiet) terminal.out(listOf(checklist, page === undefined ? undefined : output));
  }
  return checklist.ok ? 0 : 1;
}

function listOf({ ok, rules, audit, mark }: Checklist, output: string | undefined): string {
  const width = Math.max(...rules.map(({ rule }) => rule.length));
  const lines = rules.map((result) => `  ${stateWords[result.state]}  ${result.rule.padEnd(width)}  ${said(result)}`);
  const { numbers, literals } = audit;
  return [
    ...lines,
    `${numbers.length} printed numbers traced to their source, ${literals.length} literals with a reason`,
    ...(mark?.until !== undefined ? [`under embargo until ${mark.until}: outputs say so`] : []),
    ...(output === undefined ? [] : [`the list with the audit trail: ${output}`]),
    ok ? 'nothing blocks the release' : 'the release is blocked',
  ].join('\n');
}

const stateWords = { passed: 'passed   ', warned: 'warnings ', blocked: 'BLOCKED  ', unchecked: 'unchecked' };

function said({ blocking, warnings, examined }: RuleResult): string {
  const found = [
    blocking.length > 0 && `${blocking.length} blocking`,
    warnings.length > 0 && `${warnings.length} to look at`,
  ].filter(Boolean);
  const looked = Object.entries(examined).map(([name, count]) => `${count} ${name}`);
  return [...found, looked.join(', ')].filter(Boolean).join('; ');
}
