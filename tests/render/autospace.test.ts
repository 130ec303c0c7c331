import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { autospaceRule } from '../../src/base/autospace.ts';
import { root } from '../root.ts';

test('the page and drawings of their own space digits under the same condition', () => {
  const [condition = ''] = /^@supports[^{]+/.exec(autospaceRule) ?? [];
  expect(condition).toContain('hanging-punctuation');
  const style = readFileSync(`${root}/templates/styles/10-base.css`, 'utf8');
  expect(style.replace(/:\s+/g, ':')).toContain(`${condition} {`);
});
