/** Text that is HTML already and may be inserted as it is; made only by the functions of `render/`. */
export interface Html {
  readonly html: string;
}

/** Text → HTML text. Attributes are always written with double quotes, so one escape serves both. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Attributes of an element; undefined and false ones are left out. */
export function attributes(values: Record<string, string | number | boolean | undefined>): string {
  return Object.entries(values)
    .flatMap(([name, value]) =>
      value === undefined || value === false
        ? []
        : value === true
          ? [` ${name}`]
          : [` ${name}="${escapeHtml(String(value))}"`],
    )
    .join('');
}

/** An element with content that is HTML already. */
export function element(
  name: string,
  values: Record<string, string | number | boolean | undefined>,
  content = '',
): string {
  return `<${name}${attributes(values)}>${content}</${name}>`;
}
