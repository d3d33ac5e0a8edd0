// Sets up the Official Account of Zalo: `npm run zalo -- check [--to ID]` looks at every step, `-- token` takes a pair of tokens.

import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline/promises';
import { parseArgs } from 'node:util';
import { ConfigError, readConfig } from '../api/config.ts';
import { openDatabase } from '../api/database/connect.ts';
import { DirectoryInUse } from '../api/database/directory-lock.ts';
import { migrate } from '../api/database/migrate.ts';
import { createLogger } from '../api/log.ts';
import { zaloTokens } from '../api/zalo.ts';
import { createZaloClient } from '../bot/channels/zalo-oa/client.ts';
import type { Tokens } from '../bot/channels/zalo-oa/tokens.ts';
import { checkAccount } from './zalo/checks.ts';

const MARKS = { good: '✓', bad: '✗', unknown: '–' } as const;
const USAGE = `Cách dùng:
  npm run zalo -- check [--to SỐ_NGƯỜI_DÙNG]   xem từng bước cài đặt, gửi một tin thử
  npm run zalo -- token                        nhập cặp mã truy cập và mã làm mới`;
/** What Zalo gives when nothing is said about it: 25 hours. */
const TOKEN_SECONDS = 90_000;

const { values, positionals } = parseArgs({ allowPositionals: true, options: { to: { type: 'string' } } });
const [verb] = positionals;
if (existsSync('.env')) process.loadEnvFile('.env');

try {
  if (verb === 'check') process.exitCode = (await check()) ? 0 : 1;
  else if (verb === 'token') await takeTokens();
  else {
    console.error(USAGE);
    process.exitCode = 2;
  }
} catch (error) {
  if (!(error instanceof ConfigError || error instanceof DirectoryInUse)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}

/** Whether nothing was found bad. */
async function check(): Promise<boolean> {
  const { zalo, http } = readConfig();
  const settings = zalo.account;
  return withTokens(async (tokens) => {
    const client =
      settings === null || tokens === null ? null : createZaloClient({ baseUrl: settings.apiUrl, tokens });
    let good = true;
    const to = values.to ?? null;
    for await (const { step, state, said } of checkAccount({
      settings,
      client,
      publicUrl: http.publicUrl,
      to,
    })) {
      console.log(`${MARKS[state]} ${step}: ${said}`);
      good &&= state !== 'bad';
    }
    return good;
  });
}

async function takeTokens(): Promise<void> {
  await withTokens(async (tokens) => {
    if (tokens === null)
      throw new ConfigError('Dừng máy chủ trước (cơ sở dữ liệu đang được dùng), và cấu hình ZALO_….');
    const lines = createInterface({ input: process.stdin, output: process.stdout });
    const accessToken = (await lines.question('Mã truy cập (access token): ')).trim();
    const refreshToken = (await lines.question('Mã làm mới (refresh token): ')).trim();
    lines.close();
    if (accessToken === '' || refreshToken === '')
      throw new ConfigError('Cần cả hai mã; chưa có gì được lưu.');
    await tokens.seed({ accessToken, refreshToken, expiresInSeconds: TOKEN_SECONDS });
    console.log('Đã lưu (mã hóa). Chạy tiếp: npm run zalo -- check');
  });
}

/** Null tokens: nothing is configured, or a running server holds the embedded database. */
async function withTokens<T>(work: (tokens: Tokens | null) => Promise<T>): Promise<T> {
  const config = readConfig();
  const logger = createLogger({ level: 'silent' });
  const settings = config.zalo.account;
  if (settings === null) return work(null);
  const database = await openDatabase({ ...config.database, logger }).catch((error: unknown) => {
    if (error instanceof DirectoryInUse) return null;
    throw error;
  });
  if (database === null) return work(null);
  try {
    await migrate({ database });
    const owner = `setup ${process.pid}`;
    return await work(await zaloTokens({ settings, database, owner, logger, now: () => new Date() }));
  } finally {
    await database.close();
  }
}
