// Signing in by QR code: shows the code, waits for the phone, keeps what the sign-in leaves; always ends.

import { type PersonalLibrary, QR, type QrEvent } from './library.ts';
import { Credentials, type SessionStore } from './session-store.ts';

/** `declined`: on the phone; `expired`: nobody scanned in time; `failed`: anything else. */
export type SignInEnd = 'signed_in' | 'declined' | 'expired' | 'failed';

/** A code lives for 100 seconds; a moment more for what comes after the scan. */
const LIMIT_MS = 130_000;

/**
 * `show` gets the code as a PNG in base64. The library leaves its promise open for ever when a code is declined, so
 * the end is told by its events and by a time limit of our own, never by the promise alone.
 */
export async function signIn({
  library,
  store,
  show,
  limitMs = LIMIT_MS,
}: {
  library: PersonalLibrary;
  store: Pick<SessionStore, 'save'>;
  show: (png: string) => void;
  limitMs?: number;
}): Promise<SignInEnd> {
  let timer: NodeJS.Timeout | undefined;
  return new Promise<SignInEnd>((resolve) => {
    timer = setTimeout(() => resolve('expired'), limitMs);
    const leave = (end: SignInEnd, { actions }: QrEvent) => {
      actions?.abort();
      resolve(end);
    };
    function hear(event: QrEvent): void {
      if (event.type === QR.generated) show((event.data as { image: string }).image);
      if (event.type === QR.expired) leave('expired', event);
      if (event.type === QR.declined) leave('declined', event);
      if (event.type === QR.signedIn)
        keep(event.data).then(
          () => resolve('signed_in'),
          () => resolve('failed'),
        );
    }
    async function keep(left: unknown): Promise<void> {
      await store.save(Credentials.parse(left));
    }
    library.loginQR({}, hear).catch(() => resolve('failed'));
  }).finally(() => clearTimeout(timer));
}
