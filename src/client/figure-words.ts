import { filled } from './words.ts';

/** What a figure says around its drawing in one language. */
export interface FigureWords {
  label: string;
  title: string;
  subtitle: string;
  /** What the reader has chosen that differs from what the page opens with: `普查年份：2010年`. */
  choices: string;
  foot: string[];
}

/** The words of a figure as they are read now; `pattern` says a choice. */
export function figureWords(figure: HTMLElement, language: string, pattern: string): FigureWords {
  const words = (selector: string) => textIn(figure.querySelector(selector), language);
  const choices = [...figure.querySelectorAll<HTMLInputElement>(':is(.filter, .control) input')]
    .filter(isChosen)
    .map((input) => choiceOf(input, language, pattern));
  return {
    label: words('.label'),
    title: words('.title:not([hidden])'),
    subtitle: words('.subtitle:not([hidden])'),
    choices: choices.join(' · '),
    foot: [...figure.querySelectorAll('.foot p')].map((each) => textIn(each, language)).filter((text) => text !== ''),
  };
}

function isChosen(input: HTMLInputElement): boolean {
  if (input.type === 'radio' || input.type === 'checkbox') return input.checked && !input.defaultChecked;
  return input.value !== input.defaultValue;
}

function choiceOf(input: HTMLInputElement, language: string, pattern: string): string {
  const label = textIn(input.closest('label'), language);
  if (input.type === 'checkbox') return label;
  if (input.type !== 'radio') return filled(pattern, { name: label, value: input.value });
  return filled(pattern, { name: textIn(input.closest('fieldset')?.querySelector('legend'), language), value: label });
}

/** The words of one language, without marks that lead elsewhere in the page. */
function textIn(element: Element | null | undefined, language: string): string {
  if (!element) return '';
  const copy = element.cloneNode(true) as Element;
  for (const mark of copy.querySelectorAll('.cite, button, output')) mark.remove();
  const own = [...copy.querySelectorAll('.l')];
  const chosen = own.length === 0 ? [copy] : own.filter((each) => each.getAttribute('lang') === language);
  return chosen
    .map((each) => each.textContent ?? '')
    .join(' ')
    .replace(/\s+/g, ' ')
    .trim();
}
