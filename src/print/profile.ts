import { mkdtempSync, rmSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isAlive } from '../base/is-alive.ts';

/** Name of a profile folder, before the id of the process it belongs to. */
const PROFILE = 'jianbao-browser-';

const patiently = { recursive: true, force: true, maxRetries: 10, retryDelay: 20 };

/** Makes an empty folder for a browser's profile, named with this process's id. */
export function makeProfile(): string {
  return mkdtempSync(join(tmpdir(), `${PROFILE}${process.pid}-`));
}

/** Removes the profile of a browser that has ended. */
export function removeProfile(profile: string): Promise<void> {
  return rm(profile, patiently);
}

/** Removes a profile at once, for a process that ends; what cannot be removed yet is left to a later sweep. */
export function removeProfileNow(profile: string): void {
  // A process that is still ending writes there. Node's own retries look at a folder's files only once.
  for (let tries = 0; tries < 50; tries++) {
    try {
      rmSync(profile, { recursive: true, force: true });
      return;
    } catch {
      Atomics.wait(pause, 0, 0, 20);
    }
  }
}

const pause = new Int32Array(new SharedArrayBuffer(4));

/** Removes profiles that killed runs left. */
export async function sweepProfiles(): Promise<void> {
  for (const name of await readdir(tmpdir()).catch(() => [])) {
    const pid = name.startsWith(PROFILE) ? Number.parseInt(name.slice(PROFILE.length), 10) : Number.NaN;
    if (pid > 0 && !isAlive(pid)) await rm(join(tmpdir(), name), { recursive: true, force: true }).catch(() => {});
  }
}
