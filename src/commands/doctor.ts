import { UsageError } from '../base/diagnostic.ts';
import type { Terminal } from '../base/terminal.ts';
import { examine } from '../print/doctor.ts';
import { doctorText } from '../print/doctor-text.ts';

/** `jianbao doctor`: prints what the machine has and lacks; 3 when no browser starts or something else is missing. */
export async function doctorCommand(
  positionals: string[],
  values: Record<string, unknown>,
  terminal: Terminal,
): Promise<number> {
  if (positionals.length > 0) throw new UsageError(`"${positionals[0]}" is one word too many`, 'usage: jianbao doctor');
  const browser = values.browser as string | undefined;
  const settings = { ...(browser !== undefined && { browser }), env: process.env };
  const examination = await examine(settings, ({ item }) => terminal.status(item ?? ''));
  terminal.status('');
  terminal.out(values.json ? JSON.stringify(examination, undefined, 2) : doctorText(examination));
  return examination.missing.length === 0 ? 0 : 3;
}
