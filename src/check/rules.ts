import type { Diagnostic, Rule } from '../base/diagnostic.ts';

/** The rules in the order in which a check tells them, by the names that people read. */
export const ruleNames: Record<Rule, string> = {
  data: 'Data contract',
  numbers: 'Every number bound',
  languages: 'The languages say the same',
  directions: 'Direction words fit the data',
  print: 'Print quality',
  release: 'Ready for release',
};

/** Findings by rule, in order; those that belong to none come first. Groups without findings are left away. */
export function byRule(diagnostics: readonly Diagnostic[]): { rule?: Rule; findings: Diagnostic[] }[] {
  const rules = [undefined, ...(Object.keys(ruleNames) as Rule[])];
  return rules
    .map((rule) => ({ ...(rule && { rule }), findings: diagnostics.filter((each) => each.rule === rule) }))
    .filter(({ findings }) => findings.length > 0);
}
