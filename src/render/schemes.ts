/**
 * Lets a reader's choice stand in for the system's: every `@media (prefers-color-scheme: dark)` of a stylesheet holds
 * unless `data-theme` on the root element says otherwise, and its rules hold as well where `data-theme` asks for them.
 * So a theme writes its dark colours once, as CSS has it. Specificity stays as written.
 */
export function withChosenScheme(css: string): string {
  const query = /@media([^{;]*?)\(\s*prefers-color-scheme:\s*(dark|light)\s*\)([^{;]*)\{/g;
  let out = '';
  let end = 0;
  for (let match = query.exec(css); match !== null; match = query.exec(css)) {
    const start = query.lastIndex;
    const close = closingBrace(css, start);
    const rules = css.slice(start, close);
    const [all, before = '', scheme = 'dark', after = ''] = match;
    const other = scheme === 'dark' ? 'light' : 'dark';
    const rest = `${before} ${after}`
      .replace(/^\s*and\b|\band\s*$/g, '')
      .replace(/\band\s+and\b/, 'and')
      .trim();
    const chosen = scoped(rules, `[data-theme=${scheme}]`);
    out += `${css.slice(end, match.index)}${all}${scoped(rules, `:not([data-theme=${other}])`)}}`;
    out += rest === '' ? chosen : `@media ${rest}{${chosen}}`;
    end = close + 1;
    query.lastIndex = end;
  }
  return out + css.slice(end);
}

/** Rules that hold only where the root element fits the condition. */
function scoped(rules: string, condition: string): string {
  let out = '';
  let end = 0;
  for (let open = rules.indexOf('{'); open >= 0; open = rules.indexOf('{', end)) {
    const close = closingBrace(rules, open + 1);
    const prelude = rules
      .slice(end, open)
      .replace(/\/\*.*?\*\//gs, '')
      .trim();
    const body = rules.slice(open + 1, close);
    out += prelude.startsWith('@')
      ? `${prelude}{${scoped(body, condition)}}`
      : `${prelude
          .split(/,(?![^(]*\))/)
          .map((selector) => scopedSelector(selector.trim(), condition))
          .join(',')}{${body}}`;
    end = close + 1;
  }
  return out;
}

function scopedSelector(selector: string, condition: string): string {
  const [, root, rest = ''] = /^(:root|html)(?![\w-])(.*)$/s.exec(selector) ?? [];
  return root ? `${root}:where(${condition})${rest}` : `:where(:root${condition}) ${selector}`;
}

/** Where the block that begins at an offset ends; braces in strings and comments do not count. */
function closingBrace(css: string, start: number): number {
  const marks = /\/\*.*?\*\/|"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|[{}]/gs;
  marks.lastIndex = start;
  let depth = 1;
  for (let match = marks.exec(css); match !== null; match = marks.exec(css)) {
    if (match[0] === '{') depth += 1;
    if (match[0] === '}') depth -= 1;
    if (depth === 0) return match.index;
  }
  return css.length;
}
