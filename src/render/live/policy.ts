import { createHash } from 'node:crypto';

/** Where the policy's hashes go once styles and script are final. */
export const policyMark = 'jianbao-policy';

/**
 * Names the page's own `<style>` and `<script>` elements by hash in its Content-Security-Policy (CSP Level 3, §8.4);
 * nothing else runs, and nothing is loaded from anywhere.
 */
export function withPolicy(html: string): string {
  const hashes = (element: RegExp) =>
    Array.from(html.matchAll(element), ([, content = '']) => {
      return `'sha256-${createHash('sha256').update(content).digest('base64')}'`;
    });
  const scripts = hashes(/<script>(.*?)<\/script>/gs);
  const styles = hashes(/<style>(.*?)<\/style>/gs);
  const policy = [
    "default-src 'none'",
    `script-src ${scripts.join(' ') || "'none'"}`,
    `style-src ${styles.join(' ') || "'none'"}`,
    'img-src data: blob:',
    'font-src data:',
    "connect-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return html.replace(policyMark, () => policy);
}
