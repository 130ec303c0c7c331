import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/** Of HarfBuzz's C interface (hb-blob.h, hb-face.h, hb-set.h, hb-subset.h) what cutting a font takes; pointers are numbers. */
interface HarfBuzz {
  memory: { buffer: ArrayBuffer };
  _initialize(): void;
  malloc(size: number): number;
  free(pointer: number): void;
  hb_blob_create(data: number, length: number, mode: number, userData: number, destroy: number): number;
  hb_blob_destroy(blob: number): void;
  hb_blob_get_data(blob: number, length: number): number;
  hb_blob_get_length(blob: number): number;
  hb_face_create(blob: number, index: number): number;
  hb_face_destroy(face: number): void;
  hb_face_reference_blob(face: number): number;
  hb_set_add(set: number, value: number): void;
  hb_set_clear(set: number): void;
  hb_subset_input_create_or_fail(): number;
  hb_subset_input_destroy(input: number): void;
  hb_subset_input_set(input: number, kind: number): number;
  hb_subset_input_set_flags(input: number, flags: number): void;
  hb_subset_input_unicode_set(input: number): number;
  hb_subset_or_fail(face: number, input: number): number;
}

/** The part of WebAssembly's JavaScript interface that is used; types for Node have none of it. */
interface Compiling {
  Module: new (bytes: Uint8Array) => object;
  Instance: new (module: object) => { exports: HarfBuzz };
}

const writable = 2;
const layoutFeatures = 6;
const noHinting = 1;

const wasm = createRequire(import.meta.url).resolve('harfbuzzjs/dist/harfbuzz-subset.wasm');

/** Does ahead of time what the first cut would have to wait for. */
export function prepareCutting(): void {
  harfbuzz();
}

let loaded: HarfBuzz | undefined;

/** Compiled at the first call (30 ms); functions are when they are called. */
function harfbuzz(): HarfBuzz {
  if (loaded) return loaded;
  const { Module, Instance } = (globalThis as unknown as { WebAssembly: Compiling }).WebAssembly;
  loaded = new Instance(new Module(readFileSync(wasm))).exports;
  loaded._initialize();
  return loaded;
}

/**
 * Cuts a TrueType font down to characters and what shaping makes of them with some layout features (OpenType tags),
 * without hints. Throws when it is no font.
 */
export function cutFont(font: Uint8Array, codePoints: Iterable<number>, features: readonly string[]): Uint8Array {
  const hb = harfbuzz();
  const input = hb.hb_subset_input_create_or_fail();
  const data = hb.malloc(font.length);
  new Uint8Array(hb.memory.buffer).set(font, data);
  const blob = hb.hb_blob_create(data, font.length, writable, 0, 0);
  const face = hb.hb_face_create(blob, 0);
  const kept = hb.hb_subset_input_set(input, layoutFeatures);
  hb.hb_set_clear(kept);
  for (const feature of features) hb.hb_set_add(kept, tagOf(feature));
  hb.hb_subset_input_set_flags(input, noHinting);
  const wanted = hb.hb_subset_input_unicode_set(input);
  for (const codePoint of codePoints) hb.hb_set_add(wanted, codePoint);
  const cut = hb.hb_subset_or_fail(face, input);
  const result = hb.hb_face_reference_blob(cut);
  const start = hb.hb_blob_get_data(result, 0);
  // Memory may have grown, which makes views of before useless.
  const bytes = new Uint8Array(hb.memory.buffer).slice(start, start + hb.hb_blob_get_length(result));
  hb.hb_blob_destroy(result);
  hb.hb_face_destroy(cut);
  hb.hb_face_destroy(face);
  hb.hb_blob_destroy(blob);
  hb.hb_subset_input_destroy(input);
  hb.free(data);
  if (bytes.length === 0) throw new Error('a font cannot be cut: it is damaged');
  return bytes;
}

function tagOf(feature: string): number {
  return Array.from(feature).reduce((tag, letter) => tag * 256 + letter.charCodeAt(0), 0);
}
