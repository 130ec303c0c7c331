/** Where in an author's files something stands. Lines and columns count from 1; columns count UTF-16 code units. */
export interface Place {
  /** Path relative to the briefing's folder, with forward slashes; `theme:` in front for a file of the shipped theme. */
  file: string;
  line?: number;
  column?: number;
  /** How many columns the marks under the line cover. */
  length?: number;
  /** For XLSX: sheet name and cell such as `B7`. */
  sheet?: string;
  cell?: string;
}

export type Severity = 'error' | 'warning' | 'info';

/** What `jianbao check` promises, rule by rule: see src/check/. */
export type Rule = 'data' | 'numbers' | 'languages' | 'directions' | 'print' | 'release';

/** One finding about the author's files: what is wrong, where, and what would be right. */
export interface Diagnostic {
  severity: Severity;
  /** Stable kebab-case name, such as `unit-unknown`; listed in docs/diagnostics.md. */
  code: string;
  /** The rule of the check that it breaks; absent for what keeps a briefing from being read or built at all. */
  rule?: Rule;
  /** Lower case, no full stop, no blame. */
  message: string;
  place?: Place;
  hints?: string[];
}

/** Of one severity in one run; nobody reads more, and a million of them would fill the memory. */
const mostFindings = 5000;

/** Collects findings, so that a run reports all of them before it stops. */
export class Diagnostics {
  constructor(
    readonly list: Diagnostic[] = [],
    private readonly rule?: Rule,
    private readonly told = new Map<Severity, number>(),
  ) {}

  /** The same collection; what is added through it belongs to a rule of the check. */
  under(rule: Rule): Diagnostics {
    return new Diagnostics(this.list, rule, this.told);
  }

  error(code: string, message: string, place?: Place, ...hints: (string | undefined)[]): void {
    this.add('error', code, message, place, hints);
  }

  warning(code: string, message: string, place?: Place, ...hints: (string | undefined)[]): void {
    this.add('warning', code, message, place, hints);
  }

  /** Adds what was collected elsewhere, in its order. */
  adopt(findings: readonly Diagnostic[]): void {
    for (const finding of findings) if (this.counts(finding.severity)) this.list.push(finding);
  }

  /** Throws an AuthorError if any error was collected; `strict`: or any warning. */
  stopOnErrors(strict = false): void {
    if (this.stops(strict)) throw new AuthorError(this.list);
  }

  stops(strict = false): boolean {
    return strict ? this.list.some(({ severity }) => severity !== 'info') : this.hasErrors;
  }

  get hasErrors(): boolean {
    return this.list.some((diagnostic) => diagnostic.severity === 'error');
  }

  private add(severity: Severity, code: string, message: string, place?: Place, hints: (string | undefined)[] = []) {
    if (!this.counts(severity)) return;
    const given = hints.flatMap((hint) => (hint === undefined ? [] : shortened(hint)));
    this.list.push({
      severity,
      code,
      ...(this.rule && { rule: this.rule }),
      message: shortened(message),
      ...(place && { place }),
      ...(given.length > 0 && { hints: given }),
    });
  }

  /** Whether there is room for one more. */
  private counts(severity: Severity): boolean {
    const told = (this.told.get(severity) ?? 0) + 1;
    this.told.set(severity, told);
    return told <= mostFindings;
  }
}

/** What is quoted may be as long as a file: beginning and end of it say which it is. */
function shortened(text: string): string {
  return text.length > mostCharacters ? `${text.slice(0, mostCharacters - 301)}…${text.slice(-300)}` : text;
}

const mostCharacters = 1000;

/** The author's files cannot be built; carries everything found. Exit code 1. */
export class AuthorError extends Error {
  override name = 'AuthorError';
  constructor(readonly diagnostics: Diagnostic[]) {
    super(diagnostics.map((d) => d.message).join('; '));
  }
}

/** A page asked for what is not inside it; one address a diagnostic. */
export class RequestError extends AuthorError {
  constructor(
    readonly addresses: readonly string[],
    diagnostics: Diagnostic[],
  ) {
    super(diagnostics);
  }
}

/** The command was called wrongly. Exit code 2. */
export class UsageError extends Error {
  override name = 'UsageError';
  constructor(
    message: string,
    readonly hint?: string,
    /** Further mistakes of the same call. */
    readonly others: readonly UsageError[] = [],
  ) {
    super(message);
  }
}

/** No browser, or the browser failed. Exit code 3. */
export class BrowserError extends Error {
  override name = 'BrowserError';
  constructor(
    readonly code: string,
    message: string,
    readonly hints: string[] = [],
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** `did you mean "person"?`, or nothing when no known name is near. Near: edit distance at most a third of the length. */
export function didYouMean(name: string, known: Iterable<string>): string | undefined {
  const near = nearest(name, known);
  return near === undefined ? undefined : `did you mean "${near}"?`;
}

function nearest(name: string, known: Iterable<string>): string | undefined {
  let best: string | undefined;
  let bestDistance = Math.max(1, Math.floor(name.length / 3)) + 1;
  for (const candidate of known) {
    if (Math.abs(candidate.length - name.length) >= bestDistance) continue;
    const distance = editDistance(name.toLowerCase(), candidate.toLowerCase());
    if (distance < bestDistance) [best, bestDistance] = [candidate, distance];
  }
  return best;
}

/** Optimal string alignment: insertions, deletions, replacements and swaps of neighbours each cost 1. */
function editDistance(a: string, b: string): number {
  let before: number[] = [];
  let above = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = a[i - 1] === b[j - 1] ? 0 : 1;
      let cost = Math.min((above[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (above[j - 1] ?? 0) + change);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, (before[j - 2] ?? 0) + 1);
      row.push(cost);
    }
    [before, above] = [above, row];
  }
  return above[b.length] ?? 0;
}
