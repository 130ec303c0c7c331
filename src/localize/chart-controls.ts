import type { LanguageTag } from '../base/language.ts';
import { parametersOf } from '../model/chart-parameters.ts';
import type { WordedControl } from '../model/edition.ts';
import type { Chart } from '../model/report.ts';
import { isObject, listOf, objectOr } from '../model/spec.ts';
import { textsOf } from './chart-strings.ts';
import type { Words } from './words.ts';

/** The widgets of a chart's parameters, in words: what `bind` says of each (Vega-Lite “bind”). */
export function chartControls(chart: Chart, words: Words): WordedControl[] {
  return parametersOf(chart.spec).flatMap(({ parameter }): WordedControl[] => {
    const { name, value, bind } = parameter;
    if (typeof name !== 'string' || !isObject(bind) || typeof bind.input !== 'string') return [];
    const label = one(bind.name, words.language) ?? name;
    const shared = { parameter: name, label };
    if (bind.input === 'select' || bind.input === 'radio') {
      const labels = listOf(bind.labels);
      const options = listOf(bind.options).map((option, index) => ({
        value: JSON.stringify(option),
        label: one(labels[index], words.language) ?? wordOf(option, words),
        isChosen: JSON.stringify(option) === JSON.stringify(value ?? null),
      }));
      return [{ ...shared, input: 'choice', options }];
    }
    if (bind.input === 'checkbox') return [{ ...shared, input: 'checkbox', isChosen: value === true }];
    if (bind.input === 'range') {
      const number = (each: unknown, otherwise: number) => (typeof each === 'number' ? each : otherwise);
      const { min, max, step } = objectOr(bind);
      const range = { min: number(min, 0), max: number(max, 100), step: number(step, 1) };
      return [{ ...shared, input: 'range', ...range, value: number(value, range.min) }];
    }
    return [{ ...shared, input: 'text', value: value === undefined ? '' : String(value) }];
  });
}

/** A year is worded as in prose. */
function wordOf(option: unknown, words: Words): string {
  return typeof option === 'number' && /^\d{4}$/.test(String(option)) ? words.period(String(option)) : String(option);
}

function one(text: unknown, language: LanguageTag): string | undefined {
  return textsOf(text, [language])[0];
}
