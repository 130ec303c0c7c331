const lastActs = new Set<() => void>();
let isListening = false;
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Calls `act` when this process exits or is told to; gives back how to take it off. */
export function whenProcessEnds(act: () => void): () => void {
  listen();
  lastActs.add(act);
  return () => {
    lastActs.delete(act);
    // A signal that came while this thread was at work is told only when it waits again, and to nobody if nobody listens then.
    setImmediate(() => setImmediate(() => lastActs.size === 0 && deafen()));
  };
}

function listen() {
  if (isListening) return;
  isListening = true;
  process.on('exit', actNow);
  for (const signal of signals) process.on(signal, actAndEnd);
}

function deafen() {
  isListening = false;
  process.off('exit', actNow);
  for (const signal of signals) process.off(signal, actAndEnd);
}

function actNow() {
  for (const act of lastActs) act();
  lastActs.clear();
}

/** The signal does what it would have done without us, unless somebody else handles it too. */
function actAndEnd(signal: NodeJS.Signals) {
  actNow();
  deafen();
  if (process.listenerCount(signal) === 0) process.kill(process.pid, signal);
}
