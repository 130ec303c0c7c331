import { describe, expect, it } from 'vitest';
import type { FaceId } from '../../../src/render/fonts/faces.ts';
import { fontUsage, loadCoverage } from '../../../src/render/fonts/usage.ts';

const coverage = await loadCoverage();

/** Characters beyond ASCII that each face needs. */
function usageOf(html: string): Partial<Record<FaceId, string>> {
  const { usage } = fontUsage(html, coverage);
  const entries = [...usage].map(([face, points]) => [face, [...points].filter((point) => point > 0x7e)] as const);
  return Object.fromEntries(
    entries.map(([face, points]) => [face, String.fromCodePoint(...points.sort((a, b) => a - b))]),
  );
}

describe('characters that a face needs', () => {
  it('come from Noto in Chinese and from Source in English, quotes and dashes too', () => {
    const html = '<p lang="zh-Hans">“就业”——</p><p lang="en">“jobs” – é</p>';
    expect(usageOf(html)).toEqual({ 'noto-sans-400': '—“”业就', 'source-sans-400': 'é–“”' });
  });

  it('fall to the other family where the first has no glyph', () => {
    expect(usageOf('<p lang="en">Jinan 济南</p>')).toEqual({ 'source-sans-400': '', 'noto-sans-400': '南济' });
    expect(usageOf('<p lang="zh-Hans">9\u202f800</p>')).toEqual({
      'noto-sans-400': '',
      'source-sans-400': '\u202f',
    });
  });

  it('include printable ASCII for every face that is asked first', () => {
    const { usage } = fontUsage('<p lang="zh-Hans">省</p>', coverage);
    expect(usage.get('noto-sans-400')?.size).toBe(96);
    expect(usage.has('source-sans-400')).toBe(false);
  });

  it('follow lang inwards and out again', () => {
    const html = '<div lang="en">é<p lang="zh-Hans">省<i lang="en">ö</i>市</p>à</div>';
    expect(usageOf(html)).toEqual({
      'noto-sans-400': '市省',
      'source-sans-400': 'àé',
      'source-sans-400-italic': 'ö',
    });
  });

  it('are bold in headings, strong and table heads, as browsers have it', () => {
    const html =
      '<div lang="zh-Hans"><h4>要</h4><p>点<strong>山</strong><b>东</b></p><table><tr><th>年</th><td>份</td></tr></table></div>';
    expect(usageOf(html)).toEqual({ 'noto-sans-700': '东山年要', 'noto-sans-400': '份点' });
  });

  it('follow the page’s own style sheet', () => {
    const css = `
      h1, .serif [lang] { font-family: var(--serif) }
      .title { font: 700 11pt/1.4 var(--sans) }
      table th { font-weight: 400 } thead th { font-weight: bold }
      em { font-style: normal; font-weight: 700 } :lang(en) em { font-style: italic; font-weight: 400 }`;
    const html = `<head><style>${css}</style></head><body lang="zh-Hans"><h1>简报</h1><p class="serif"><span lang="zh-Hans">数</span>字</p>
      <p class="title">图</p><table><thead><th>年</th></thead><tbody><th>省</th></tbody></table><em>重</em><p lang="en"><em>é</em></p></body>`;
    expect(usageOf(html)).toEqual({
      'noto-serif-700': '报数简',
      'noto-sans-400': '字省',
      'noto-sans-700': '图年重',
      'source-sans-400-italic': 'é',
    });
  });

  it('are those of screen and print together', () => {
    const css =
      '@media screen { p { font-weight: 700 } } @media print { p { font-family: var(--serif); font-weight: 700 } }';
    expect(usageOf(`<style>${css}</style><p lang="zh-Hans">省</p>`)).toEqual({
      'noto-sans-700': '省',
      'noto-serif-700': '省',
    });
  });

  it('are found in SVG text with its attributes', () => {
    const svg = `<svg lang="zh-Hans" font-family="'Noto Sans SC','Source Sans 3',sans-serif"><title>题</title>
      <g font-weight="bold"><text>济</text></g><text style="font-weight:600">青</text><text>烟<tspan>台</tspan></text><path d="M0 0"/></svg>`;
    expect(usageOf(svg)).toEqual({ 'noto-sans-700': '济青', 'noto-sans-400': '台烟' });
  });

  it('take an SVG’s own families where no language is told', () => {
    const svg = `<svg font-family="&quot;Noto Sans SC&quot;,&quot;Source Sans 3&quot;"><text>“省”</text></svg>`;
    expect(usageOf(svg)).toEqual({ 'noto-sans-400': '“”省' });
  });

  it('include what the style sheet prints, in each language', () => {
    const css = '@page { @top-left { content: "简报 \\7701" } } a::after { content: " → " }';
    expect(usageOf(`<style>${css}</style><p lang="zh-Hans">一</p>`)).toEqual({ 'noto-sans-400': '→一报省简' });
  });

  it('leave out scripts, comments and what has no width', () => {
    const html = '<p lang="zh-Hans"><!-- 注 --><script>"脚"</script>省\u200b\u00ad\n</p>';
    expect(usageOf(html)).toEqual({ 'noto-sans-400': '省' });
  });

  it('are decoded: &#x7701;&amp;&#24066;', () => {
    expect(usageOf('<p lang="zh-Hans">&#x7701;&amp;&#24066;</p>')).toEqual({ 'noto-sans-400': '市省' });
  });
});

describe('characters that no face has', () => {
  it('are told with the text they stand in', () => {
    const { missing } = fontUsage('<p lang="zh-Hans">韩文한</p><b lang="en">한 more</b>', coverage);
    expect(missing).toEqual([{ character: '한', text: '韩文한' }]);
  });

  it('are none in ordinary text', () => {
    const html = '<p lang="zh-Hans">居全国第二位，“2+N”——《简报》… ±− ①</p><p lang="en">“up 46%” – −0.2 ½ → …</p>';
    expect(fontUsage(html, coverage).missing).toEqual([]);
  });
});
