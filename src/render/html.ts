/** Text that is HTML already and may be inserted as it is; made only by the functions of `render/`. */
export interface Html {
  readonly html: string;
}

/** Text → HTML text. Attributes are always written with double quotes, so one escape serves both. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Attributes of an element; undefined and false ones are left out, quotes where HTML needs none (HTML §13.1.2.3). */
export function attributes(values: Record<string, string | number | boolean | undefined>): string {
  return Object.entries(values)
    .flatMap(([name, value]) => {
      if (value === undefined || value === false) return [];
      if (value === true) return [` ${name}`];
      const text = String(value);
      return [/^[\w.:#+%-]+$/.test(text) ? ` ${name}=${text}` : ` ${name}="${escapeHtml(text)}"`];
    })
    .join('');
}

/** An element with content that is HTML already. */
export function element(
  name: string,
  values: Record<string, string | number | boolean | undefined>,
  content = '',
): string {
  return `<${name}${attributes(values)}>${content}${endless.has(name) ? '' : `</${name}>`}`;
}

/** Elements of tables whose end a parser knows by what follows (HTML §13.1.2.4). */
const endless = new Set(['td', 'th', 'tr', 'thead', 'tbody']);
