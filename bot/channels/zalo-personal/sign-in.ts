// Signing in by QR code: shows the code, waits for the phone, keeps what the sign-in leaves; always ends.

import { type PersonalLibrary, QR, type QrEvent } from './library.ts';
import { Credentials, type SessionStore } from './session-store.ts';

/** `declined`: on the phone; `expired`: not scanned and agreed to in time; `failed`: anything else. */
export type SignInEnd = 'signed_in' | 'declined' | 'expired' | 'cancelled' | 'failed';

/** So long a code lives, and so long both steps on the phone may take together. */
export const CODE_MS = 100_000;
/** A moment more for what comes before the code and after the phone. */
export const LIMIT_MS = CODE_MS + 30_000;

/**
 * `show` gets the code as a PNG in base64. The library leaves its promise open for ever when a code is declined, so
 * the end is told by its events and by a time limit of our own, never by the promise alone.
 */
export async function signIn({
  library,
  store,
  show,
  onScanned = () => {},
  cancelled,
  limitMs = LIMIT_MS,
}: {
  library: PersonalLibrary;
  store: Pick<SessionStore, 'save'>;
  show: (png: string) => void;
  /** The phone has the code, and its owner has yet to agree. */
  onScanned?: () => void;
  /** Nothing is kept after it. */
  cancelled?: AbortSignal;
  limitMs?: number;
}): Promise<SignInEnd> {
  let actions: QrEvent['actions'] = null;
  let ended = false;
  let timer: NodeJS.Timeout | undefined;
  let cancel = () => {};
  return new Promise<SignInEnd>((resolve) => {
    /** Lets go of the library, which would wait on. */
    function leave(end: SignInEnd): void {
      ended = true;
      actions?.abort();
      resolve(end);
    }
    function hear(event: QrEvent): void {
      actions = event.actions ?? actions;
      if (ended) {
        actions?.abort();
        return;
      }
      if (event.type === QR.generated) show((event.data as { image: string }).image);
      if (event.type === QR.scanned) onScanned();
      if (event.type === QR.expired) leave('expired');
      if (event.type === QR.declined) leave('declined');
      if (event.type === QR.signedIn)
        keep(event.data).then(
          () => resolve('signed_in'),
          () => resolve('failed'),
        );
    }
    async function keep(left: unknown): Promise<void> {
      await store.save(Credentials.parse(left));
    }
    cancel = () => leave('cancelled');
    timer = setTimeout(() => leave('expired'), limitMs);
    if (cancelled?.aborted) return cancel();
    cancelled?.addEventListener('abort', cancel, { once: true });
    library.loginQR({}, hear).catch(() => resolve('failed'));
  }).finally(() => {
    clearTimeout(timer);
    cancelled?.removeEventListener('abort', cancel);
  });
}
