// Waiting that ends when time is up.

/** Rejects when time is up; the work itself is told by the same signal. */
export async function withinTime<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  let stopWaiting = () => {};
  const timeIsUp = new Promise<never>((_resolve, reject) => {
    const onAbort = () => reject(signal.reason);
    signal.addEventListener('abort', onAbort, { once: true });
    stopWaiting = () => signal.removeEventListener('abort', onAbort);
  });
  return Promise.race([work, timeIsUp]).finally(stopWaiting);
}
