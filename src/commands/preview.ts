import { spawn } from 'node:child_process';
import { UsageError } from '../base/diagnostic.ts';
import type { Terminal } from '../base/terminal.ts';
import { preview } from '../preview.ts';
import { languagesOf } from './chosen.ts';
import { printFindings } from './findings.ts';
import { givenParameters } from './given-parameters.ts';

/** `jianbao preview [folder]`: runs until it is interrupted. */
export async function previewCommand(
  positionals: string[],
  values: Record<string, unknown>,
  terminal: Terminal,
): Promise<number> {
  const [folder = '.', ...more] = positionals;
  if (more.length > 0) throw new UsageError(`"${more[0]}" is one word too many`, 'usage: jianbao preview [folder]');
  // Handled to the end: whoever finds nobody listening lets the signal end the process before all is closed.
  const ended = new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve());
  });
  const running = await preview({
    folder,
    port: portOf(values.port),
    languages: languagesOf(values.language),
    parameters: givenParameters(values.set),
    browser: values.browser as string | undefined,
    told: ({ findings, isBroken, milliseconds }) => {
      void printFindings(findings, folder, terminal).then(() => {
        const words = isBroken ? 'cannot be built; the page shows the last good state' : 'made';
        if (!values.quiet) terminal.out(`${words} (${Math.round(milliseconds)} ms)`);
      });
    },
  });
  terminal.out(running.address);
  if (values.open === true || (values.open !== false && values['no-open'] !== true && process.stdout.isTTY === true))
    show(running.address);
  await ended;
  await running.close();
  return 0;
}

function portOf(given: unknown): number | undefined {
  if (given === undefined) return undefined;
  const port = Number(given);
  if (/^\d+$/.test(String(given)) && port > 0 && port < 65_536) return port;
  throw new UsageError(`"${given}" is no port`, 'a number from 1 to 65535');
}

/** Opens an address as the desktop does; without one nothing happens. */
function show(address: string): void {
  const [command, ...words] =
    process.platform === 'darwin' ? ['open'] : process.platform === 'win32' ? ['cmd', '/c', 'start', ''] : ['xdg-open'];
  const child = spawn(command as string, [...words, address], { stdio: 'ignore', detached: true });
  child.on('error', () => {});
  child.unref();
}
