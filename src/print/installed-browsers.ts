import { access, constants } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import type { BrowserCandidate } from './find-browser.ts';

/** Chrome, Chromium and Edge at their usual places and on PATH, each file once. */
export async function installedBrowsers(
  env: Record<string, string | undefined>,
  platform: string = process.platform,
): Promise<BrowserCandidate[]> {
  const found: BrowserCandidate[] = [];
  for (const path of new Set([...usualPaths(env, platform), ...onPath(env, platform)])) {
    if (await isExecutable(path)) found.push({ kind: 'installed', path, why: 'installed on this machine' });
  }
  return found;
}

function usualPaths(env: Record<string, string | undefined>, platform: string): string[] {
  if (platform === 'darwin') {
    const apps = ['Google Chrome', 'Chromium', 'Google Chrome for Testing', 'Microsoft Edge'];
    const roots = ['/Applications', ...(env.HOME ? [join(env.HOME, 'Applications')] : [])];
    return roots.flatMap((root) => apps.map((app) => `${root}/${app}.app/Contents/MacOS/${app}`));
  }
  if (platform === 'win32') {
    const roots = [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA].filter((root) => root !== undefined);
    const files = ['Google\\Chrome', 'Chromium', 'Microsoft\\Edge'].map((app) =>
      app.endsWith('Edge') ? `${app}\\Application\\msedge.exe` : `${app}\\Application\\chrome.exe`,
    );
    return files.flatMap((file) => roots.map((root) => `${root}\\${file}`));
  }
  return ['/opt/google/chrome/chrome', '/usr/lib/chromium/chromium', '/usr/lib64/chromium-browser/chromium-browser'];
}

function onPath(env: Record<string, string | undefined>, platform: string): string[] {
  if (platform !== 'linux') return [];
  const names = ['chrome-headless-shell', 'chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];
  const folders = (env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  return names.flatMap((name) => folders.map((folder) => join(folder, name)));
}

async function isExecutable(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}
