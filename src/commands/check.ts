import { UsageError } from '../base/diagnostic.ts';
import type { Terminal } from '../base/terminal.ts';
import { byRule, ruleNames } from '../check/rules.ts';
import { check } from '../check.ts';
import { printFindings } from './findings.ts';
import { givenParameters } from './given-parameters.ts';

/** `jianbao check [folder]`: 0 when the briefing can be built, 1 when not. */
export async function checkCommand(
  positionals: string[],
  values: Record<string, unknown>,
  terminal: Terminal,
): Promise<number> {
  const [folder = '.', ...more] = positionals;
  if (more.length > 0) throw new UsageError(`"${more[0]}" is one word too many`, 'usage: jianbao check [folder]');
  if (values.release === true) {
    const { releaseCommand } = await import('./release.ts');
    return releaseCommand(folder, values, terminal);
  }
  const wrong = ['output', 'now', 'browser'].find((name) => values[name] !== undefined);
  if (wrong !== undefined) throw new UsageError(`--${wrong} is for the list of a release`, 'say --release too');
  const { ok, diagnostics } = await check({
    folder,
    parameters: givenParameters(values.set),
    strict: values.strict === true,
  });
  if (values.json) terminal.out(JSON.stringify({ ok, diagnostics }, undefined, 2));
  else {
    for (const { rule, findings } of byRule(diagnostics)) {
      terminal.error(`— ${rule ? ruleNames[rule] : 'Reading and building'} —`);
      await printFindings(findings, folder, terminal);
    }
    if (ok && !values.quiet) terminal.out(diagnostics.length === 0 ? 'nothing to mend' : 'can be built');
  }
  return ok ? 0 : 1;
}
