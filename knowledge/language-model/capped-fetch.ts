// `fetch` that reads no more of an answer than was allowed, and goes nowhere but where it was sent.

import { ModelFailed } from './model-failed.ts';

/** An answer of more than `mostBytes`, counted as they are read, breaks off with ModelFailed `too_long`. */
export function cappedFetch(mostBytes: number): typeof fetch {
  return async (input, init) => {
    // A redirect would carry key and question to wherever it leads.
    const response = await fetch(input, { ...init, redirect: 'error' });
    if (response.body === null) return response;
    let left = mostBytes;
    const counted = new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        left -= chunk.byteLength;
        if (left < 0) controller.error(new ModelFailed('too_long'));
        else controller.enqueue(chunk);
      },
    });
    const { status, statusText, headers } = response;
    return new Response(response.body.pipeThrough(counted), { status, statusText, headers });
  };
}
