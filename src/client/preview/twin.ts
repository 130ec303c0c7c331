/**
 * The page as it was written, beside the page as it is shown: scripts and readers have changed the latter, so what is
 * new is found by comparing what was written then and now, and is then done to both.
 */
export class Twin {
  readonly #shown = new WeakMap<Node, Node>();
  readonly #successors = new WeakMap<Node, Element>();
  readonly root: Element;

  /** Must be made before any script touches the page. */
  constructor(shown: Element) {
    this.root = this.#copyOf(shown);
    for (const script of this.root.querySelectorAll('script'))
      if (!script.closest('main > section')) script.textContent = '';
  }

  /**
   * Makes a part of what was written the same as `after`, and what is shown with it; nothing is done where `isApart`.
   * Gives the elements that are new, largest only.
   */
  update(before: Element, after: Element, isApart: (element: Element) => boolean = () => false): Element[] {
    if (isApart(before) || before.isEqualNode(after)) return [];
    if (before.localName !== after.localName || before.matches(whole)) return [this.#replace(before, after)];
    this.#takeAttributes(before, after);
    const [old, now] = [[...before.childNodes], [...after.childNodes]];
    const same = (a: Node | undefined, b: Node | undefined) =>
      a !== undefined && b !== undefined && (a.isEqualNode(b) || (a instanceof Element && isApart(a)));
    let start = 0;
    while (same(old[start], now[start])) start++;
    let end = 0;
    const left = () => Math.min(old.length, now.length) - start;
    while (end < left() && same(old.at(-1 - end), now.at(-1 - end))) end++;
    const gone = old.slice(start, old.length - end);
    const come = now.slice(start, now.length - end);
    if (gone.length === come.length && gone.every((node, at) => isAlike(node, come[at])))
      return gone.flatMap((node, at) => this.#meet(node, come[at] as Node, isApart));
    const fresh = this.#insert(before, old[start - 1], come);
    for (const node of gone) this.#remove(node, fresh);
    return fresh;
  }

  /** Where an element that was shown went: what took its place or that of something around it. */
  successorOf(element: Element): Element | undefined {
    for (let node: Node | null = element; node; node = node.parentNode) {
      const found = this.#successors.get(node);
      if (found) return found.isConnected ? found : this.successorOf(found);
    }
    return undefined;
  }

  /** Changes the pieces that stand for each other one by one: text takes new words, elements go on inside. */
  #meet(node: Node, next: Node, isApart: (element: Element) => boolean): Element[] {
    if (node instanceof Element && next instanceof Element) return this.update(node, next, isApart);
    const shown = this.#shown.get(node);
    node.nodeValue = next.nodeValue;
    if (shown) shown.nodeValue = next.nodeValue;
    return [];
  }

  #takeAttributes(before: Element, after: Element): void {
    const shown = this.#shown.get(before) as Element;
    const names = new Set([...before.getAttributeNames(), ...after.getAttributeNames()]);
    for (const name of names) {
      const value = after.getAttribute(name);
      if (value === before.getAttribute(name)) continue;
      for (const element of [before, shown]) {
        if (value === null) element.removeAttribute(name);
        else element.setAttribute(name, value);
      }
    }
  }

  #replace(before: Element, after: Element): Element {
    const shown = this.#shown.get(before) as Element;
    const fresh = document.importNode(after, true);
    before.replaceWith(this.#copyOf(fresh));
    // A table's tools stand before it; the new table brings its own.
    if (shown.previousElementSibling?.matches('.table-filter')) shown.previousElementSibling.remove();
    keepOpen(shown, fresh);
    shown.replaceWith(fresh);
    this.#successors.set(shown, fresh);
    return fresh;
  }

  /** Puts nodes behind a written one, or first; gives the elements among them. */
  #insert(parent: Element, behind: Node | undefined, nodes: Node[]): Element[] {
    const fresh = nodes.map((node) => document.importNode(node, true));
    const written = fresh.map((node) => this.#copyOf(node));
    const shown = behind && this.#shown.get(behind);
    if (behind && shown) {
      (behind as ChildNode).after(...written);
      (shown as ChildNode).after(...fresh);
    } else {
      parent.prepend(...written);
      (this.#shown.get(parent) as Element).prepend(...fresh);
    }
    return fresh.filter((node) => node instanceof Element);
  }

  #remove(node: Node, [successor]: Element[]): void {
    const shown = this.#shown.get(node);
    (node as ChildNode).remove();
    if (shown instanceof Element && successor) this.#successors.set(shown, successor);
    (shown as ChildNode | undefined)?.remove();
  }

  #copyOf<T extends Node>(shown: T): T {
    const written = shown.cloneNode(true) as T;
    const pair = (a: Node, b: Node): void => {
      this.#shown.set(a, b);
      a.childNodes.forEach((child, at) => {
        pair(child, b.childNodes[at] as Node);
      });
    };
    pair(written, shown);
    return written;
  }
}

/** What scripts have made more of than its parts: it is taken anew as a whole. */
const whole = 'figure, .data-table, .part, svg, .filter';

function isAlike(a: Node, b: Node | undefined): boolean {
  if (a.nodeType !== b?.nodeType) return false;
  return !(a instanceof Element) || (b instanceof Element && a.localName === b.localName && a.id === b.id);
}

/** What a reader has opened stays open. */
function keepOpen(before: Element, after: Element): void {
  const next = after.querySelectorAll('details');
  before.querySelectorAll('details').forEach((details, at) => {
    const successor = next[at];
    if (successor) successor.open = details.open;
  });
}
