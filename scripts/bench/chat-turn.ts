// A whole chat turn over HTTP, from sending a question to having read the answer, against a bare echo.

import { performance } from 'node:perf_hooks';
import { call, openChat } from './chat-client.ts';
import { type Measurement, ratios, spread } from './figures.ts';
import type { BenchQuestion } from './questions.ts';
import type { BenchServer } from './server.ts';
import { shuffled } from './shuffled.ts';

const CHATS = 10;
const TURNS_PER_CHAT = 20;
const WARM_UP = 2;

/** Turns read by socket, turns read by polling and echoes follow one another in random order, one at a time. */
export async function measureChatTurn({
  server: { url, echoUrl },
  questions,
}: {
  server: BenchServer;
  questions: readonly BenchQuestion[];
}): Promise<Measurement> {
  const socket: number[] = [];
  const polling: number[] = [];
  const echo: number[] = [];
  for (let chat = 0; chat < CHATS; chat++) {
    const bySocket = await openChat({ url, read: 'socket' });
    const byPolling = await openChat({ url, read: 'polling' });
    for (let turn = -WARM_UP; turn < TURNS_PER_CHAT; turn++) {
      const { question } = questions[(chat * TURNS_PER_CHAT + turn + WARM_UP) % questions.length]!;
      const ways = shuffled([
        { durations: socket, take: async () => (await bySocket.ask(question)).ms },
        { durations: polling, take: async () => (await byPolling.ask(question)).ms },
        { durations: echo, take: () => timeEcho(echoUrl, question) },
      ]);
      for (const { durations, take } of ways) {
        const ms = await take();
        if (turn >= 0) durations.push(ms);
      }
    }
    bySocket.close();
  }
  return {
    about: `${CHATS} chats × ${TURNS_PER_CHAT} turns of each kind over Direct Line on the embedded database, one at a time, in random order; the echo answers a POST in the same process`,
    figures: [
      ...spread('turn read by WebSocket', socket),
      ...spread('turn read by polling', polling),
      ...spread('echo', echo),
      ...ratios('turn by WebSocket ÷ echo', socket, echo),
      ...ratios('turn by polling ÷ echo', polling, echo),
    ],
  };
}

async function timeEcho(echoUrl: string, text: string): Promise<number> {
  const began = performance.now();
  await call('POST', echoUrl, null, { type: 'message', text, from: { id: 'bench' } });
  return performance.now() - began;
}
