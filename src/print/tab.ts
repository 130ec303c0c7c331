import type { ChildProcess } from 'node:child_process';
import type { Browser, CDPSession, Page, Protocol } from 'puppeteer-core';
import { BrowserError } from '../base/diagnostic.ts';

/** One tab of the browser. */
export interface Tab {
  page: Page;
  /** For what Puppeteer has no method of its own, or a slower one. */
  session: CDPSession;
  /**
   * Calls `listen` with BrowserError `page-crashed` or `browser-failed` when the tab or the browser dies, or at once when it
   * has, unless the function that is returned was called before. (A promise would keep what every job before awaited it for.)
   */
  onDeath(listen: (error: Error) => void): () => void;
  /** The `@font-face` rules of the still document in it, whose fonts it has decoded; undefined where it shows another. */
  fonts?: string | undefined;
  /** What CSS takes it for. */
  media?: string;
  alive(): boolean;
  close(): Promise<void>;
}

/** Milliseconds until an empty tab must have been opened. */
const LIMIT = 30_000;

/** A session with the browser itself, which hears of every page that dies and closes pages whatever they do. */
export interface Control {
  session: CDPSession;
  /** Ids of the targets that there are: pages, and what belongs to them. */
  targets: ReadonlySet<string>;
}

/** Begins to listen to what the browser tells of its pages. */
export async function openControl(browser: Browser): Promise<Control> {
  const session = await browser.target().createCDPSession();
  const targets = new Set<string>();
  session.on('Target.targetCreated', ({ targetInfo }) => targets.add(targetInfo.targetId));
  session.on('Target.targetDestroyed', ({ targetId }) => targets.delete(targetId));
  await session.send('Target.setDiscoverTargets', { discover: true });
  return { session, targets };
}

/** Opens an empty tab whose every request is held back until somebody answers `Fetch.requestPaused`. */
export async function openTab(browser: Browser, { session: control, targets }: Control): Promise<Tab> {
  const { death, die, alive, onDeath } = mortality();
  const lose = () => die(new BrowserError('browser-failed', 'the browser failed: it closed its connection'));
  // Its connection may outlast the process, as long as a child holds the pipe.
  const process = browser.process();
  browser.once('disconnected', lose);
  process?.once('exit', lose);
  const forget = () => {
    browser.off('disconnected', lose);
    process?.off('exit', lose);
  };
  onDeath(forget);
  if (!browser.connected || (process && hasEnded(process))) lose();
  // A page that dies before Puppeteer knows it never answers. It may also be another that is being opened: a new one costs little.
  const others = new Set(targets);
  const crashed = ({ targetId, status }: Protocol.Target.TargetCrashedEvent) => {
    if (!others.has(targetId)) die(crash(status));
  };
  control.on('Target.targetCrashed', crashed);
  const silence = setTimeout(() => die(new BrowserError('browser-failed', 'the browser opens no page')), LIMIT);
  try {
    const page = await Promise.race([browser.newPage(), death]);
    page.once('error', ({ message }) => die(crash(message)));
    const session = await Promise.race([page.createCDPSession(), death]);
    const enabled = session.send('Fetch.enable', { patterns: [{ urlPattern: '*' }] });
    const [{ targetInfo }] = await Promise.race([Promise.all([session.send('Target.getTargetInfo'), enabled]), death]);
    const close = async () => {
      forget();
      // Puppeteer's own `close` waits until the page is gone, which one that died may never be.
      await control.send('Target.closeTarget', { targetId: targetInfo.targetId });
    };
    return { page, session, onDeath, alive, close };
  } finally {
    clearTimeout(silence);
    control.off('Target.targetCrashed', crashed);
  }
}

function hasEnded({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null;
}

function mortality() {
  let cause: Error | undefined;
  const listeners = new Set<(error: Error) => void>();
  const die = (error: Error) => {
    if (cause) return;
    cause = error;
    for (const listen of listeners) listen(error);
    listeners.clear();
  };
  const onDeath = (listen: (error: Error) => void) => {
    if (cause) listen(cause);
    else listeners.add(listen);
    return () => void listeners.delete(listen);
  };
  const death = new Promise<never>((_, reject) => onDeath(reject));
  death.catch(() => {});
  return { death, die, onDeath, alive: () => cause === undefined };
}

/** The error for a page that died; `cause` in the browser's words. */
export function crash(cause?: unknown): BrowserError {
  const hint = 'the machine may be short of memory; `jianbao doctor` lists other browsers';
  return new BrowserError('page-crashed', "the browser's page crashed", [hint], { cause });
}
