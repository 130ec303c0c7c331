import { existsSync } from 'node:fs';
import * as diagnostic from './base/diagnostic.ts';
import type { KeptScript } from './kept-script.ts';
import { keptCode } from './node/kept-code.ts';

type Making = KeptScript<typeof import('./making.ts')>;

/**
 * Loads what makes a briefing, as one script whose compiled code is kept from run to run; unbundled, module by module.
 * Errors are told apart by their classes, so the script shares them with the rest.
 */
export async function loadMaking(): Promise<Making> {
  const script = new URL('./making.cjs', import.meta.url);
  if (!existsSync(script)) return { exports: await import('./making.ts'), keep() {} };
  const { runKept } = await import('./kept-script.ts');
  return runKept(script, keptCode('making'), { 'jianbao:diagnostic': diagnostic });
}
