// What an administrator has to get right for the Official Account, looked at one after the other, each told in plain words.

import { createHash } from 'node:crypto';
import type { ZaloClient } from '../../bot/channels/zalo-oa/client.ts';
import { meaningOf, ZaloRefused, ZaloUnclear } from '../../bot/channels/zalo-oa/failure.ts';
import { ZALO_OA_PATH } from '../../bot/channels/zalo-oa/router.ts';
import type { ZaloSettings } from '../../bot/channels/zalo-oa/zalo-oa.ts';

/** `unknown`: could not be looked at from here. */
export type Finding = { step: string; state: 'good' | 'bad' | 'unknown'; said: string };

const LOOK_MS = 5_000;

/** Every step in Vietnamese, in the order in which things are set up. */
const SAID = {
  settings: 'Cấu hình',
  settingsMissing:
    'Chưa bật Zalo: đặt ZALO_OA_ID, ZALO_APP_ID, ZALO_APP_SECRET và ZALO_OA_SECRET rồi chạy lại.',
  settingsGood: (oaId: string) => `Đã có đủ bốn giá trị cho tài khoản OA ${oaId}.`,
  token: 'Mã truy cập',
  tokenLocked:
    'Máy chủ đang chạy và giữ cơ sở dữ liệu nhúng, nên không xem được từ đây. Dừng máy chủ rồi chạy lại để kiểm tra bước này.',
  tokenGood: (name: string) => `Mã truy cập dùng được. Tên tài khoản: ${name}.`,
  refused: (code: number, meaning: string) =>
    `Zalo từ chối (mã ${code}): ${meaning}. Nếu mã truy cập đã hỏng, lấy cặp mã mới rồi chạy: npm run zalo -- token`,
  unclear: 'Không nối được tới Zalo. Kiểm tra mạng, tường lửa và ZALO_API_URL.',
  callback: 'Địa chỉ nhận tin (webhook)',
  callbackMissing: 'Chưa đặt PUBLIC_URL, nên Zalo không biết gửi tin về đâu.',
  callbackNotHttps: 'PUBLIC_URL phải bắt đầu bằng https:// và dùng tên miền, Zalo mới gửi.',
  callbackGood: (url: string) =>
    `Máy chủ trả lời tại ${url}. Dán địa chỉ này vào trang cài đặt webhook của Zalo.`,
  callbackSilent: (url: string) =>
    `Không gọi được ${url}. Máy chủ đã chạy chưa, tên miền và chứng thư có đúng không?`,
  callbackWrong: (url: string, status: number) => `${url} trả lời ${status}, đúng ra phải là 200.`,
  signature: 'Chữ ký',
  signatureGood: 'Máy chủ nhận tin ký đúng và từ chối tin ký sai.',
  signatureRefused:
    'Máy chủ không nhận tin ký bằng ZALO_OA_SECRET. Máy chủ có đang dùng cùng cấu hình này không?',
  signatureOpen: 'NGUY HIỂM: máy chủ nhận cả tin không có chữ ký đúng.',
  message: 'Tin thử',
  messageSkipped: 'Thêm --to và số người dùng Zalo (đã nhắn cho OA) để gửi một tin thử.',
  messageText: 'Tin thử của trợ lý thủ tục hành chính. Không cần trả lời.',
  messageGood: (quota: string) => `Đã gửi tin thử${quota}.`,
  quota: (remain: number, total: number) => `, còn ${remain}/${total} tin miễn phí`,
} as const;

/** `client` null: the database could not be opened because the server holds it. */
export async function* checkAccount({
  settings,
  client,
  publicUrl,
  to,
}: {
  settings: ZaloSettings | null;
  client: ZaloClient | null;
  publicUrl: string | null;
  to: string | null;
}): AsyncGenerator<Finding> {
  if (settings === null) {
    yield { step: SAID.settings, state: 'bad', said: SAID.settingsMissing };
    return;
  }
  yield { step: SAID.settings, state: 'good', said: SAID.settingsGood(settings.oaId) };
  yield { step: SAID.token, ...(await lookAtToken(client)) };
  const callback = await lookAtCallback(publicUrl);
  yield { step: SAID.callback, ...callback };
  if (publicUrl !== null && callback.state === 'good')
    yield { step: SAID.signature, ...(await lookAtSignature(publicUrl, settings)) };
  yield { step: SAID.message, ...(await sendTest(client, to)) };
}

type Look = Omit<Finding, 'step'>;

async function lookAtToken(client: ZaloClient | null): Promise<Look> {
  if (client === null) return { state: 'unknown', said: SAID.tokenLocked };
  return client.account().then(({ name }) => ({ state: 'good', said: SAID.tokenGood(name) }), explain);
}

async function lookAtCallback(publicUrl: string | null): Promise<Look> {
  if (publicUrl === null) return { state: 'bad', said: SAID.callbackMissing };
  const url = publicUrl + ZALO_OA_PATH;
  const status = await statusOf(url, { method: 'GET' });
  if (status === null) return { state: 'bad', said: SAID.callbackSilent(url) };
  if (status !== 200) return { state: 'bad', said: SAID.callbackWrong(url, status) };
  if (!publicUrl.startsWith('https:')) return { state: 'bad', said: SAID.callbackNotHttps };
  return { state: 'good', said: SAID.callbackGood(url) };
}

/** An event of a name that nothing is done about, signed rightly and wrongly. */
async function lookAtSignature(publicUrl: string, { appId, oaSecret }: ZaloSettings): Promise<Look> {
  const timestamp = String(Date.now());
  const body = JSON.stringify({ app_id: appId, event_name: 'setup_check', timestamp });
  const mac = createHash('sha256').update(`${appId}${body}${timestamp}${oaSecret}`).digest('hex');
  const send = (header: string) =>
    statusOf(publicUrl + ZALO_OA_PATH, { method: 'POST', body, headers: { 'X-ZEvent-Signature': header } });
  if ((await send(`mac=${'0'.repeat(64)}`)) !== 401) return { state: 'bad', said: SAID.signatureOpen };
  if ((await send(`mac=${mac}`)) !== 200) return { state: 'bad', said: SAID.signatureRefused };
  return { state: 'good', said: SAID.signatureGood };
}

async function sendTest(client: ZaloClient | null, to: string | null): Promise<Look> {
  if (to === null) return { state: 'unknown', said: SAID.messageSkipped };
  if (client === null) return { state: 'unknown', said: SAID.tokenLocked };
  return client.sendText(to, SAID.messageText).then(
    ({ quota }) => ({
      state: 'good',
      said: SAID.messageGood(quota === null ? '' : SAID.quota(quota.remain, quota.total)),
    }),
    explain,
  );
}

function explain(error: unknown): Look {
  if (error instanceof ZaloRefused)
    return { state: 'bad', said: SAID.refused(error.code, meaningOf(error.code) ?? error.message) };
  if (error instanceof ZaloUnclear) return { state: 'bad', said: SAID.unclear };
  throw error;
}

async function statusOf(url: string, init: RequestInit): Promise<number | null> {
  return fetch(url, { ...init, redirect: 'manual', signal: AbortSignal.timeout(LOOK_MS) }).then(
    ({ status }) => status,
    () => null,
  );
}
