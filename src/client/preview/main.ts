import type { PreviewEvents } from '../../model/preview.ts';
import { startPage } from './changes.ts';
import { openPanel } from './panel.ts';

// The script of a page that is served while its author writes; the published page has `client/main.ts` in its place.

const change = startPage();
const panel = openPanel();
const made = document.querySelector<HTMLMetaElement>('meta[name=jianbao-preview]')?.content ?? '';
const events = new EventSource(`events?made=${made}`);

on('page', (changes) => {
  change(changes);
  document.dispatchEvent(new Event('jianbao:preview'));
});
on('findings', (findings) => panel.show(findings));
on('reload', () => location.reload());
events.onopen = () => panel.connect(true);
events.onerror = () => panel.connect(false);

function on<Name extends keyof PreviewEvents>(name: Name, listener: (data: PreviewEvents[Name]) => void): void {
  events.addEventListener(name, ({ data }) => listener(JSON.parse(data)));
}
