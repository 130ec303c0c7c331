import { BrowserError } from '../base/diagnostic.ts';
import type { Devtools, Message } from './devtools.ts';

/** One tab of the browser and its session. */
export interface Tab {
  send(method: string, parameters?: Message): Promise<Message>;
  on(event: string, listener: (parameters: Message) => void): () => void;
  /** Never resolves; rejects with BrowserError `page-crashed` or `browser-failed` when the tab or the browser dies. */
  death: Promise<never>;
  alive(): boolean;
  close(): Promise<void>;
}

/** Milliseconds until an empty tab must have been opened. */
const LIMIT = 30_000;

/** Opens an empty tab whose every request is held back until somebody answers `Fetch.requestPaused`. */
export async function openTab(devtools: Devtools): Promise<Tab> {
  const { death, die, alive } = mortality();
  devtools.closed.then((error) => die(new BrowserError('browser-failed', `the browser failed: ${error.message}`)));
  const silence = setTimeout(() => die(new BrowserError('browser-failed', 'the browser opens no page')), LIMIT);
  try {
    return await Promise.race([attach(devtools, death, die, alive), death]);
  } finally {
    clearTimeout(silence);
  }
}

async function attach(devtools: Devtools, death: Promise<never>, die: (error: Error) => void, alive: () => boolean) {
  const { targetId } = await devtools.send('Target.createTarget', { url: 'about:blank' });
  const forget = devtools.on('Target.targetCrashed', '', (crashed) => {
    if (crashed.targetId === targetId) die(crash());
  });
  death.catch(forget);
  const { sessionId } = await devtools.send('Target.attachToTarget', { targetId, flatten: true });
  const tab: Tab = {
    send: (method, parameters) => Promise.race([devtools.send(method, parameters, sessionId), death]),
    on: (event, listener) => devtools.on(event, sessionId, listener),
    death,
    alive,
    async close() {
      forget();
      await devtools.send('Target.closeTarget', { targetId });
    },
  };
  await Promise.all([
    tab.send('Page.enable'),
    tab.send('Runtime.enable'),
    tab.send('Log.enable'),
    tab.send('Fetch.enable', { patterns: [{ urlPattern: '*' }] }),
  ]);
  return tab;
}

function mortality() {
  let alive = true;
  let reject: (error: Error) => void = () => {};
  const death = new Promise<never>((_, rejectDeath) => {
    reject = rejectDeath;
  });
  death.catch(() => {
    alive = false;
  });
  return { death, die: (error: Error) => reject(error), alive: () => alive };
}

/** The error for a page that died; `cause` in the browser's words. */
export function crash(cause?: string): BrowserError {
  const hint = 'the machine may be short of memory; `jianbao doctor` lists other browsers';
  return new BrowserError('page-crashed', "the browser's page crashed", [hint], { cause });
}
