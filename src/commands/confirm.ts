import type { Terminal } from '../base/terminal.ts';
import { confirm } from '../confirm.ts';

/** `jianbao confirm [folder] [section…]`: records that the languages of these sections, or of all, say the same. */
export async function confirmCommand(
  positionals: string[],
  values: Record<string, unknown>,
  terminal: Terminal,
): Promise<number> {
  const [folder = '.', ...sections] = positionals;
  const texts = await confirm({ folder, ...(sections.length > 0 && { sections }) });
  if (values.json) terminal.out(JSON.stringify({ ok: true, texts }, undefined, 2));
  else if (!values.quiet)
    terminal.out(`${texts} ${texts === 1 ? 'text is' : 'texts are'} confirmed in translations.lock.json`);
  return 0;
}
