import { type FSWatcher, watch } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';

export interface FolderWatch {
  close(): void;
}

/**
 * Tells which files below a folder were written, made, renamed or deleted, at once: paths with forward slashes. A file that
 * is written bit by bit is told bit by bit. One watch a folder, since a file that is saved by renaming another over it is
 * another file afterwards. Names that start with a dot and `node_modules` are not looked into.
 */
export async function watchFolder(root: string, tell: (paths: Set<string>) => void): Promise<FolderWatch> {
  const watches = new Map<string, { watcher: FSWatcher; inode: number }>();
  let changed = new Set<string>();
  let hasMoved = false;
  let isClosed = false;
  await look();
  return {
    close() {
      isClosed = true;
      for (const { watcher } of watches.values()) watcher.close();
      watches.clear();
    },
  };

  function note(folder: string, name: string | null): void {
    const path = relative(root, name === null ? folder : join(folder, name))
      .split(sep)
      .join('/');
    if (isHidden(path)) return;
    // What the system tells at one time is told at one time.
    if (changed.size === 0) setImmediate(pass);
    changed.add(path);
  }

  function pass(): void {
    if (isClosed) return;
    const [paths, isElsewhere] = [changed, hasMoved];
    [changed, hasMoved] = [new Set(), false];
    tell(paths);
    if (!isElsewhere) return;
    void look().then((found) => {
      // What was written into a new folder before it was watched has told nobody.
      for (const folder of found) note(folder, null);
    });
  }

  /** Watches folders that are new, lets go of those that are gone; gives the new ones. */
  async function look(): Promise<string[]> {
    const isFirst = watches.size === 0;
    const folders = new Map<string, number>();
    await collect(root, folders);
    for (const [folder, { watcher, inode }] of watches) {
      if (folders.get(folder) === inode) continue;
      watcher.close();
      watches.delete(folder);
    }
    const fresh = [...folders].filter(([folder]) => !watches.has(folder) && !isClosed);
    for (const [folder, inode] of fresh) {
      try {
        const watcher = watch(folder, (event, name) => {
          hasMoved ||= event === 'rename';
          note(folder, name);
        });
        watcher.on('error', () => {
          hasMoved = true;
          note(folder, null);
        });
        watches.set(folder, { watcher, inode });
      } catch {
        // Gone already: its parent tells.
      }
    }
    return isFirst ? [] : fresh.map(([folder]) => folder);
  }
}

async function collect(folder: string, found: Map<string, number>): Promise<void> {
  try {
    const [{ ino }, entries] = await Promise.all([stat(folder), readdir(folder, { withFileTypes: true })]);
    found.set(folder, ino);
    const inner = entries.filter((entry) => entry.isDirectory() && !isHidden(entry.name));
    await Promise.all(inner.map(({ name }) => collect(join(folder, name), found)));
  } catch {
    // Deleted while it was looked at.
  }
}

function isHidden(path: string): boolean {
  return path.split('/').some((name) => name.startsWith('.') || name === 'node_modules');
}
