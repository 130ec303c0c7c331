import type { Loader } from 'vega';

/**
 * A Vega loader that reads nothing, neither the network nor a file: data is inline by now. Links keep web addresses,
 * pictures only `data:image/…`. What was refused is listed, so that a chart does not come out silently empty.
 */
export function refusingLoader(base: Loader): { loader: Loader; refused: string[] } {
  const refused: string[] = [];
  const refuse = (uri: string): Promise<never> => {
    refused.push(uri);
    return Promise.reject(new Error(`refused to load ${uri}`));
  };
  const sanitize = async (uri: string, options: { context?: string }) => {
    const allowed = options?.context === 'href' ? /^(https?:|mailto:|#)/i : /^data:image\/(png|jpeg|gif|webp);/i;
    if (allowed.test(uri)) return { href: uri };
    // Vega's renderer reads the link of a mark whether it was refused or not.
    if (options?.context === 'href') {
      refused.push(uri);
      return { href: '#' };
    }
    return refuse(uri);
  };
  const loader = { ...base, load: refuse, http: refuse, file: refuse, sanitize };
  return { loader: loader as unknown as Loader, refused };
}
