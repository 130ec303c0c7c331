import { describe, expect, test } from 'vitest';
import { stillDocument } from '../../src/print/still-document.ts';

const page = (body: string, style = 'p { color: red }') =>
  `<!doctype html><html><head><style>@font-face { font-family: A; src: url(data:font/ttf;base64,AAAA) }
@font-face{font-family:B;src:url(data:font/ttf;base64,BBBB)}
${style}</style></head><body>${body}</body></html>`;

test('a document is parted into its fonts and the rest', () => {
  const parted = stillDocument(page('<p>text</p>'));
  expect(parted?.fonts).toMatch(/^@font-face \{[^}]*AAAA\) \}\n@font-face\{[^}]*BBBB\)\}\n$/);
  expect(parted?.rest).toContain('<style>p { color: red }');
  expect(parted?.rest).toContain('<p>text</p>');
});

test.each([
  '<a href="https://example.org/">a link</a>',
  '<a class=cite href=#source-1>[1]</a>',
  '<svg><use href="#mark"/><use xlink:href=#mark /><path fill="url(#gradient)"/></svg>',
  '<p lang=en>The data, their source and the background</p>',
  String.raw`<style>p::before { content: "\201C\a0" }</style>`,
  '<p title="a &amp; b">&lt;&#39;c&#39;&gt; R&amp;D</p>',
])('%s asks for nothing', (body) => {
  expect(stillDocument(page(body))).toBeDefined();
});

describe('a document has to be loaded when it runs or asks for something', () => {
  test.each([
    '<script>document.title = 1</script>',
    '<img src="https://example.org/a.png">',
    '<IMG\nSRC=a.png>',
    '<picture><source srcset=a.png></picture>',
    '<svg><image href="https://example.org/a.png"/></svg>',
    '<svg><use href="https://example.org/a.svg#a"/></svg>',
    "<svg><use xlink:href='a.svg#a'/></svg>",
    '<svg><feImage href="a.png"/></svg>',
    '<iframe srcdoc="<p>"></iframe>',
    '<object data=a.pdf></object>',
    '<link rel=preconnect href=//example.org>',
    '<meta http-equiv=refresh content="0;url=//example.org">',
    '<base href="//example.org/">',
    '<video poster=a.png></video>',
    '<table background=a.png></table>',
    '<p onclick="go()">',
    '<p style="background: url(a.png)">',
    '<p style="background: URL( \'a.png\' )">',
    '<p style="background: u&#114;l(a.png)">',
    '<p style=background:u&#x72;l(a.png)>',
    '<p class="a"style="background:u&#114;l(a.png)">',
    '<p mask="url&lpar;a.svg#b)">',
    '<svg><style>rect { fill: u&#114;l(a.svg#b) }</style></svg>',
    '<body/background=a.png>',
  ])('%s', (body) => {
    expect(stillDocument(page(body))).toBeUndefined();
  });

  test.each([
    '@import "a.css";',
    'p { background: image-set("a.png" 1x) }',
    'p { background: url(data:image/png;base64,AA) }',
    String.raw`p { background: u\72l(a.png) }`,
    String.raw`p { background: u\000072 l(a.png) }`,
    String.raw`p { background: \url(a.png) }`,
    String.raw`@\69mport "a.css";`,
  ])('style %s', (style) => {
    expect(stillDocument(page('', style))).toBeUndefined();
  });

  test('one that is not written in standards mode', () => {
    expect(stillDocument('<html><body>text</body></html>')).toBeUndefined();
  });
});
