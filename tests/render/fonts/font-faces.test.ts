import { describe, expect, it } from 'vitest';
import { Diagnostics } from '../../../src/base/diagnostic.ts';
import { fontFacesOf } from '../../../src/render/fonts/font-faces.ts';

describe('fonts of a document', () => {
  it('are one rule a face that the text needs', async () => {
    const css = await fontFacesOf({ diagnostics: new Diagnostics() })(
      '<h4 lang="zh-Hans">省</h4><p lang="en">a</p>',
      'woff2',
    );
    const families = [...css.matchAll(/font-family:"([^"]+)";font-style:normal;font-weight:(\d+)/g)];
    expect(families.map(([, family, weight]) => `${family} ${weight}`)).toEqual([
      'Source Sans 3 400',
      'Noto Sans SC 700',
    ]);
  });

  it('are the same bytes for the same document', async () => {
    const html = '<p lang="zh-Hans">124.5万人</p>';
    const make = () => fontFacesOf({ diagnostics: new Diagnostics() })(html, 'woff2');
    expect(await make()).toBe(await make());
  });

  it('are the same bytes cut from whole faces and from their common parts, whether these are kept or not', async () => {
    const html =
      '<style>h2{font-weight:700}</style><h2 lang="zh-Hans">就业</h2><p lang="zh-Hans">124.5万人①—“省”</p><p lang="en">1.2 million</p>';
    const rare = '<p lang="zh-Hans">陈喆（1245）</p>';
    const keeps = new Map<string, Uint8Array>();
    const common = {
      get: async (key: string) => keeps.get(key),
      set: async (key: string, bytes: Uint8Array) => void keeps.set(key, bytes),
    };
    const diagnostics = new Diagnostics();
    for (const text of [html, rare]) {
      for (const format of ['truetype', 'woff2'] as const) {
        const straight = await fontFacesOf({ diagnostics })(text, format);
        expect(await fontFacesOf({ diagnostics, common })(text, format)).toBe(straight);
        expect(await fontFacesOf({ diagnostics, common: { ...common } })(text, format)).toBe(straight);
      }
    }
    expect(keeps.size).toBe(2);
    expect(diagnostics.list).toEqual([]);
  });

  it('warn of a character that no font has, once a run', async () => {
    const diagnostics = new Diagnostics();
    const fontFaces = fontFacesOf({ diagnostics });
    await fontFaces('<p lang="zh-Hans">韩文한국 한</p>', 'truetype');
    await fontFaces('<p lang="en">한</p>', 'truetype');
    expect(diagnostics.list.map(({ severity, code, message }) => `${severity} ${code}: ${message}`)).toEqual([
      'warning glyph-missing: no font of the theme has "한" (U+D55C), in "韩文한국 한"',
      'warning glyph-missing: no font of the theme has "국" (U+AD6D), in "韩文한국 한"',
    ]);
  });
});
