import type { Edition, WordedControl } from '../../model/edition.ts';
import { element, escapeHtml } from '../html.ts';
import { phrase } from '../languages.ts';

/** The widgets of a chart's parameters, for all languages of the page. */
export function chartControls(chart: string, editions: Edition[]): string {
  const [first] = editions;
  return (first?.figures[chart]?.controls ?? [])
    .map((control, index) => {
      const words = (text: (control: WordedControl) => string | undefined) =>
        phrase(
          editions.map((edition) => {
            const own = edition.figures[chart]?.controls[index];
            return { language: edition.language, html: escapeHtml((own && text(own)) ?? '') };
          }),
        );
      return widget(control, chart, words);
    })
    .join('');
}

function widget(
  control: WordedControl,
  chart: string,
  words: (text: (control: WordedControl) => string | undefined) => string,
): string {
  const label = words((each) => each.label);
  const shared = { 'data-parameter': control.parameter, autocomplete: 'off' };
  switch (control.input) {
    case 'choice': {
      const options = control.options.map(({ value, isChosen }, at) => {
        const input = { type: 'radio', name: `${chart}-${control.parameter}`, value, ...shared, checked: isChosen };
        const option = words((each) => (each.input === 'choice' ? each.options[at]?.label : undefined));
        return element('label', {}, single('input', input) + option);
      });
      return element('fieldset', { class: 'filter control' }, element('legend', {}, label) + options.join(''));
    }
    case 'checkbox': {
      const input = single('input', { type: 'checkbox', ...shared, checked: control.isChosen });
      return element('div', { class: 'filter control' }, element('label', {}, input + label));
    }
    case 'range': {
      const { min, max, step, value } = control;
      const input = single('input', { type: 'range', ...shared, min, max, step, value });
      return element('label', { class: 'control range' }, `${label} ${input} ${element('output', {}, String(value))}`);
    }
    case 'text': {
      const input = single('input', { type: 'text', ...shared, value: control.value });
      return element('label', { class: 'control' }, `${label} ${input}`);
    }
  }
}

function single(name: string, values: Parameters<typeof element>[1]): string {
  return element(name, values).replace(`</${name}>`, '');
}
