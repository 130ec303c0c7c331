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

  it('are the same bytes cut from a whole font and from one prepared with room', async () => {
    const html = '<h2 lang="zh-Hans">就业</h2><p lang="zh-Hans">124.5万人</p><p lang="en">1.245 million</p>';
    const straight = fontFacesOf({ diagnostics: new Diagnostics() });
    const diagnostics = new Diagnostics();
    const roomy = fontFacesOf({ diagnostics });
    await roomy.prepare?.('<h2 lang="zh-Hans">就业</h2><p lang="zh-Hans">万</p>', '人才强省 million, 한');
    for (const format of ['truetype', 'woff2'] as const)
      expect(await roomy(html, format)).toBe(await straight(html, format));
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
