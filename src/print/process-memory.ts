import { readFile } from 'node:fs/promises';

/** Bytes of memory that a process and all its children hold (Linux: resident pages); undefined where nobody tells. */
export async function processMemory(pid: number): Promise<number | undefined> {
  try {
    const [status, tasks] = await Promise.all([
      readFile(`/proc/${pid}/status`, 'utf8'),
      readFile(`/proc/${pid}/task/${pid}/children`, 'utf8'),
    ]);
    const own = Number(/^RssAnon:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) * 1024;
    const children = tasks.trim().split(/\s+/).filter(Boolean).map(Number);
    const inside = await Promise.all(children.map(processMemory));
    return inside.reduce<number>((sum, bytes) => sum + (bytes ?? 0), own);
  } catch {
    return undefined;
  }
}
