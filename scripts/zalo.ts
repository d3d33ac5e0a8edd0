// Sets up the Official Account of Zalo: `npm run zalo -- check [--to ID]` looks at every step, `-- token` takes a pair of tokens, `-- sign-in FILE` a personal account.

import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline/promises';
import { parseArgs } from 'node:util';
import { ConfigError, readConfig } from '../api/config.ts';
import { openDatabase } from '../api/database/connect.ts';
import { DirectoryInUse } from '../api/database/directory-lock.ts';
import { migrate } from '../api/database/migrate.ts';
import { createLogger } from '../api/log.ts';
import { personalStore, zaloTokens } from '../api/zalo.ts';
import { createZaloClient } from '../bot/channels/zalo-oa/client.ts';
import type { Tokens } from '../bot/channels/zalo-oa/tokens.ts';
import { loadLibrary } from '../bot/channels/zalo-personal/library.ts';
import { signIn } from '../bot/channels/zalo-personal/sign-in.ts';
import { checkAccount } from './zalo/checks.ts';

const MARKS = { good: '✓', bad: '✗', unknown: '–' } as const;
const USAGE = `Cách dùng:
  npm run zalo -- check [--to SỐ_NGƯỜI_DÙNG]   xem từng bước cài đặt, gửi một tin thử
  npm run zalo -- token                        nhập cặp mã truy cập và mã làm mới
  npm run zalo -- sign-in TỆP.png              đăng nhập tài khoản cá nhân: mở TỆP.png rồi quét bằng Zalo`;
const SIGN_IN_ENDS = {
  signed_in: 'Đã đăng nhập. Khởi động lại máy chủ với ZALO_PERSONAL=on.',
  declined: 'Yêu cầu đăng nhập bị từ chối trên điện thoại. Chưa có gì thay đổi.',
  expired: 'Mã QR hết hạn mà chưa được quét. Xin chạy lại.',
  cancelled: 'Đã thôi đăng nhập. Chưa có gì thay đổi.',
  failed: 'Không đăng nhập được. Xin thử lại sau ít phút.',
} as const;
/** What Zalo gives when nothing is said about it: 25 hours. */
const TOKEN_SECONDS = 90_000;

const { values, positionals } = parseArgs({ allowPositionals: true, options: { to: { type: 'string' } } });
const [verb, target] = positionals;
if (existsSync('.env')) process.loadEnvFile('.env');

try {
  if (verb === 'check') process.exitCode = (await check()) ? 0 : 1;
  else if (verb === 'token') await takeTokens();
  else if (verb === 'sign-in' && target !== undefined) await signInByCode(target);
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

async function signInByCode(file: string): Promise<void> {
  console.log('Zalo không cho phép dùng tài khoản cá nhân cho máy và có thể khóa tài khoản.');
  const logger = createLogger({ level: 'silent' });
  const database = await openDatabase({ ...readConfig().database, logger });
  try {
    await migrate({ database });
    const store = await personalStore({ database, owner: `setup ${process.pid}`, now: () => new Date() });
    const end = await signIn({
      library: await loadLibrary(),
      store,
      show(png) {
        writeFileSync(file, Buffer.from(png, 'base64'), { mode: 0o600 });
        console.log(`Mở ${file} và quét bằng ứng dụng Zalo trong 100 giây.`);
      },
    });
    rmSync(file, { force: true });
    console.log(SIGN_IN_ENDS[end]);
    process.exitCode = end === 'signed_in' ? 0 : 1;
  } finally {
    await database.close();
  }
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
