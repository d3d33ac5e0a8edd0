// From `npm start` to the first answer that a citizen reads, with nothing there and with everything there.

import { performance } from 'node:perf_hooks';
import { openChat } from './chat-client.ts';
import { beforeItEnds, environment, type Program, startWithTsx } from './child.ts';
import { type Measurement, median } from './figures.ts';

const WARM_STARTS = 3;
const QUESTION = 'đăng ký kết hôn cần giấy tờ gì';
const RIGHT_CODE = '1.000894';

/** `dataDir` must not exist yet; it stays behind, filled. */
export async function measureStart({
  folder,
  dataDir,
}: {
  folder: string;
  dataDir: string;
}): Promise<Measurement> {
  const cold = await secondsToAnswer({ folder, dataDir });
  const warm: number[] = [];
  for (let i = 0; i < WARM_STARTS; i++) warm.push(await secondsToAnswer({ folder, dataDir }));
  return {
    about: `tsx api/main.ts from its start to the answer of "${QUESTION}" over Direct Line; cold with an empty data directory (once), warm with the filled one (median of ${WARM_STARTS})`,
    figures: [
      { name: 'cold start to first answer', value: cold, unit: 's' },
      { name: 'warm start to first answer', value: median(warm), unit: 's' },
      { name: 'cold ÷ warm', value: cold / median(warm), unit: '×' },
    ],
  };
}

async function secondsToAnswer({ folder, dataDir }: { folder: string; dataDir: string }): Promise<number> {
  const began = performance.now();
  const program = startWithTsx({ file: 'api/main.ts', folder, env: environment({ dataDir }) });
  try {
    const chat = await openChat({ url: await beforeItEnds(program, addressOf(program)), read: 'socket' });
    const { text } = await chat.ask(QUESTION);
    const seconds = (performance.now() - began) / 1000;
    chat.close();
    if (!text.includes(RIGHT_CODE)) throw new Error(`Expected an answer from ${RIGHT_CODE}, got "${text}"`);
    return seconds;
  } finally {
    program.child.kill('SIGTERM');
    await program.ended;
  }
}

/** Resolves to the address that the program tells a person. */
function addressOf({ child }: Program): Promise<string> {
  return new Promise((resolve) => {
    let said = '';
    child.stdout?.on('data', (piece: Buffer) => {
      said += piece.toString();
      const address = /http:\/\/\S+(?=\s)/.exec(said)?.[0];
      if (address !== undefined) resolve(address);
    });
  });
}
