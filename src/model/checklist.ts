import type { Diagnostic, Place, Rule } from '../base/diagnostic.ts';
import type { LanguageTag, Localized } from '../base/language.ts';
import type { Audit } from './audit.ts';
import type { WordedSource } from './provenance.ts';
import type { ReleaseMark } from './release.ts';

/** Whether a briefing may be published, rule by rule, and where each of its numbers comes from. */
export interface Checklist {
  format: 'jianbao-release/1';
  /** Whether nothing blocks the release. */
  ok: boolean;
  generator: string;
  /** Absent when briefing.yaml could not be read. */
  briefing?: { id: string; title: Localized; edition: { period: string; date: string }; languages: LanguageTag[] };
  /** What the outputs say while the briefing may not be published. */
  mark?: ReleaseMark;
  rules: RuleResult[];
  files: { path: string; bytes: number; pages?: number }[];
  audit: Audit;
  /** What the audit's sources are, in the words of each language. */
  sources: Record<LanguageTag, Record<string, WordedSource>>;
}

/** The rules in the order in which a list tells them; `files` is what keeps a briefing from being read or made. */
export const checklistRules = ['files', 'data', 'numbers', 'languages', 'directions', 'print', 'release'] as const;

export interface RuleResult {
  rule: (typeof checklistRules)[number];
  /** `unchecked`: what was found before kept the run from getting there. */
  state: 'passed' | 'warned' | 'blocked' | 'unchecked';
  blocking: Diagnostic[];
  warnings: Diagnostic[];
  /** What the rule looked at: name → how many. */
  examined: Record<string, number>;
}

/** Findings by rule; with `strict` a warning blocks as an error does. */
export function resultsOf(found: readonly Diagnostic[], { strict, reached, examined }: RuleInput): RuleResult[] {
  return checklistRules.map((rule) => {
    const own = found.filter((each) => (each.rule ?? 'files') === rule && each.severity !== 'info');
    const blocking = own.filter(({ severity }) => strict || severity === 'error');
    const warnings = own.filter((each) => !blocking.includes(each));
    const state =
      blocking.length > 0 ? 'blocked' : !reached(rule) ? 'unchecked' : warnings.length > 0 ? 'warned' : 'passed';
    return { rule, state, blocking, warnings, examined: examined[rule] ?? {} };
  });
}

export interface RuleInput {
  strict: boolean;
  /** Whether the run got as far as the rule. */
  reached(rule: Rule | 'files'): boolean;
  examined: Partial<Record<Rule | 'files', Record<string, number>>>;
}

/** The checklist in the words of one language; findings stay as they are. */
export interface WordedChecklist {
  language: LanguageTag;
  title: string;
  briefing: string;
  organisation: string;
  date: string;
  verdict: string;
  mark?: string;
  rules: { name: string; promise: string; state: string; examined: string }[];
  /** The audit trail by the section in which a number stands first, the cover before them. */
  groups: { title: string; count: string; numbers: WordedNumber[] }[];
}

/** One number of the audit trail: what stands behind it. */
export interface WordedNumber {
  id: string;
  label: string;
  value: string;
  period: string;
  sources: { text: string; url?: string }[];
  locator?: string;
  formula?: string;
  inputs: string[];
  where: WordedPlace[];
}

export interface WordedPlace {
  name: string;
  place?: Place;
}
