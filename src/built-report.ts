import { Diagnostics, UsageError } from './base/diagnostic.ts';
import type { LanguageTag } from './base/language.ts';
import { letIn } from './base/let-in.ts';
import { buildReport } from './build/report.ts';
import { checkReport } from './check/check.ts';
import type { Request, Tools } from './generate.ts';
import type { Briefing } from './model/briefing.ts';
import type { Report } from './model/report.ts';
import { readBriefing } from './read/briefing.ts';

/** What reading and building work with. */
export type Reading = Pick<Tools, 'world' | 'stages' | 'remember' | 'read' | 'check'>;
export type ReportRequest = Pick<Request, 'languages' | 'parameters' | 'strict' | 'version'>;

/** Reads, builds and checks; throws AuthorError when anything is wrong. */
export async function checkedReport(request: ReportRequest, tools: Reading): Promise<BuiltReport> {
  const built = await builtReport(request, tools);
  await checked(built.briefing, built.report, request, tools, built.diagnostics);
  return built;
}

export interface BuiltReport {
  briefing: Briefing;
  report: Report;
  diagnostics: Diagnostics;
}

/** Reads and builds; throws AuthorError when either is impossible. */
export async function builtReport(
  request: ReportRequest,
  { world, stages, remember, read: readAlready }: Reading,
): Promise<BuiltReport> {
  const diagnostics = new Diagnostics();
  const read = await stages.time('read', () =>
    readAlready ? readAlready(diagnostics) : readBriefing(world, diagnostics, remember),
  );
  const briefing = withLanguages(read, request.languages);
  await letIn();
  const report = await stages.time('build', () =>
    buildReport(briefing, diagnostics, { folder: world.briefing, given: request.parameters, remember }),
  );
  diagnostics.stopOnErrors();
  return { briefing, report, diagnostics };
}

/** Checks what was built; throws AuthorError when anything is wrong. */
export async function checked(
  briefing: Briefing,
  report: Report,
  { strict }: ReportRequest,
  { stages, check = checkReport }: Reading,
  diagnostics: Diagnostics,
): Promise<void> {
  await stages.time('check', async () => check(briefing, report, diagnostics));
  diagnostics.stopOnErrors(strict);
}

/** The briefing in some of its languages, in its own order. */
function withLanguages(briefing: Briefing, wanted: LanguageTag[] | undefined): Briefing {
  if (!wanted) return briefing;
  const { languages } = briefing.meta;
  const unknown = wanted.find((tag) => !languages.includes(tag));
  if (unknown !== undefined)
    throw new UsageError(`the briefing is not written in "${unknown}"`, `its languages: ${languages.join(', ')}`);
  return { ...briefing, meta: { ...briefing.meta, languages: languages.filter((tag) => wanted.includes(tag)) } };
}
