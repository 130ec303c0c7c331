import { digest } from './base/digest.ts';
import type { LanguageTag, Localized } from './base/language.ts';
import type { Generated, Product } from './generate.ts';
import type { ParameterValues } from './model/parameter.ts';
import type { ReleaseMark } from './model/release.ts';
import type { Edition } from './model/report.ts';

/** `manifest.json`: what a run made and with what. */
export interface Manifest {
  briefing: string;
  title: Localized;
  edition: Edition;
  /** What the briefing was made for, when it has parameters. */
  parameters?: ParameterValues;
  languages: LanguageTag[];
  /** Such as `jianbao 0.1.0`. */
  generator: string;
  /** Product and version of the browser that printed; absent when none did. */
  browser?: string;
  /** Present while the briefing is a draft or under embargo. */
  mark?: ReleaseMark;
  files: ManifestFile[];
}

export interface ManifestFile {
  /** Relative to the folder that manifest.json is in. */
  path: string;
  format: Product['format'];
  /** BCP 47 tags in reading order. */
  languages: LanguageTag[];
  bytes: number;
  /** Hexadecimal digest of the file. */
  sha256: string;
  /** Of a PDF. */
  pages?: number;
  /** Of a picture, in pixels. */
  width?: number;
  height?: number;
  title: string;
}

export function manifestOf({ report, products, browser, mark }: Generated, version: string): Manifest {
  const { id, title, edition, languages, values } = report.briefing;
  return {
    briefing: id,
    title,
    edition,
    ...(values && { parameters: values }),
    languages,
    generator: `jianbao ${version}`,
    ...(browser && { browser }),
    ...(mark && { mark }),
    files: products.map(fileOf),
  };
}

/** What a manifest says of a file. */
export function fileOf({ bytes, path, format, languages, pages, width, height, title }: Product): ManifestFile {
  return {
    path,
    format,
    languages,
    bytes: bytes.byteLength,
    sha256: digest(bytes),
    ...(pages !== undefined && { pages }),
    ...(width !== undefined && height !== undefined && { width, height }),
    title,
  };
}
