import { describe, expect, test } from 'vitest';
import { withChosenScheme } from '../../src/render/schemes.ts';

describe('dark colours, written once', () => {
  test('hold by the system unless the reader chose light, and where the reader chose dark', () => {
    expect(withChosenScheme('@media screen and (prefers-color-scheme:dark){:root{--ink:#fff}}')).toBe(
      '@media screen and (prefers-color-scheme:dark){:root:where(:not([data-theme=light])){--ink:#fff}}' +
        '@media screen{:root:where([data-theme=dark]){--ink:#fff}}',
    );
  });

  test('need no other condition', () => {
    expect(withChosenScheme('@media (prefers-color-scheme: dark) { a, .b { color: red } }')).toContain(
      ':where(:root[data-theme=dark]) a,:where(:root[data-theme=dark]) .b{ color: red }',
    );
  });

  test('may stand in nested conditions, and hold braces in strings', () => {
    const css =
      '@media (prefers-color-scheme: dark) { @media (min-width: 3em) { a::before { content: "}" } } } p { color: red }';
    const scoped = withChosenScheme(css);
    expect(scoped).toContain('@media (min-width: 3em){:where(:root[data-theme=dark]) a::before{ content: "}" }}');
    expect(scoped.endsWith(' p { color: red }')).toBe(true);
  });

  test('a style sheet without them stays as it is', () => {
    expect(withChosenScheme('@media print { a { color: red } }')).toBe('@media print { a { color: red } }');
  });
});
