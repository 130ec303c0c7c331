import type { Diagnostic } from '../base/diagnostic.ts';
import type { Terminal } from '../base/terminal.ts';
import { ownPackage } from '../node/package.ts';
import { printDiagnostics, readSourceLines } from '../node/terminal.ts';
import { openWorld } from '../node/world.ts';

/** Prints findings about a briefing's folder with the lines they are about. */
export async function printFindings(diagnostics: Diagnostic[], folder: string, terminal: Terminal): Promise<void> {
  if (diagnostics.length === 0) return;
  const lines = await readSourceLines(diagnostics, openWorld(folder, ownPackage().themeFolder));
  const write = (text: string) => terminal.error(text.replace(/\n$/, ''));
  printDiagnostics(diagnostics, lines, { write, isTTY: terminal.color });
}
