import { createHash } from 'node:crypto';

/** Where the policy's hashes go once styles and script are final. */
export const policyMark = 'jianbao-policy';

/**
 * Names the page's own `<style>` and `<script>` elements by hash in its Content-Security-Policy (CSP Level 3, §8.4);
 * `further` are scripts that the page unpacks itself; nothing else runs, and nothing is loaded from anywhere.
 */
export function withPolicy(html: string, further: readonly string[] = []): string {
  const hash = (content: string) => `'sha256-${createHash('sha256').update(content).digest('base64')}'`;
  const hashes = (element: RegExp) => Array.from(html.matchAll(element), ([, content = '']) => hash(content));
  const scripts = [...hashes(/<script>(.*?)<\/script>/gs), ...further.map(hash)];
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
