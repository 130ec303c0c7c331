import { type Diagnostics, didYouMean } from '../base/diagnostic.ts';
import type { DataPackage, Fact, FormulaInput, Row } from '../model/data.ts';

interface Expression {
  evaluate(functions: Record<string, (...values: never[]) => unknown>): unknown;
  /** Names of the functions that the expression calls. */
  calls: string[];
}

/**
 * Gives every fact with a formula its value and inputs. A formula is a Vega expression (https://vega.github.io/vega/docs/expressions/)
 * that may call `fact("id")` and `cell("table", {key: value}, "column")`; it is interpreted, never run as JavaScript.
 */
export async function deriveFacts(data: DataPackage, diagnostics: Diagnostics): Promise<Map<string, Fact>> {
  const derived = new Map(data.facts);
  if (![...data.facts.values()].some((fact) => fact.formula)) return derived;
  const parse = await expressionParser();
  const visiting = new Set<string>();
  const failed = new Set<string>();
  for (const fact of data.facts.values()) derivedValue(fact);
  return derived;

  function derivedValue(fact: Fact): number | null {
    const known = derived.get(fact.id) ?? fact;
    if (!fact.formula || known.inputs) return known.value;
    if (failed.has(fact.id)) return null;
    if (visiting.has(fact.id)) {
      fail(
        fact,
        'formula-cycle',
        `the formula of "${fact.id}" needs its own value: ${[...visiting, fact.id].join(' → ')}`,
      );
      return null;
    }
    visiting.add(fact.id);
    const result = evaluate(fact, fact.formula);
    visiting.delete(fact.id);
    if (result === undefined) return null;
    derived.set(fact.id, { ...fact, ...result });
    return result.value;
  }

  function evaluate(fact: Fact, formula: string): { value: number; inputs: FormulaInput[] } | undefined {
    const inputs: FormulaInput[] = [];
    try {
      const expression = parse(formula);
      const unknown = expression.calls.find((name) => !formulaFunctions.has(name));
      if (unknown !== undefined) {
        return fail(
          fact,
          'formula-function',
          `no function "${unknown}" in formulas`,
          didYouMean(unknown, formulaFunctions),
        );
      }
      const value = expression.evaluate({ fact: inputFact, cell: inputCell });
      if (typeof value !== 'number' || !Number.isFinite(value)) {
        return fail(fact, 'formula-result', `the formula of "${fact.id}" gives ${value}, not a number`);
      }
      return { value: withoutNoise(value), inputs };
    } catch (error) {
      if (error instanceof AlreadyTold) {
        failed.add(fact.id);
        return undefined;
      }
      if (error instanceof MissingInput) return fail(fact, error.code, error.message, error.hint);
      return fail(fact, 'formula-syntax', `the formula of "${fact.id}" cannot be read: ${(error as Error).message}`);
    }

    function inputFact(id: string): number {
      const input = data.facts.get(id);
      if (!input) throw new MissingInput('fact-unknown', `no fact "${id}"`, didYouMean(id, data.facts.keys()));
      const value = derivedValue(input);
      if (failed.has(id)) throw new AlreadyTold();
      if (value === null) throw new MissingInput('formula-input', `fact "${id}" has no number to calculate with`);
      inputs.push({ type: 'fact', fact: id, value });
      return value;
    }

    function inputCell(table: string, key: Row, column: string): number {
      const found = findCell(data, table, key, column);
      if ('code' in found) throw new MissingInput(found.code, found.message, found.hint);
      if (typeof found.value !== 'number') {
        throw new MissingInput('formula-input', `column "${column}" of table "${table}" has no number there`);
      }
      inputs.push({ type: 'cell', table, key, column, value: found.value });
      return found.value;
    }
  }

  function fail(fact: Fact, code: string, message: string, hint?: string): undefined {
    failed.add(fact.id);
    diagnostics.error(code, message, fact.place, hint);
    return undefined;
  }
}

/** An input could not be derived itself; that was reported where it stands. */
class AlreadyTold extends Error {}

class MissingInput extends Error {
  constructor(
    readonly code: string,
    message: string,
    readonly hint?: string,
  ) {
    super(message);
  }
}

/** The one cell of a table whose row has the given key, or what is wrong with the question. */
export function findCell(
  data: Pick<DataPackage, 'tables'>,
  tableName: string,
  key: Row,
  column: string,
): { value: Row[string]; row: number } | { code: string; message: string; hint?: string } {
  const table = data.tables.get(tableName);
  if (!table)
    return {
      code: 'table-unknown',
      message: `no table "${tableName}"`,
      hint: didYouMean(tableName, data.tables.keys()),
    };
  const names = table.columns.map((each) => each.name);
  for (const name of [column, ...Object.keys(key)]) {
    if (names.includes(name)) continue;
    return {
      code: 'column-unknown',
      message: `table "${tableName}" has no column "${name}"`,
      hint: didYouMean(name, names),
    };
  }
  const matches = table.rows.flatMap((row, index) =>
    Object.entries(key).every(([name, value]) => String(row[name]) === String(value)) ? [index] : [],
  );
  const [row, ...more] = matches;
  const wanted = Object.entries(key)
    .map(([name, value]) => `${name} = ${value}`)
    .join(', ');
  if (row === undefined) return { code: 'row-unknown', message: `table "${tableName}" has no row with ${wanted}` };
  if (more.length > 0) {
    const hint = table.primaryKey.length > 0 ? `name the whole key: ${table.primaryKey.join(', ')}` : undefined;
    return { code: 'row-ambiguous', message: `table "${tableName}" has ${matches.length} rows with ${wanted}`, hint };
  }
  return { value: table.rows[row]?.[column] ?? null, row };
}

const mathFunctions = ['abs', 'ceil', 'exp', 'floor', 'log', 'max', 'min', 'pow', 'round', 'sqrt', 'clamp', 'if'];
const formulaFunctions = new Set(['fact', 'cell', ...mathFunctions]);

/** Parses with vega-expression, evaluates with vega-interpreter: the language that chart expressions are written in. */
async function expressionParser(): Promise<(formula: string) => Expression> {
  const [{ parseExpression }, { expressionInterpreter }] = await Promise.all([
    import('vega-expression'),
    import('vega-interpreter'),
  ]);
  return (formula) => {
    const ast: unknown = parseExpression(formula);
    return {
      calls: calledNames(ast),
      evaluate: (functions) => expressionInterpreter.operator({ functions }, { ast })({}),
    };
  };
}

function calledNames(node: unknown): string[] {
  if (typeof node !== 'object' || node === null) return [];
  const { type, callee } = node as { type?: string; callee?: { name?: string } };
  const own = type === 'CallExpression' ? [callee?.name ?? ''] : [];
  return [...own, ...Object.values(node).flatMap(calledNames)];
}

/** 0.1 + 0.2 → 0.3: doubles carry 15 decimal digits for sure; what comes after is noise. */
function withoutNoise(value: number): number {
  return Number(value.toPrecision(15));
}
