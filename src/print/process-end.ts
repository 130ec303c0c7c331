const lastActs = new Set<() => void>();
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Calls `act` when this process exits or is told to; gives back how to take it off. */
export function whenProcessEnds(act: () => void): () => void {
  if (lastActs.size === 0) {
    process.on('exit', actNow);
    for (const signal of signals) process.on(signal, actAndEnd);
  }
  lastActs.add(act);
  return () => {
    lastActs.delete(act);
    if (lastActs.size > 0) return;
    process.off('exit', actNow);
    for (const signal of signals) process.off(signal, actAndEnd);
  };
}

function actNow() {
  for (const act of lastActs) act();
  lastActs.clear();
}

/** The signal does what it would have done without us, unless somebody else handles it too. */
function actAndEnd(signal: NodeJS.Signals) {
  actNow();
  process.off('exit', actNow);
  for (const each of signals) process.off(each, actAndEnd);
  if (process.listenerCount(signal) === 0) process.kill(process.pid, signal);
}
