import { digest } from '../base/digest.ts';
import type { Folder, World } from '../base/world.ts';

/** A world that remembers what was read of it. */
export interface RecordedWorld extends World {
  /** Path (`theme:` in front for the theme) → digest of the file, `null` where there was none. Sorted. */
  inputs(): Record<string, string | null>;
}

/** Remembers every file that is read and every name that is listed. */
export function recordWorld(world: World): RecordedWorld {
  const read = new Map<string, string | null>();
  const recorded = (folder: Folder, origin: string): Folder => ({
    async read(path) {
      const bytes = await folder.read(path);
      read.set(origin + path, digestOf(bytes));
      return bytes;
    },
    async list(path) {
      const names = await folder.list(path);
      read.set(`${origin}${path}/`, digestOf(new TextEncoder().encode(names.join('\n'))));
      return names;
    },
  });
  return {
    briefing: recorded(world.briefing, ''),
    theme: recorded(world.theme, 'theme:'),
    inputs: () => Object.fromEntries([...read].sort(([a], [b]) => (a < b ? -1 : 1))),
  };
}

/** Whether every file that was read then is the same now. */
export async function sameInputs(inputs: Record<string, string | null>, { briefing, theme }: World): Promise<boolean> {
  const checks = Object.entries(inputs).map(async ([path, digest]) => {
    const folder = path.startsWith('theme:') ? theme : briefing;
    const name = path.replace(/^theme:/, '');
    const now = name.endsWith('/')
      ? new TextEncoder().encode((await folder.list(name.slice(0, -1))).join('\n'))
      : await folder.read(name).catch(() => undefined);
    return digestOf(now) === digest;
  });
  return (await Promise.all(checks)).every(Boolean);
}

function digestOf(bytes: Uint8Array | undefined): string | null {
  return bytes === undefined ? null : digest(bytes);
}
