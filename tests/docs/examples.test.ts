import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { Diagnostics } from '../../src/base/diagnostic.ts';
import type { Folder } from '../../src/base/world.ts';
import { buildReport } from '../../src/build/report.ts';
import { localize } from '../../src/localize/edition.ts';
import type { Worded } from '../../src/model/edition.ts';
import { openFolder } from '../../src/node/folder.ts';
import { readBriefing } from '../../src/read/briefing.ts';

// The examples of docs/writing.md stand in a section of the default briefing, so their words and numbers are the real ones.

interface Example {
  written: string;
  words: Record<string, string>;
}

const section = 'context';
const root = fileURLToPath(new URL('../..', import.meta.url));
const examples = examplesIn(readFileSync(join(root, 'docs/writing.md'), 'utf8'));
const said: Record<string, string[]> = {};

beforeAll(async () => {
  const text = examples.map(({ written }) => written.replaceAll('`', '')).join('\n\n');
  const world = { briefing: withSection(openFolder(root), text), theme: openFolder(join(root, 'templates')) };
  const diagnostics = new Diagnostics();
  const report = await buildReport(await readBriefing(world, diagnostics), diagnostics);
  expect(diagnostics.list).toEqual([]);
  for (const language of ['zh-Hans', 'en']) {
    const blocks = localize(report, language).sections.find(({ id }) => id === section)?.blocks ?? [];
    said[language] = blocks.map((block) =>
      block.type === 'paragraph' ? block.text.map(wordsOf).join('') : block.type,
    );
  }
});

describe('what docs/writing.md says a helper gives', () => {
  test.each(examples.map(({ written, words }, index) => ({ written, words, index })))(
    '$written',
    ({ words, index }) => {
      expect(said['zh-Hans']?.[index]).toBe(words['zh-Hans']);
      expect(said.en?.[index]).toBe(words.en);
    },
  );
});

/** Rows of the table `| write | 中文 | English |`; `，` and `, ` stand between the words of two examples in one row. */
function examplesIn(markdown: string): Example[] {
  const rows = markdown.matchAll(/^\| (`\{\{.+?`) \| (.+?) \| (.+?) \|$/gm);
  return [...rows].map(([, written = '', chinese = '', english = '']) => ({
    written,
    words: { 'zh-Hans': written.includes('`, `') ? chinese.replace('，', ', ') : chinese, en: english },
  }));
}

function withSection(folder: Folder, text: string): Folder {
  return {
    list: (path) => folder.list(path),
    read: (path) =>
      path.startsWith(`templates/sections/${section}.`)
        ? Promise.resolve(new TextEncoder().encode(text))
        : folder.read(path),
  };
}

function wordsOf(inline: Worded): string {
  switch (inline.type) {
    case 'strong':
    case 'emphasis':
    case 'link':
      return inline.text.map(wordsOf).join('');
    case 'break':
      return '\n';
    case 'citation':
      return `[${inline.number}]`;
    default:
      return inline.text;
  }
}
