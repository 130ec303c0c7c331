import { checkSize } from './file-size.ts';
import { joinPath, pathError, pathProblem } from './path.ts';
import type { Folder } from './world.ts';

/** A Folder that holds the given files: path → text (as UTF-8) or bytes. For tests and for programs that have no disk. */
export function memoryFolder(files: Readonly<Record<string, string | Uint8Array>>): Folder {
  const encoder = new TextEncoder();
  return {
    async read(path) {
      if (pathProblem(path)) throw pathError(path);
      const name = joinPath(path);
      if (!Object.hasOwn(files, name)) return undefined;
      const content = files[name] as string | Uint8Array;
      checkSize(name, content.length);
      return typeof content === 'string' ? encoder.encode(content) : content;
    },
    async list(path) {
      const start = joinPath(path) === '' ? '' : `${joinPath(path)}/`;
      return Object.keys(files)
        .filter((name) => name.startsWith(start))
        .sort();
    },
  };
}
