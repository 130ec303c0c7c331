import type { Diagnostics } from '../base/diagnostic.ts';
import type { TextFile } from '../model/briefing.ts';
import type { Block, Reference } from '../model/document.ts';
import { parseMarkdown } from './markdown.ts';
import { type MarkedBlock, type Referable, referenceHelpers } from './references.ts';
import { runTemplate } from './template.ts';

/** One section in one language: Handlebars, then Markdown, to blocks whose numbers are still references. */
export async function buildSection(
  id: string,
  file: TextFile,
  known: Referable,
  context: Record<string, unknown>,
  partials: ReadonlyMap<string, TextFile>,
  diagnostics: Diagnostics,
): Promise<Block[]> {
  const marked: (Reference | MarkedBlock)[] = [];
  const helpers = referenceHelpers(known, marked, diagnostics);
  const field = (value: unknown, written: string, place: import('../base/diagnostic.ts').Place): string => {
    if (typeof value === 'string' || typeof value === 'number') {
      marked.push({ type: 'field', path: written, text: String(value), place });
      return `\uE000${marked.length - 1}\uE001`;
    }
    const hint = 'fields of briefing.yaml are written {{briefing.title}}, numbers {{fact "id"}}';
    diagnostics.error('field-unknown', `no field "${written}"`, place, hint);
    return '';
  };
  const reserved = /[\uE000-\uE003]/.exec(file.text);
  if (reserved) {
    const lines = file.text.slice(0, reserved.index).split('\n');
    const place = { file: file.file, line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 };
    diagnostics.error('character-reserved', 'the private-use characters U+E000 to U+E003 cannot be used', place);
  }
  const markdown = await runTemplate(file, { helpers, partials, field }, context, diagnostics);
  return parseMarkdown(markdown, marked, id, diagnostics);
}
