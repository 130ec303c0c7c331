import { expect, test } from 'vitest';
import { fontUsage, loadCoverage } from '../../../src/render/fonts/usage.ts';
import { collectGarbage } from '../../collect-garbage.ts';

test('documents that were looked at are not kept: a batch looks at thousands', async () => {
  const coverage = await loadCoverage();
  const look = (from: number, to: number) => {
    for (let at = from; at < to; at++) fontUsage(documentOf(at), coverage);
  };
  look(0, 10);
  await collectGarbage();
  const before = process.memoryUsage().heapUsed;
  look(10, 50);
  await collectGarbage();
  // Forty documents of a megabyte.
  expect(process.memoryUsage().heapUsed - before).toBeLessThan(10_000_000);
});

/** Each has tags that no other has. */
function documentOf(at: number): string {
  const texts = Array.from(
    { length: 50 },
    (_, i) => `<text x="${at}.${i}" data-of="a rather long attribute">${i}</text>`,
  );
  return `<!doctype html><style>text { font-weight: 700 }</style><svg>${texts.join('')}</svg><p>${'word '.repeat(200_000)}</p>`;
}
