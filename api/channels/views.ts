// What the interface shows of channels.

import { z } from 'zod';
import { TROUBLES } from './health.ts';
import { ENDED, RUNNING } from './personal-sign-in.ts';

const moment = z.iso.datetime().nullable();

/** `code`: a PNG in base64, only while it waits to be scanned; `until`: when it ends at the latest. */
export const SignIn = z.object({
  state: z.enum(['none', ...RUNNING, ...ENDED]),
  code: z.string().nullable(),
  until: moment,
  changedAt: moment,
});

export const ChannelList = z.object({
  channels: z.array(
    z.object({
      channel: z.string(),
      troubles: z.array(z.enum(TROUBLES)),
      heardAt: moment,
      queued: z.int(),
      oldestQueuedAt: moment,
      waitingForCitizen: z.int(),
      waitingForQuota: z.int(),
      failed: z.int(),
      lastFailure: z.string().nullable(),
      keysUntil: moment,
      quotas: z.array(
        z.object({ type: z.string(), remain: z.int(), total: z.int(), toldAt: z.iso.datetime() }),
      ),
    }),
  ),
});
