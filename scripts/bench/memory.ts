// How much memory the server has taken by the end of the chats.

import { type Measurement, megabytes } from './figures.ts';
import type { BenchServer } from './server.ts';

/** The server was started on a filled database, so its peak is that of serving, not of filling. */
export async function measureMemory(server: BenchServer): Promise<Measurement> {
  const { peak, now } = await server.memory();
  return {
    about: 'resident memory of the server on the embedded database, from its start to the end of the chats',
    figures: [
      { name: 'peak', value: megabytes(peak), unit: 'MB' },
      { name: 'at the end', value: megabytes(now), unit: 'MB' },
    ],
  };
}
