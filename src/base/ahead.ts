/** The same items, each asked for while the one before is worked on. */
export async function* ahead<T>(items: AsyncIterator<T>): AsyncGenerator<T> {
  for (let next = items.next(); ; ) {
    const { value, done } = await next;
    if (done) return;
    next = items.next();
    // Whoever works on this one may fail first.
    next.catch(() => {});
    yield value;
  }
}
