// Starts the process, tells a person where it answers, and ends it in good order.

import { existsSync } from 'node:fs';
import { createApp } from './app.ts';
import { type Config, ConfigError, readConfig } from './config.ts';
import { DirectoryInUse } from './database/directory-lock.ts';
import { MigrationError } from './database/migrate.ts';
import { createLogger } from './log.ts';

if (existsSync('.env')) process.loadEnvFile('.env');
const config = configOrExit();
const logger = createLogger(config.log);

process.on('uncaughtException', (error) => {
  logger.fatal({ err: error }, 'uncaught error');
  process.exit(1);
});

const app = await createApp(config, { logger }).catch(explainAndExit);

let stopping = false;
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop(signal));

// A log pipe needs no such word; a person who waits does.
if (process.stderr.isTTY)
  console.error('Đang khởi động. Lần đầu cần 15 đến 25 giây để nạp danh mục thủ tục…');
const up = await app.ready.catch(async (error) => {
  if (stopping) return null;
  await app.close();
  return explainAndExit(error);
});
if (!stopping) console.log(`Trợ lý thủ tục hành chính đã sẵn sàng tại ${app.url}`);
if (!stopping && up?.firstInvitation)
  console.log(
    `Chưa có ai đăng nhập được. Quản trị viên đầu tiên mở đường dẫn này trong 24 giờ tới: ${up.firstInvitation}`,
  );

async function stop(signal: NodeJS.Signals): Promise<void> {
  // The second time somebody is in a hurry.
  if (stopping) process.exit(1);
  stopping = true;
  logger.info({ signal }, 'stopping');
  await app.close();
  process.exit(0);
}

function configOrExit(): Config {
  try {
    return readConfig();
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    console.error(error.message);
    process.exit(1);
  }
}

/** What the person at the terminal can mend is told in a sentence; anything else as it came. */
function explainAndExit(error: unknown): never {
  const sentence = sentenceFor(error);
  if (sentence !== null) console.error(sentence);
  else logger.fatal({ err: error }, 'cannot start');
  process.exit(1);
}

function sentenceFor(error: unknown): string | null {
  if (error instanceof DirectoryInUse || error instanceof MigrationError) return error.message;
  const { code, port, address } = error as { code?: string; port?: number; address?: string };
  if (code === 'EADDRINUSE')
    return `Port ${port} on ${address} is in use by another program. Stop it, or choose another port with PORT.`;
  return null;
}
