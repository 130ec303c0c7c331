/**
 * Gives the page's own style sheet the rules of another. They go in one by one through the sheet: text in a `<style>` would
 * have to be named in the page's policy.
 */
export function takeStyle(css: string): void {
  const sheet = document.querySelector('style')?.sheet;
  if (!sheet) return;
  const next = new CSSStyleSheet();
  next.replaceSync(css);
  const wanted = [...next.cssRules].map(({ cssText }) => cssText);
  const now = [...sheet.cssRules].map(({ cssText }) => cssText);
  let start = 0;
  while (start < now.length && start < wanted.length && now[start] === wanted[start]) start++;
  let end = 0;
  const left = Math.min(now.length, wanted.length) - start;
  while (end < left && now.at(-1 - end) === wanted.at(-1 - end)) end++;
  // New rules first, so that nothing goes without its fonts in between.
  const come = wanted.slice(start, wanted.length - end);
  come.forEach((rule, at) => {
    sheet.insertRule(rule, start + at);
  });
  for (let count = now.length - end - start; count > 0; count--) sheet.deleteRule(start + come.length);
}
