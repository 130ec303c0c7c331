import type { Diagnostics } from '../base/diagnostic.ts';
import type { TextFile } from '../model/briefing.ts';
import { unescaped } from './css-escapes.ts';
import { type Attribute, attributesOf, readReferences } from './markup.ts';
import { placeAt } from './place.ts';

/**
 * Refuses what a briefing's own layout, partial or style would reach out with: `page-request` for addresses that a
 * browser fetches, `template-active` for scripts and whatever else acts by itself. The page's policy and the browser
 * that prints without a network are behind this; here the place is known.
 */
export function checkReach({ file, text }: TextFile, diagnostics: Diagnostics): void {
  if (!file.endsWith('.css')) checkMarkup();
  checkStyle();

  function checkMarkup(): void {
    for (const { index, 0: tag } of text.matchAll(/<(?:"[^"]*"|'[^']*'|[^'">])+>?/g)) {
      const name = /^<([a-z][\w:-]*)/i.exec(tag)?.[1]?.toLowerCase() ?? '';
      if (name === '') continue;
      const attributes = attributesOf(tag);
      if (isActive(name, attributes, text.slice(index + tag.length))) active(`<${name}>`, index, tag.length);
      for (const { key, value, at } of attributes) checkAttribute(name, key, value, index + at);
    }
    for (const { index, 0: raw } of text.matchAll(/\{\{(?:\{|~?&)/g)) active(`"${raw}"`, index, raw.length);
  }

  function checkAttribute(tag: string, name: string, value: string, at: number): void {
    // Written plainly it is found with the other styles.
    if (name === 'style' && decoded(value) !== value)
      for (const [, address = ''] of unescaped(decoded(value)).text.matchAll(fetched))
        if (!carried.test(address)) asks(address, at, name.length + value.length);
    if (/^on|^srcdoc$/.test(name)) active(`the attribute ${name}`, at, name.length);
    if (!fetching.has(name) || (name === 'href' && tag === 'link')) return;
    const isLink = name === 'href' && (tag === 'a' || tag === 'area');
    const allowed = isLink ? /^(https?:|mailto:|#|\{\{)/i : /^(#|data:(image|font)\/)/i;
    const address = decoded(value).trim();
    if (address !== '' && !allowed.test(address)) asks(address, at, name.length + value.length);
  }

  function checkStyle(): void {
    const style = unescaped(text);
    const asksFor = (address: string, at: number, length: number) => {
      const start = style.at(at);
      asks(address, start, style.at(at + length) - start);
    };
    for (const { index, 0: rule, 1: given = '' } of style.text.matchAll(/@import\s*([^;{}\n]*)/gi))
      asksFor(given.trim(), index, rule.length);
    for (const { index, 0: rule, 1: given = '' } of style.text.matchAll(fetched))
      if (!carried.test(given)) asksFor(given, index, rule.length);
  }

  function asks(address: string, at: number, length: number): void {
    const hint = 'a page carries all that it shows: pictures as data:image/…, fonts by the theme';
    diagnostics.error('page-request', `the template asks for ${address}`, placeAt(file, text, at, length), hint);
  }

  function active(what: string, at: number, length: number): void {
    const message = `${what} has no place in a template`;
    const hint = 'templates show; they run nothing and load nothing, and text in them is escaped: {{title}}';
    diagnostics.error('template-active', message, placeAt(file, text, at, length), hint);
  }
}

/** What a style fetches, and what it may. */
const fetched = /(?:\burl|image-set|\bsrc)\(\s*["']?([^"')]*)/gi;
const carried = /^(#|data:(image|font)\/)/i;

/** Attributes whose address a browser fetches, or follows when they are followed. */
const fetching = new Set(
  'href src srcset imagesrcset poster data action formaction background ping xlink:href lowsrc archive classid codebase longdesc manifest'.split(
    ' ',
  ),
);

const elements = new Set(
  'iframe frame frameset object embed applet portal base form audio video source track'.split(' '),
);

function isActive(tag: string, attributes: Attribute[], after: string): boolean {
  const value = (name: string) => decoded(attributes.find(({ key }) => key === name)?.value ?? '').toLowerCase();
  if (elements.has(tag)) return true;
  if (tag === 'script') return !/^\s*\{\{html [\w.]+\}\}\s*<\/script>/.test(after);
  if (tag === 'meta') return value('http-equiv') !== '' && value('http-equiv') !== 'content-security-policy';
  return tag === 'link' && !/^(canonical|alternate|license|author)$/.test(value('rel'));
}

/** Without what a browser overlooks in addresses, and with its character references read. */
function decoded(text: string): string {
  return readReferences(text)
    .replace(/&colon;/gi, ':')
    .replace(/[\t\n\r]/g, '');
}
