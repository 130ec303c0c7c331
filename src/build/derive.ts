import { type Diagnostics, didYouMean } from '../base/diagnostic.ts';
import type { DataPackage, Fact, FormulaInput } from '../model/data.ts';
import type { Chosen } from '../model/placeholder.ts';
import { type EvaluateFormula, FormulaError, formulaEvaluator } from './formula.ts';

/**
 * Gives every fact with a formula its value and inputs. A formula is a Vega expression (`formulaEvaluator`) that may name
 * other facts, cells, ranks and the briefing's parameters.
 */
export async function deriveFacts(
  data: DataPackage,
  diagnostics: Diagnostics,
  parameters: Chosen = new Map(),
): Promise<Map<string, Fact>> {
  const derived = new Map(data.facts);
  if (![...data.facts.values()].some((fact) => fact.formula)) return derived;
  const calculate: EvaluateFormula = await formulaEvaluator(data, parameters);
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
    try {
      const { value, inputs } = calculate(formula, inputValue);
      if (typeof value !== 'number' || !Number.isFinite(value)) {
        return fail(fact, 'formula-result', `the formula of "${fact.id}" gives ${value}, not a number`);
      }
      return { value: withoutNoise(value), inputs };
    } catch (error) {
      if (error instanceof AlreadyTold) {
        failed.add(fact.id);
        return undefined;
      }
      if (error instanceof FormulaError) return fail(fact, error.code, error.message, error.hint);
      return fail(fact, 'formula-syntax', `the formula of "${fact.id}" cannot be read: ${(error as Error).message}`);
    }
  }

  function inputValue(id: string): number {
    const input = data.facts.get(id);
    if (!input) throw new FormulaError('fact-unknown', `no fact "${id}"`, didYouMean(id, data.facts.keys()));
    const value = derivedValue(input);
    if (failed.has(id)) throw new AlreadyTold();
    if (value === null) throw new FormulaError('formula-input', `fact "${id}" has no number to calculate with`);
    return value;
  }

  function fail(fact: Fact, code: string, message: string, hint?: string): undefined {
    failed.add(fact.id);
    diagnostics.error(code, message, fact.place, hint);
    return undefined;
  }
}

/** An input could not be derived itself; that was reported where it stands. */
class AlreadyTold extends Error {}

/** 0.1 + 0.2 → 0.3: doubles carry 15 decimal digits for sure; what comes after is noise. */
function withoutNoise(value: number): number {
  return Number(value.toPrecision(15));
}
