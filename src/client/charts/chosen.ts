/** What the widgets of a figure say: the value of each parameter. */
export function chosen(figure: Element): Record<string, unknown> {
  const given = inputs(figure).filter((input) => input.type !== 'radio' || input.checked);
  return Object.fromEntries(given.map((input) => [input.dataset.parameter ?? '', saidBy(input)]));
}

/** The value that one widget says. */
export function saidBy(input: HTMLInputElement): unknown {
  if (input.type === 'radio') return JSON.parse(input.value);
  if (input.type === 'checkbox') return input.checked;
  return input.type === 'range' ? input.valueAsNumber : input.value;
}

/** Lets the widgets of a figure say that a parameter has a value. */
export function choose(figure: Element, name: string, value: unknown): void {
  for (const input of inputs(figure)) {
    if (input.dataset.parameter !== name) continue;
    if (input.type === 'radio') input.checked = input.value === JSON.stringify(value);
    else if (input.type === 'checkbox') input.checked = value === true;
    else input.value = String(value);
    tell(input);
  }
}

/** Writes beside a slider what it says. */
export function tell(input: HTMLInputElement): void {
  const output = input.closest('label')?.querySelector('output');
  if (output) output.textContent = input.value;
}

function inputs(figure: Element): HTMLInputElement[] {
  return [...figure.querySelectorAll<HTMLInputElement>('input[data-parameter]')];
}
