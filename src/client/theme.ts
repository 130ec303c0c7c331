import { remember } from './memory.ts';

/** Event of the document after the theme has changed. */
export const themeChange = 'jianbao:theme';

const themes = ['auto', 'light', 'dark'];

/** The button in the page's head that changes between the system's theme, light and dark. */
export function theme(): void {
  const button = document.querySelector<HTMLButtonElement>('button.theme');
  const root = document.documentElement;
  if (!button) return;
  button.hidden = false;
  button.addEventListener('click', () => {
    const now = themes.indexOf(root.dataset.theme ?? 'auto');
    const next = themes[(now + 1) % themes.length] ?? 'auto';
    if (next === 'auto') delete root.dataset.theme;
    else root.dataset.theme = next;
    remember('theme', next);
    document.dispatchEvent(new Event(themeChange));
  });
}
