import type { Diagnostics } from './diagnostic.ts';
import type { World } from './world.ts';

/**
 * Does a step of a run, or gives what it gave in an earlier run: when `inputs` are the same, object by object, and the
 * files that it read are the same. What it found is said again. A step is known by its name.
 */
export type Remember = <T>(
  step: string,
  inputs: readonly unknown[],
  diagnostics: Diagnostics,
  work: (world: World, diagnostics: Diagnostics) => Promise<T>,
) => Promise<T>;

/** Remembers nothing, as a run that is the only one does. */
export function forgetful(world: World): Remember {
  return (_step, _inputs, diagnostics, work) => work(world, diagnostics);
}
