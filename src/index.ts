export { AuthorError, BrowserError, type Diagnostic, type Place, UsageError } from './base/diagnostic.ts';
export { type BatchOptions, type BatchProgress, type BatchResult, batch } from './batch.ts';
export { type BuildOptions, type BuildResult, build } from './build.ts';
export { type ChartFormat, type ChartOptions, type NamedData, renderChart } from './chart.ts';
export { type CheckOptions, type CheckResult, check } from './check.ts';
export { type ConfirmOptions, confirm } from './confirm.ts';
export { type DiffResult, diff } from './diff.ts';
export { checkRelease, type ReleaseOptions, type ReleaseResult } from './release.ts';
