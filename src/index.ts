export { AuthorError, BrowserError, type Diagnostic, type Place } from './base/diagnostic.ts';
export { type BuildOptions, type BuildResult, build } from './build.ts';
export { type CheckOptions, type CheckResult, check } from './check.ts';
