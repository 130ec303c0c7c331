import { createRequire } from 'node:module';
import { isChinese, type LanguageTag } from '../../base/language.ts';

/** One static font file: a family at one weight and slope. */
export interface Face {
  id: FaceId;
  /** CSS family name. */
  family: Family;
  weight: 400 | 700;
  style: 'normal' | 'italic';
  /** Path inside node_modules; `facePath` makes it absolute. */
  file: string;
}

export type FaceId =
  | 'source-sans-400'
  | 'source-sans-400-italic'
  | 'source-sans-700'
  | 'source-serif-700'
  | 'noto-sans-400'
  | 'noto-sans-700'
  | 'noto-serif-700';

export type Family = 'Source Sans 3' | 'Source Serif 4' | 'Noto Sans SC' | 'Noto Serif SC';

/** Text is set in sans, titles and large figures in serif. */
export type Role = 'sans' | 'serif';

/**
 * The families of a role in the order that a browser asks them for a character.
 *
 * Chinese and Japanese ask Noto first and for everything: quotes, dashes, ellipses and middle dots are then full-width,
 * and its Latin letters and digits are Source's own, drawn to the size of the characters beside them. Every other
 * language asks Source first, so that the same quotes and dashes are Latin ones, and Noto only for Chinese characters.
 */
export function familiesFor(role: Role, language: LanguageTag): [Family, Family] {
  const latin: Family = role === 'serif' ? 'Source Serif 4' : 'Source Sans 3';
  const chinese: Family = role === 'serif' ? 'Noto Serif SC' : 'Noto Sans SC';
  return setInFullWidth(language) ? [chinese, latin] : [latin, chinese];
}

/** The CSS value of `font-family` for a role in a language: `"Source Sans 3","Noto Sans SC",sans-serif`. */
export function fontFamilyCss(role: Role, language: LanguageTag): string {
  const names = familiesFor(role, language).map((family) => `"${family}"`);
  return [...names, role === 'serif' ? 'serif' : 'sans-serif'].join(',');
}

/** The face of a family nearest to what is asked: serif families have 700 only, an italic only Source Sans 3 at 400. */
export function faceOf(family: Family, style: { bold: boolean; italic?: boolean }): Face {
  const ofFamily = faces.filter((face) => face.family === family);
  const weight = style.bold ? 700 : 400;
  const slope = style.italic ? 'italic' : 'normal';
  const face =
    ofFamily.find((candidate) => candidate.weight === weight && candidate.style === slope) ??
    ofFamily.find((candidate) => candidate.weight === weight) ??
    ofFamily[0];
  if (face === undefined) throw new Error(`no face of ${family}`);
  return face;
}

/** Where the file of a face was installed, as an absolute path. */
export function facePath(face: Face): string {
  return createRequire(import.meta.url).resolve(face.file);
}

/** Every face that the theme may use; a document carries those parts of them that its text needs. */
export const faces: readonly Face[] = [
  {
    id: 'source-sans-400',
    family: 'Source Sans 3',
    weight: 400,
    style: 'normal',
    file: '@expo-google-fonts/source-sans-3/400Regular/SourceSans3_400Regular.ttf',
  },
  {
    id: 'source-sans-400-italic',
    family: 'Source Sans 3',
    weight: 400,
    style: 'italic',
    file: '@expo-google-fonts/source-sans-3/400Regular_Italic/SourceSans3_400Regular_Italic.ttf',
  },
  {
    id: 'source-sans-700',
    family: 'Source Sans 3',
    weight: 700,
    style: 'normal',
    file: '@expo-google-fonts/source-sans-3/700Bold/SourceSans3_700Bold.ttf',
  },
  {
    id: 'source-serif-700',
    family: 'Source Serif 4',
    weight: 700,
    style: 'normal',
    file: '@expo-google-fonts/source-serif-4/700Bold/SourceSerif4_700Bold.ttf',
  },
  {
    id: 'noto-sans-400',
    family: 'Noto Sans SC',
    weight: 400,
    style: 'normal',
    file: '@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf',
  },
  {
    id: 'noto-sans-700',
    family: 'Noto Sans SC',
    weight: 700,
    style: 'normal',
    file: '@expo-google-fonts/noto-sans-sc/700Bold/NotoSansSC_700Bold.ttf',
  },
  {
    id: 'noto-serif-700',
    family: 'Noto Serif SC',
    weight: 700,
    style: 'normal',
    file: '@expo-google-fonts/noto-serif-sc/700Bold/NotoSerifSC_700Bold.ttf',
  },
];

function setInFullWidth(language: LanguageTag): boolean {
  return isChinese(language) || language === 'ja' || language.startsWith('ja-');
}
