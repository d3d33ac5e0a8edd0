// Turns per second while fifty citizens chat at once.

import { performance } from 'node:perf_hooks';
import { openChat } from './chat-client.ts';
import { type Figure, type Measurement, spread } from './figures.ts';
import type { BenchQuestion } from './questions.ts';
import { createScratchDatabase } from './scratch-database.ts';
import { type BenchServer, startServerOnPostgres } from './server.ts';

const CHATS = 50;
const TURNS_PER_CHAT = 10;

/** On the embedded database behind `server`, and on the Postgres server of `databaseUrl` where there is one. */
export async function measureThroughput({
  server,
  databaseUrl,
  folder,
  questions,
}: {
  server: BenchServer;
  databaseUrl: string | null;
  folder: string;
  questions: readonly BenchQuestion[];
}): Promise<Measurement> {
  const figures = await crowd('embedded database', server.url, questions);
  if (databaseUrl !== null) {
    const scratch = await createScratchDatabase(databaseUrl);
    try {
      const onPostgres = await startServerOnPostgres({ folder, databaseUrl: scratch.url });
      try {
        figures.push(...(await crowd('Postgres server', onPostgres.url, questions)));
      } finally {
        await onPostgres.stop();
      }
    } finally {
      await scratch.drop();
    }
  }
  return {
    about: `${CHATS} chats at once × ${TURNS_PER_CHAT} turns over Direct Line, read by WebSocket, each asking again as soon as it is answered${databaseUrl === null ? '; no Postgres server was named' : ''}`,
    figures,
  };
}

async function crowd(where: string, url: string, questions: readonly BenchQuestion[]): Promise<Figure[]> {
  const chats = await Promise.all(Array.from({ length: CHATS }, () => openChat({ url, read: 'socket' })));
  const durations: number[] = [];
  const began = performance.now();
  await Promise.all(
    chats.map(async (chat, number) => {
      for (let turn = 0; turn < TURNS_PER_CHAT; turn++) {
        const { question } = questions[(number * TURNS_PER_CHAT + turn) % questions.length]!;
        durations.push((await chat.ask(question)).ms);
      }
    }),
  );
  const seconds = (performance.now() - began) / 1000;
  for (const chat of chats) chat.close();
  return [
    { name: `${where}, turns`, value: durations.length / seconds, unit: '/s' },
    ...spread(`${where}, a turn`, durations),
  ];
}
