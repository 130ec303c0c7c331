import { readFile } from 'node:fs/promises';
import { digest } from '../base/digest.ts';

/** Whether there is a file with this SHA-256. */
export async function isWholeFile(path: string, sha256: string): Promise<boolean> {
  const bytes = await readFile(path).catch(() => undefined);
  return bytes !== undefined && digest(bytes) === sha256;
}
