import type { Readable, Writable } from 'node:stream';

/** Answers and parameters of the protocol are JSON objects; each caller knows the fields it asked for. */
// biome-ignore lint/suspicious/noExplicitAny: the protocol's shapes are the browser's
export type Message = Record<string, any>;

/**
 * A connection that speaks the Chrome DevTools Protocol: commands get answers, events reach listeners. Commands of one
 * page carry its session.
 */
export interface Devtools {
  /** Rejects with the browser's own message, or when the connection is or gets closed. */
  send(method: string, parameters?: Message, session?: string): Promise<Message>;
  /** Calls the listener for each such event of the session; gives back how to stop. */
  on(event: string, session: string, listener: (parameters: Message) => void): () => void;
  /** Resolves, with why, when the connection ends. */
  closed: Promise<Error>;
}

/** Connects over the two pipes of `--remote-debugging-pipe`: JSON texts, each ended by a zero byte. */
export function connectDevtools(toBrowser: Writable, fromBrowser: Readable): Devtools {
  const waiting = new Map<number, { resolve(result: Message): void; reject(error: Error): void }>();
  const listeners = new Map<string, Set<(parameters: Message) => void>>();
  let lastId = 0;
  let closed: Error | undefined;
  let tellClosed: (error: Error) => void = () => {};
  const whenClosed = new Promise<Error>((resolve) => {
    tellClosed = resolve;
  });

  function receive({ id, result, error, method, params, sessionId }: Message) {
    if (id === undefined) {
      for (const listener of listeners.get(`${sessionId ?? ''} ${method}`) ?? []) listener(params);
      return;
    }
    const caller = waiting.get(id);
    waiting.delete(id);
    if (error) caller?.reject(new Error(error.message));
    else caller?.resolve(result);
  }

  function close(error: Error) {
    closed ??= error;
    tellClosed(closed);
    for (const caller of waiting.values()) caller.reject(closed);
    waiting.clear();
  }

  readMessages(fromBrowser, receive);
  fromBrowser.on('close', () => close(new Error('the browser closed its connection')));
  fromBrowser.on('error', close);
  toBrowser.on('error', close);

  return {
    closed: whenClosed,
    send(method, params = {}, sessionId) {
      if (closed) return Promise.reject(closed);
      const id = ++lastId;
      return new Promise((resolve, reject) => {
        waiting.set(id, { resolve, reject });
        toBrowser.write(`${JSON.stringify({ id, method, params, ...(sessionId && { sessionId }) })}\0`);
      });
    },
    on(event, session, listener) {
      const key = `${session} ${event}`;
      const set = listeners.get(key) ?? new Set();
      listeners.set(key, set.add(listener));
      return () => {
        set.delete(listener);
        if (set.size === 0) listeners.delete(key);
      };
    },
  };
}

function readMessages(stream: Readable, receive: (message: Message) => void) {
  let parts: Buffer[] = [];
  stream.on('data', (chunk: Buffer) => {
    let start = 0;
    for (let end = chunk.indexOf(0); end >= 0; end = chunk.indexOf(0, start)) {
      parts.push(chunk.subarray(start, end));
      receive(JSON.parse(Buffer.concat(parts).toString('utf8')));
      parts = [];
      start = end + 1;
    }
    parts.push(chunk.subarray(start));
  });
}
