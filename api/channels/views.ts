// What the interface shows of channels.

import { z } from 'zod';
import { TROUBLES } from './health.ts';

const moment = z.iso.datetime().nullable();

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
