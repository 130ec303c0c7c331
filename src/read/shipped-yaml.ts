/**
 * The YAML files of the shipped theme, read beforehand: text → value. `scripts/bundle.js` fills it, since reading them
 * costs a run a tenth of a second; unbundled there is none, and they are read like any other.
 */
export const shippedYaml: ReadonlyMap<string, unknown> = new Map();
