import { type Diagnostics, didYouMean } from '../base/diagnostic.ts';
import type { Cell } from '../model/data.ts';
import type { Sheet } from './sheet.ts';
import type { TypedRow } from './typed-rows.ts';

/** Checks Table Schema's foreign keys between sheets. Reports `resource-unknown`, `column-unknown`, `reference-unknown`. */
export function checkForeignKeys(sheets: readonly Sheet[], diagnostics: Diagnostics): void {
  for (const sheet of sheets) {
    const { schema, package: located, at, name } = sheet.resource;
    schema?.foreignKeys?.forEach(({ fields, reference }, index) => {
      const path = [...at, 'schema', 'foreignKeys', index];
      const wanted = reference.resource === undefined || reference.resource === '' ? name : reference.resource;
      const target = sheets.find((one) => one.resource.name === wanted);
      if (target === undefined) {
        const names = sheets.map((one) => one.resource.name);
        diagnostics.error(
          'resource-unknown',
          `no resource "${wanted}" to refer to`,
          located.at([...path, 'reference', 'resource']),
          didYouMean(wanted, names),
        );
        return;
      }
      const own = [fields].flat();
      const theirs = [reference.fields].flat();
      const isKnown =
        [...unknown(sheet, own, [...path, 'fields']), ...unknown(target, theirs, [...path, 'reference', 'fields'])]
          .length === 0;
      if (isKnown && !isCheckedElsewhere(sheet, target, own)) checkRows(sheet, own, target, theirs, diagnostics);
    });

    function unknown({ fields }: Sheet, names: string[], path: (string | number)[]): string[] {
      const known = fields.map((field) => field.name);
      const missing = names.filter((one) => !known.includes(one));
      for (const one of missing)
        diagnostics.error('column-unknown', `no field "${one}"`, located.at(path), didYouMean(one, known));
      return missing;
    }
  }
}

/** Code lists, and the ids that facts, terms and conflicts name, have checks of their own. */
function isCheckedElsewhere(sheet: Sheet, target: Sheet, [name = '', ...more]: string[]): boolean {
  if (more.length > 0) return false;
  const codeList = sheet.fields.find((field) => field.name === name)?.codeList;
  if (codeList === target.resource.name) return true;
  const known = { facts: ['source', 'of'], conflicts: ['fact', 'alternative'] } as Record<string, string[]>;
  return known[sheet.resource.role]?.includes(name) ?? false;
}

function checkRows(sheet: Sheet, own: string[], target: Sheet, theirs: string[], diagnostics: Diagnostics): void {
  const known = new Map(target.rows.map((row) => [keyOf(row, theirs), row]));
  const first = theirs[0] ?? '';
  for (const row of sheet.rows) {
    const values = own.map((name) => row.values[name] ?? null);
    if (values.includes(null) || row.isRagged || known.has(keyOf(row, own))) continue;
    const near =
      values.length === 1 && typeof values[0] === 'string'
        ? didYouMean(
            String(values[0]),
            target.rows.map((one) => String(one.values[first] ?? '')),
          )
        : undefined;
    const words = values.map((value: Cell) => JSON.stringify(value)).join(', ');
    diagnostics.error(
      'reference-unknown',
      `${words} is not in ${theirs.join(', ')} of resource "${target.resource.name}"`,
      row.at(own[0] ?? ''),
      near,
    );
  }
}

function keyOf(row: TypedRow, names: string[]): string {
  return JSON.stringify(names.map((name) => String(row.values[name] ?? '')));
}
