import type { Terminal } from '../base/terminal.ts';

export async function chartCommand(_: string[], __: Record<string, unknown>, terminal: Terminal): Promise<number> {
  terminal.error('in the making');
  return 70;
}
