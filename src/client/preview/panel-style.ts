/** Style of what lies over the page. */
export function panelStyle(): CSSStyleSheet {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  return sheet;
}

const css = `
:host { all: initial; }
* { box-sizing: border-box; }
[hidden] { display: none !important; }
.bar, .findings { font: 14px/1.5 system-ui, sans-serif; color: #f3f5f6; background: #1d2529; border-radius: 8px; z-index: 2147483646; position: fixed; left: 12px; box-shadow: 0 2px 12px #0006; }
.bar { bottom: 12px; display: flex; gap: 2px; padding: 4px; max-width: calc(100vw - 24px); flex-wrap: wrap; }
.bar.away { opacity: .55; }
.bar.away .state::after { content: " (ended)"; }
button { font: inherit; color: inherit; background: none; border: 0; border-radius: 5px; padding: 3px 9px; cursor: pointer; min-height: 28px; }
button:hover { background: #ffffff1f; }
button:focus-visible { outline: 2px solid #8fc7e8; outline-offset: -2px; }
button[aria-pressed=true] { background: #ffffff33; }
.state::before { content: ""; display: inline-block; width: 9px; height: 9px; border-radius: 50%; margin-right: 7px; background: #59b37a; }
.state[data-state=warning]::before { background: #e3b341; }
.state[data-state=error]::before { background: #ef6a5b; }
.findings { bottom: 58px; width: min(760px, calc(100vw - 24px)); max-height: min(60vh, 560px); overflow: auto; padding: 10px 16px 14px; overscroll-behavior: contain; }
.head { margin: 0 40px 6px 0; font-weight: 600; }
.close { position: absolute; top: 6px; right: 8px; font-size: 20px; line-height: 1; }
ol { margin: 0; padding: 0; list-style: none; }
li { padding: 8px 0 8px 12px; border-left: 3px solid #ef6a5b; margin-top: 8px; }
li.warning { border-color: #e3b341; }
li p { margin: 0; overflow-wrap: anywhere; }
li b { font: 600 13px/1.5 ui-monospace, monospace; }
.code, .hint { color: #b7c3c9; }
pre { margin: 4px 0; font: 13px/1.5 ui-monospace, monospace; white-space: pre-wrap; overflow-wrap: anywhere; color: #d7e4ea; }
.pdf { position: fixed; top: 0; right: 0; bottom: 0; width: 50vw; z-index: 2147483645; background: #525659; box-shadow: -2px 0 12px #0006; }
.pdf iframe { width: 100%; height: 100%; border: 0; }
@media (max-width: 800px) { .pdf { width: 100vw; bottom: 58px; } }
`;
