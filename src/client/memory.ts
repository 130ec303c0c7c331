/** What the page remembers on the reader's machine: the language and the theme, nothing else. */
type Remembered = 'lang' | 'theme';

/** What was remembered; undefined where the browser denies storage, as in a sandboxed frame. */
export function recall(name: Remembered): string | undefined {
  try {
    return localStorage.getItem(`jianbao.${name}`) ?? undefined;
  } catch {
    return undefined;
  }
}

export function remember(name: Remembered, value: string): void {
  try {
    localStorage.setItem(`jianbao.${name}`, value);
  } catch {
    // Denied: the page works, it only forgets.
  }
}
