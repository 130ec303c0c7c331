/** Marks in the contents the section that is being read; on narrow windows the head's link opens the contents in place. */
export function contents(): void {
  const nav = document.querySelector<HTMLElement>('nav.contents');
  const opener = document.querySelector<HTMLAnchorElement>('a.to-contents');
  if (!nav) return;
  markSections(nav);
  if (opener) openInPlace(nav, opener);
}

function markSections(nav: HTMLElement): void {
  const links = new Map(
    [...nav.querySelectorAll('a')].flatMap((link) => {
      const section = document.getElementById(decodeURIComponent(link.hash.slice(1)));
      return section ? [[section, link] as const] : [];
    }),
  );
  let isWaiting = false;
  const mark = () => {
    isWaiting = false;
    const line = innerHeight / 3;
    const isAtEnd = scrollY + innerHeight >= document.documentElement.scrollHeight - 2;
    const begun = [...links.keys()].filter((section) => isAtEnd || section.getBoundingClientRect().top <= line);
    const current = links.get(begun.at(-1) as HTMLElement);
    for (const link of links.values()) {
      if (link === current) link.setAttribute('aria-current', 'location');
      else link.removeAttribute('aria-current');
    }
  };
  const later = () => {
    if (isWaiting) return;
    isWaiting = true;
    requestAnimationFrame(mark);
  };
  addEventListener('scroll', later, { passive: true });
  addEventListener('resize', later, { passive: true });
  mark();
}

/** A sheet under the page's head; it closes with Escape, a press outside, or the choice of a section. */
function openInPlace(nav: HTMLElement, opener: HTMLAnchorElement): void {
  const show = (isOpen: boolean) => {
    nav.classList.toggle('open', isOpen);
    opener.setAttribute('aria-expanded', String(isOpen));
  };
  opener.setAttribute('role', 'button');
  show(false);
  const press = (event: Event) => {
    event.preventDefault();
    show(!nav.classList.contains('open'));
    if (nav.classList.contains('open')) nav.querySelector('a')?.focus();
  };
  opener.addEventListener('click', press);
  opener.addEventListener('keydown', (event) => {
    if (event.key === ' ') press(event);
  });
  nav.addEventListener('click', (event) => {
    if ((event.target as Element).closest('a')) show(false);
  });
  addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || !nav.classList.contains('open')) return;
    show(false);
    opener.focus();
  });
  addEventListener('pointerdown', (event) => {
    const target = event.target as Element;
    if (!nav.contains(target) && !opener.contains(target)) show(false);
  });
  nav.addEventListener('focusout', (event) => {
    const next = event.relatedTarget as Node | null;
    if (next && !nav.contains(next) && next !== opener) show(false);
  });
}
