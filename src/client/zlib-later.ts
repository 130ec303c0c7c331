declare const require: (path: './zlib.ts') => typeof import('./zlib.ts');

/**
 * The library works out its tables as soon as it is loaded, which takes longer than all else that starts with the page: it
 * is loaded when it is first used.
 */
export function zlib(): typeof import('./zlib.ts') {
  return require('./zlib.ts');
}
