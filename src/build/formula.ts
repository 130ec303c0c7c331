import { didYouMean } from '../base/diagnostic.ts';
import type { DataPackage, FormulaInput, Row } from '../model/data.ts';
import { type ChosenParameter, partOf, partsOf } from '../model/parameter.ts';
import type { Chosen } from '../model/placeholder.ts';
import { findCell } from './find-cell.ts';

/** What a formula gives, and the cells and facts that it read, in order. */
export interface FormulaResult {
  value: unknown;
  inputs: FormulaInput[];
}

/** Works a formula out. `factValue` gives the number of a fact, and may throw. Throws FormulaError. */
export type EvaluateFormula = (formula: string, factValue: (id: string) => number) => FormulaResult;

/** What is wrong with a formula: an author's mistake. */
export class FormulaError extends Error {
  constructor(
    readonly code: string,
    message: string,
    readonly hint?: string,
  ) {
    super(message);
  }
}

/**
 * The language of formulas and tests: Vega expressions (https://vega.github.io/vega/docs/expressions/), interpreted and
 * never run as JavaScript. Beside arithmetic they have `fact("id")`, `cell("table", {key: value}, "column")`,
 * `rank("table", {key: value}, "column", "among")`, and every parameter by its name.
 */
export async function formulaEvaluator(
  data: Pick<DataPackage, 'tables'>,
  parameters: Chosen = new Map(),
): Promise<EvaluateFormula> {
  const parse = await expressionParser();
  const known = new Map<string, Expression>();
  const signals = Object.fromEntries([...parameters].map(([name, { value }]) => [`$${name}`, value]));
  return (formula, factValue) => {
    const expression = known.get(formula) ?? parsed(formula);
    known.set(formula, expression);
    const inputs: FormulaInput[] = [];
    const value = expression.evaluate({ fact, cell, rank, parameter }, signals);
    return { value, inputs };

    function fact(id: string): number {
      const value = factValue(id);
      inputs.push({ type: 'fact', fact: id, value });
      return value;
    }

    function cell(table: string, key: Row, column: string): number {
      const found = findCell(data, table, key, column);
      if ('code' in found) throw new FormulaError(found.code, found.message, found.hint);
      if (typeof found.value !== 'number') throw noNumber(table, column);
      inputs.push({ type: 'cell', table, key, column, value: found.value });
      return found.value;
    }

    /** The place of a row among those that differ from it in `among` only, the greatest first; equals share one. */
    function rank(table: string, key: Row, column: string, among: string, order: unknown): number {
      if (order !== undefined && order !== 'ascending' && order !== 'descending') {
        throw new FormulaError('formula-input', `rank cannot be "${order}"`, 'known: descending, ascending');
      }
      const own = cell(table, key, column);
      const rows = data.tables.get(table)?.rows ?? [];
      if (!Object.hasOwn(key, among)) {
        const hint = didYouMean(among, Object.keys(key));
        throw new FormulaError('formula-input', `rank compares rows by "${among}", which is not in the key`, hint);
      }
      const others = Object.entries(key).filter(([name]) => name !== among);
      const before = rows.filter((row) => {
        const value = row[column];
        if (typeof value !== 'number' || !others.every(([name, wanted]) => String(row[name]) === String(wanted)))
          return false;
        return order === 'ascending' ? value < own : value > own;
      });
      return before.length + 1;
    }
  };

  function parsed(formula: string): Expression {
    const expression = parse(formula);
    for (const name of expression.calls) {
      if (formulaFunctions.has(name)) continue;
      throw new FormulaError(
        'formula-function',
        `no function "${name}" in formulas`,
        didYouMean(name, formulaFunctions),
      );
    }
    for (const name of expression.names) {
      if (parameters.has(name)) continue;
      throw new FormulaError('parameter-unknown', `no parameter "${name}"`, didYouMean(name, parameters.keys()));
    }
    return expression;
  }

  function parameter(name: string, part?: string): unknown {
    const chosen = parameters.get(name);
    if (!chosen)
      throw new FormulaError('parameter-unknown', `no parameter "${name}"`, didYouMean(name, parameters.keys()));
    const value = partOf(chosen, part);
    if (value !== undefined && typeof value !== 'object') return value;
    throw new FormulaError('parameter-unknown', `parameter "${name}" has no "${part}"`, nearPart(chosen, part));
  }
}

function nearPart(chosen: ChosenParameter, part = ''): string | undefined {
  return didYouMean(part, partsOf(chosen));
}

function noNumber(table: string, column: string): FormulaError {
  return new FormulaError('formula-input', `column "${column}" of table "${table}" has no number there`);
}

interface Expression {
  evaluate(functions: Record<string, (...values: never[]) => unknown>, signals: Record<string, unknown>): unknown;
  /** Names of the functions that the expression calls. */
  calls: string[];
  /** Names that it takes a value from. */
  names: string[];
}

const mathFunctions = ['abs', 'ceil', 'exp', 'floor', 'log', 'max', 'min', 'pow', 'round', 'sqrt', 'clamp', 'if'];
const formulaFunctions = new Set(['fact', 'cell', 'rank', 'parameter', ...mathFunctions]);
const constants = new Set([
  'NaN',
  'E',
  'LN10',
  'LN2',
  'LOG10E',
  'LOG2E',
  'MAX_VALUE',
  'MIN_VALUE',
  'PI',
  'SQRT1_2',
  'SQRT2',
]);

/** Parses with vega-expression, evaluates with vega-interpreter: the language that chart expressions are written in. */
async function expressionParser(): Promise<(formula: string) => Expression> {
  const [{ parseExpression }, { expressionInterpreter }] = await Promise.all([
    import('vega-expression'),
    import('vega-interpreter'),
  ]);
  return (formula) => {
    const ast: unknown = parseExpression(formula);
    const { calls, names } = namesIn(ast);
    return {
      calls,
      names: names.filter((name) => !constants.has(name)),
      evaluate: (functions, signals) => expressionInterpreter.operator({ functions }, { ast })(signals),
    };
  };
}

/** The names in an expression: of functions that it calls, and of values; not those of properties. */
function namesIn(node: unknown): { calls: string[]; names: string[] } {
  if (Array.isArray(node)) return merged(node.map(namesIn));
  if (typeof node !== 'object' || node === null) return { calls: [], names: [] };
  const { type, name, callee, computed, ...rest } = node as SyntaxNode;
  switch (type) {
    case 'Identifier':
      return { calls: [], names: [name ?? ''] };
    case 'CallExpression':
      return merged([{ calls: [callee?.name ?? ''], names: [] }, namesIn(rest.arguments)]);
    case 'MemberExpression':
      return merged([namesIn(rest.object), computed ? namesIn(rest.property) : namesIn([])]);
    case 'Property':
      return namesIn(rest.value);
    default:
      return merged(Object.values(rest).map(namesIn));
  }
}

interface SyntaxNode {
  type?: string;
  name?: string;
  callee?: { name?: string };
  computed?: boolean;
  [part: string]: unknown;
}

function merged(parts: { calls: string[]; names: string[] }[]): { calls: string[]; names: string[] } {
  return { calls: parts.flatMap(({ calls }) => calls), names: parts.flatMap(({ names }) => names) };
}
