import type { World } from '../base/world.ts';
import { openFolder } from './folder.ts';

/** The real World: a briefing's folder and the shipped theme's folder, both on disk. */
export function openWorld(briefingFolder: string, themeFolder: string): World {
  return { briefing: openFolder(briefingFolder), theme: openFolder(themeFolder) };
}
