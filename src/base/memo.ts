/**
 * What `make` gives, or gave before under the same name of the same owner when it depended on the same, object by object.
 * Lives as long as its owner.
 */
export function memo<T>(owner: object, name: string, dependencies: readonly unknown[], make: () => T): T {
  const ofOwner = memos.get(owner) ?? new Map<string, Memo>();
  memos.set(owner, ofOwner);
  const before = ofOwner.get(name);
  if (before && isSame(before.dependencies, dependencies)) return before.value as T;
  const value = make();
  ofOwner.set(name, { dependencies, value });
  return value;
}

/** The value that came before under a name of the owner, when this one is the same as JSON: what depends on it stays. */
export function asBefore<T>(owner: object, name: string, value: T): T {
  const json = JSON.stringify(value);
  const ofOwner = values.get(owner) ?? new Map<string, Value>();
  values.set(owner, ofOwner);
  const before = ofOwner.get(name);
  if (before?.json === json) return before.value as T;
  ofOwner.set(name, { json, value });
  return value;
}

interface Memo {
  dependencies: readonly unknown[];
  value: unknown;
}

interface Value {
  json: string;
  value: unknown;
}

const memos = new WeakMap<object, Map<string, Memo>>();
const values = new WeakMap<object, Map<string, Value>>();

function isSame(before: readonly unknown[], now: readonly unknown[]): boolean {
  return before.length === now.length && before.every((each, at) => Object.is(each, now[at]));
}
