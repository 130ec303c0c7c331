/** An element of an SVG document; text is kept escaped, as it was written. */
export interface SvgElement {
  name: string;
  attributes: Map<string, string>;
  children: (SvgElement | string)[];
}

/** Reads the markup that Vega's string renderer writes: well formed, no comments, no CDATA, no entities to resolve. */
export function parseSvg(markup: string): SvgElement {
  const root: SvgElement = { name: '', attributes: new Map(), children: [] };
  const open = [root];
  for (const [, closing, name = '', attributes = '', single, text] of markup.matchAll(token)) {
    const parent = open.at(-1) as SvgElement;
    if (text !== undefined) parent.children.push(text);
    else if (closing) open.pop();
    else {
      const element = { name, attributes: readAttributes(attributes), children: [] };
      parent.children.push(element);
      if (!single) open.push(element);
    }
  }
  const svg = root.children.find((child) => typeof child !== 'string');
  if (!svg) throw new Error('no element in the SVG');
  return svg;
}

/** Markup of an element, without white space that has no meaning. */
export function writeSvg(element: SvgElement | string): string {
  if (typeof element === 'string') return element;
  const attributes = [...element.attributes].map(([name, value]) => ` ${name}="${value}"`).join('');
  if (element.children.length === 0) return `<${element.name}${attributes}/>`;
  return `<${element.name}${attributes}>${element.children.map(writeSvg).join('')}</${element.name}>`;
}

/** Escapes text for an element or a double-quoted attribute. */
export function escapeXml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&${{ '&': 'amp', '<': 'lt', '>': 'gt', '"': 'quot' }[character]};`);
}

const token = /<(\/?)([\w:-]+)((?:\s+[\w:-]+="[^"]*")*)\s*(\/?)>|([^<]+)/g;

function readAttributes(written: string): Map<string, string> {
  return new Map([...written.matchAll(/([\w:-]+)="([^"]*)"/g)].map(([, name = '', value = '']) => [name, value]));
}
