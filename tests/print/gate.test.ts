import { expect, test } from 'vitest';
import { Diagnostics } from '../../src/base/diagnostic.ts';
import type { Product } from '../../src/generate.ts';
import type { Briefing } from '../../src/model/briefing.ts';
import { gatePdf } from '../../src/print/gate.ts';
import type { PageContent } from '../../src/print/page-content.ts';
import type { StructureElement, StructureTree } from '../../src/print/structure-tree.ts';
import { checkWeights } from '../../src/weights.ts';

/** Pages are the objects 1 and 2; none has text. */
const pages = [1, 2].map((objectNumber): PageContent => {
  const page = { ref: { objectNumber }, node: { Resources: () => undefined } };
  return { page: page as unknown as PageContent['page'], text: '' };
});

function codes(elements: [number, Partial<StructureElement>][]): string[] {
  const whole = elements.map(([number, given]): [number, StructureElement] => [
    number,
    { role: 'P', head: '', parent: 0, kids: [], tail: '', ...given },
  ]);
  const tree: StructureTree = { elements: new Map(whole), owners: new Map() };
  return gatePdf(pages, tree).map(({ code }) => code);
}

test('a figure whose content stands on two pages is parted', () => {
  const kids = (second: number) => [
    { content: 1, page: 1 },
    { content: 2, page: second },
  ];
  expect(codes([[10, { role: 'Figure', head: '/Alt (a)', kids: kids(2) }]])).toEqual(['pdf-figure-split']);
  expect(codes([[10, { role: 'Figure', head: '/Alt (a)', kids: kids(1) }]])).toEqual([]);
});

test('a figure without alternative text is told', () => {
  expect(codes([[10, { role: 'Figure', kids: [{ content: 1, page: 1 }] }]])).toEqual(['pdf-figure-unnamed']);
});

test('a file over its budget is told, with the budget that would do', () => {
  const told = (budgets?: { pdf: number }) => {
    const diagnostics = new Diagnostics();
    const meta = { id: 'jobs', place: { file: 'briefing.yaml' }, budgets };
    const product = { path: 'jobs.en.pdf', format: 'pdf', bytes: new Uint8Array(800 * 1024) };
    checkWeights({ meta } as unknown as Briefing, [product as Product], diagnostics);
    return diagnostics.list.map(({ message }) => message);
  };
  expect(told()).toEqual(['jobs.en.pdf has 800 KB, more than 700 KB']);
  expect(told({ pdf: 800 })).toEqual([]);
});
