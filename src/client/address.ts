/**
 * What stands after `#`: an anchor, parameters, or both, parted by `&`: `#employment`, `#lang=en`,
 * `#employment&lang=zh-Hans+en`. Whatever holds `=` is a parameter. Parameters that a part does not know stay.
 */
export interface Address {
  anchor: string;
  parameters: Map<string, string>;
}

export function readAddress(hash: string): Address {
  const address: Address = { anchor: '', parameters: new Map() };
  for (const piece of hash.replace(/^#/, '').split('&')) {
    const [name = '', ...rest] = piece.split('=');
    if (rest.length > 0) address.parameters.set(name, decoded(rest.join('=')));
    else if (name !== '') address.anchor = decoded(name);
  }
  return address;
}

export function writeAddress({ anchor, parameters }: Address): string {
  const pieces = [...parameters].map(([name, value]) => `${name}=${encodeURIComponent(value).replaceAll('%2B', '+')}`);
  return `#${[...(anchor === '' ? [] : [encodeURIComponent(anchor)]), ...pieces].join('&')}`;
}

/** Puts an address into the address bar without a step in the history; a frame that may not is left as it is. */
export function showAddress(address: Address): void {
  try {
    history.replaceState({ kept: true }, '', writeAddress(address));
  } catch {
    // An opaque origin may not change its address.
  }
}

/** The view that `lang` names: a language's tag, or `all` for all tags joined by `+`; undefined for anything else. */
export function viewNamed(lang: string | undefined, views: string[]): string | undefined {
  const languages = views.filter((view) => view !== 'all');
  const wanted = new Set(lang?.split('+'));
  if (languages.length > 1 && wanted.size === languages.length && languages.every((tag) => wanted.has(tag)))
    return 'all';
  return wanted.size === 1 ? languages.find((tag) => wanted.has(tag)) : undefined;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
