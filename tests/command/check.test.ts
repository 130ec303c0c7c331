import { appendFileSync, cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { root } from '../root.ts';
import { run } from './run.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'jianbao-check-'));
  for (const name of ['briefing.yaml', 'data', 'templates', 'translations.lock.json'])
    cpSync(join(root, name), join(folder, name), { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('a finding ends a strict check while charts are being drawn, and is told', async () => {
  const section = (language: string) => join(folder, `templates/sections/employment.${language}.md`);
  appendFileSync(section('zh-Hans'), '\n就业人数增加了七十三人。\n');
  appendFileSync(section('en'), '\nSeventy-three more people found work.\n');
  const { code, error } = await run(['check', folder, '--strict']);
  expect(error).toContain('number-unbound  “七十三” comes from no datum');
  expect(error).toContain('number-unbound  “Seventy-three” comes from no datum');
  expect(code).toBe(1);
});
