// Signing in by QR code ends in every case in which the library does not.

import { describe, expect, it } from 'vitest';
import { type PersonalLibrary, QR, type QrEvent } from '../../../bot/channels/zalo-personal/library.ts';
import type { Credentials } from '../../../bot/channels/zalo-personal/session-store.ts';
import { signIn } from '../../../bot/channels/zalo-personal/sign-in.ts';
import { CREDENTIALS } from '../../support/zalo-web-server.ts';

/** The library's way of signing in as it was observed: events, and a promise that settles only when told to. */
function libraryTelling(events: (QrEvent | 'reject')[]): PersonalLibrary {
  return {
    login: () => Promise.reject(new Error('not asked for')),
    loginQR: (_options, tell) =>
      new Promise((_resolve, reject) => {
        for (const event of events)
          if (event === 'reject') reject(new Error('Cannot get API login version'));
          else tell(event);
      }),
  };
}

const code: QrEvent = { type: QR.generated, data: { image: 'png', code: 'c', token: 't' }, actions: null };

async function outcome(events: (QrEvent | 'reject')[], limitMs = 5_000) {
  const saved: Credentials[] = [];
  const shown: string[] = [];
  const end = await signIn({
    library: libraryTelling(events),
    store: { save: async (credentials) => void saved.push(credentials) },
    show: (png) => shown.push(png),
    limitMs,
  });
  return { end, saved, shown };
}

describe('signing in by QR code', () => {
  it('shows the code and keeps what the sign-in leaves', async () => {
    const signedIn: QrEvent = { type: QR.signedIn, data: CREDENTIALS, actions: null };
    expect(await outcome([code, signedIn])).toEqual({
      end: 'signed_in',
      saved: [CREDENTIALS],
      shown: ['png'],
    });
  });

  it.each([
    ['declined', QR.declined],
    ['expired', QR.expired],
  ])('ends when the code was %s, and tells the library', async (end, type) => {
    let aborted = 0;
    const event: QrEvent = { type, data: null, actions: { abort: () => aborted++ } };
    expect(await outcome([code, event])).toEqual({ end, saved: [], shown: ['png'] });
    expect(aborted).toBe(1);
  });

  it('tells when the phone has the code', async () => {
    let scans = 0;
    const scanned: QrEvent = { type: QR.scanned, data: { display_name: 'x' }, actions: null };
    const library = libraryTelling([code, scanned, 'reject']);
    const onScanned = () => scans++;
    expect(await signIn({ library, store: { save: async () => {} }, show: () => {}, onScanned })).toBe(
      'failed',
    );
    expect(scans).toBe(1);
  });

  it('ends when it is cancelled, lets go of the library, and keeps nothing that comes after', async () => {
    let aborted = 0;
    let tell: (event: QrEvent) => void = () => {};
    const saved: Credentials[] = [];
    const cancelling = new AbortController();
    const end = signIn({
      library: {
        ...libraryTelling([]),
        loginQR: (_options, hear) => {
          tell = hear;
          return new Promise(() => {});
        },
      },
      store: { save: async (credentials) => void saved.push(credentials) },
      show: () => cancelling.abort(),
      cancelled: cancelling.signal,
    });
    tell({ ...code, actions: { abort: () => aborted++ } });
    expect(await end).toBe('cancelled');
    tell({ type: QR.signedIn, data: CREDENTIALS, actions: null });
    expect([saved, aborted > 0]).toEqual([[], true]);
  });

  it('ends by itself when nothing comes, and when the page of Zalo has changed', async () => {
    expect(await outcome([code], 10)).toMatchObject({ end: 'expired', saved: [] });
    expect(await outcome(['reject'])).toMatchObject({ end: 'failed', saved: [] });
  });

  it('keeps nothing that is no session', async () => {
    const event: QrEvent = { type: QR.signedIn, data: { cookie: 'x' }, actions: null };
    await expect(outcome([event])).resolves.toMatchObject({ end: 'failed', saved: [] });
  });
});
