import type { Diagnostics } from './base/diagnostic.ts';
import type { Briefing } from './model/briefing.ts';

/** Kilobytes (1024 bytes) that a PDF and the page may have where briefing.yaml says nothing else. */
export const usualBudgets = { pdf: 700, page: 1228 };

/** Tells files that are heavier than their budget. Code: `weight-over-budget`. */
export function checkWeights(
  { meta, settings }: Briefing,
  products: readonly { path: string; format: string; bytes: { length: number } }[],
  diagnostics: Diagnostics,
): void {
  for (const { path, format, bytes } of products) {
    const kind = format === 'pdf' ? 'pdf' : path === `${meta.id}.html` ? 'page' : undefined;
    if (kind === undefined) continue;
    const budget = meta.budgets?.[kind] ?? usualBudgets[kind];
    const weight = Math.ceil(bytes.length / 1024);
    if (weight <= budget) continue;
    const place = settings?.at(['budgets', kind]) ?? meta.place;
    const hint = `make charts or data smaller, or allow more: budgets: { ${kind}: ${Math.ceil(weight / 100) * 100} }`;
    diagnostics
      .under('print')
      .warning('weight-over-budget', `${path} has ${weight} KB, more than ${budget} KB`, place, hint);
  }
}
