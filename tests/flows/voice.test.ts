// A citizen speaks instead of writing, on the web and on Zalo: a whole complaint by voice, and nothing final on a voice alone.

import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { OpenDatabase } from '../../api/database/connect.ts';
import { createLogger } from '../../api/log.ts';
import { DIRECT_LINE_PATH } from '../../bot/channels/direct-line/direct-line.ts';
import { buttons, complaintReplies as texts } from '../../bot/complaint-replies.ts';
import { replies } from '../../bot/replies.ts';
import { databaseKinds, freshDatabase } from '../support/databases.ts';
import { connectClient, fetchToken } from '../support/direct-line-client.ts';
import { type MediaServer, startMediaServer } from '../support/media-server.ts';
import {
  startTranscriptionServer,
  type TranscriptionServer,
  voiceSaying,
} from '../support/transcription-server.ts';
import { until } from '../support/until.ts';
import { sendEvent, startZaloServer, type ZaloServer } from '../support/zalo-server.ts';
import { startZaloSite } from '../support/zalo-site.ts';

/** Somebody who can speak, write, and hear what is told next. */
interface Speaker {
  speak(text: string | Buffer): Promise<string>;
  write(text: string): Promise<string>;
  close(): void;
}

const MATTERS: Readonly<Record<string, string>> = {
  'the web': 'Xe tải chở đất chạy ầm ầm qua trường học ở xã Sơn Tịnh sáng nay, bụi mù trời',
  'zalo-oa': 'Đèn đường trước chợ Châu Ổ hỏng cả tuần nay, tối om',
};
/** As Zalo shows it. */
const plain = (text: string) => text.replaceAll('**', '');

describe.each(databaseKinds)('voices on the %s database', (kind) => {
  let database: OpenDatabase;
  let zalo: ZaloServer;
  let media: MediaServer;
  let ears: TranscriptionServer;
  let directory: string;
  let site: Awaited<ReturnType<typeof startZaloSite>>;
  let logged = '';

  beforeAll(async () => {
    database = await freshDatabase(kind);
    zalo = await startZaloServer();
    media = await startMediaServer();
    ears = await startTranscriptionServer();
    directory = await mkdtemp(join(tmpdir(), 'voice-'));
    const destination = new Writable({
      write(chunk, _encoding, done) {
        logged += String(chunk);
        done();
      },
    });
    const env = {
      ATTACHMENTS_DIR: directory,
      MESSAGES_PER_MINUTE: '1000',
      TRANSCRIPTION_MODEL: 'whisper-1',
      OPENAI_BASE_URL: ears.baseUrl,
    };
    site = await startZaloSite(database, zalo, {
      env,
      mediaAt: [media.url],
      logger: createLogger({ level: 'trace', destination }),
    });
  });
  afterAll(async () => {
    await site.close();
    await Promise.all([zalo.close(), media.close(), ears.close()]);
    await database.close();
    await rm(directory, { recursive: true, force: true });
  });
  beforeEach(() => ears.behave('faithful'));

  const noteOf = (said: string | Buffer) => (typeof said === 'string' ? voiceSaying(said) : said);

  async function onTheWeb(): Promise<Speaker> {
    const domain = site.url + DIRECT_LINE_PATH;
    const { token, conversationId, voice } = await fetchToken(domain);
    expect(voice).toBe(true);
    const client = connectClient({ domain, token });
    const told = () => client.heard.filter(({ from, type }) => from.id === 'assistant' && type === 'message');
    await until(() => told().length === 1);
    async function next(act: () => Promise<unknown>): Promise<string> {
      const before = told().length;
      await act();
      const activity = await until(() => told()[before]);
      return activity.type === 'message' ? plain(activity.text ?? '') : '';
    }
    return {
      speak: (said) =>
        next(async () => {
          const body = new FormData();
          body.append('file', new Blob([new Uint8Array(noteOf(said))]), 'voice.webm');
          const headers = { authorization: `Bearer ${token}` };
          const address = `${domain}/conversations/${conversationId}/upload`;
          expect((await fetch(address, { method: 'POST', headers, body })).status).toBe(200);
        }),
      write: (text) => next(() => client.say(text)),
      close: () => client.close(),
    };
  }

  let count = 0;
  async function onZalo(): Promise<Speaker> {
    const citizen = `speaker-${count++}`;
    return {
      async speak(said) {
        const before = site.told(citizen).length;
        const url = media.put(`/voice-${count++}.aac`, noteOf(said), 'audio/aac');
        const message = { msg_id: url, text: '', attachments: [{ type: 'audio', payload: { url } }] };
        const event = { event_name: 'user_send_audio', timestamp: '1', sender: { id: citizen }, message };
        expect((await sendEvent(site.webhook, event)).status).toBe(200);
        return until(() =>
          site
            .told(citizen)
            .slice(before)
            .find((one) => !one.startsWith('Xin chào!')),
        );
      },
      write: (text) => site.ask(citizen, text),
      close() {},
    };
  }

  async function rowsHolding(text: string): Promise<number> {
    const { rowCount } = await database.query('select from activities where activity::text like $1', [
      `%${text}%`,
    ]);
    return rowCount;
  }

  describe.each<[string, () => Promise<Speaker>]>([
    ['the web', onTheWeb],
    ['zalo-oa', onZalo],
  ])('on %s', (channel, arrive) => {
    const matter = MATTERS[channel]!;

    it('carry a whole complaint, and it is sent on a yes to what was read back', async () => {
      const { speak, close } = await arrive();
      const review = await speak(matter);
      expect(review).toContain(replies.heard(matter));
      expect(review).toContain(texts.lines.what(matter));
      await speak('xin gọi lại');
      expect(await speak('không chín không năm sáu bảy')).toContain(texts.noPhone);
      const named = await speak('không chín không năm một hai ba bốn năm sáu');
      expect(named).toContain(replies.heard('0905123456'));
      expect(await speak('Bảy')).toContain(texts.lines.call('0905123456', 'Bảy'));
      expect(await speak('gửi phản ánh')).toContain(plain(replies.readBack('gửi phản ánh')));
      expect((await database.query('select from ticket_texts where what = $1', [matter])).rowCount).toBe(0);
      expect(await speak('đúng rồi')).toMatch(/PA-\d{4}-\d{6}/);
      expect((await database.query('select from ticket_texts where what = $1', [matter])).rowCount).toBe(1);
      close();
    });

    it('do nothing final when the answer is no, or something else', async () => {
      const { speak, write, close } = await arrive();
      const what = `${matter}, đã hai tháng`;
      await speak(what);
      await write(buttons.different);
      await speak('gửi đi');
      expect(await speak('không phải')).toContain(replies.readBackDropped);
      await speak('gửi phản ánh');
      expect(await speak('làm giấy khai sinh cần gì')).not.toMatch(/PA-\d{4}/);
      expect((await database.query('select from ticket_texts where what = $1', [what])).rowCount).toBe(0);
      await write(buttons.resume);
      expect(await write(buttons.send)).toMatch(/PA-\d{4}-\d{6}/);
      close();
    });

    it('erase nothing by themselves', async () => {
      const { speak, write, close } = await arrive();
      await speak('làm giấy khai sinh cần giấy tờ gì');
      expect(await speak('xóa dữ liệu')).toContain(plain(replies.eraseAsk));
      expect(await speak('xóa hết')).toContain(plain(replies.readBack('xóa hết')));
      expect(await write(replies.readBackYes)).toContain(replies.erased);
      close();
    });

    it('that cannot be made out are asked for again, then a person is offered, and the thread is kept', async () => {
      const { speak, close } = await arrive();
      await speak('tôi muốn phản ánh');
      ears.behave('unsure');
      expect(await speak('u u')).toContain(replies.voiceUnclear);
      ears.behave({ text: 'Hãy subscribe cho kênh La La School' });
      expect(await speak('…')).toContain(replies.voiceUnclearAgain);
      expect(await speak(voiceSaying('').subarray(0, 60))).toContain(replies.voiceUnclearAgain);
      ears.behave('faithful');
      const what = `${matter}, nói lần thứ ba`;
      expect(await speak(what)).toContain(replies.heard(what));
      close();
    });

    it('are words of the transcript, and the sound is nowhere', async () => {
      const { speak, close } = await arrive();
      const said = `tìm thủ tục cho ${channel} bằng tiếng nói`;
      await speak(said);
      expect(await rowsHolding(said)).toBeGreaterThanOrEqual(1);
      expect(await rowsHolding('.aac')).toBe(0);
      expect(await readdir(directory)).toEqual([]);
      expect(logged.includes('bằng tiếng nói')).toBe(false);
      close();
    });
  });

  it('that lie nowhere, or that nobody can listen to, are answered kindly', async () => {
    const { speak } = await onZalo();
    ears.behave({ status: 500 });
    expect(await speak('xin chào')).toContain(replies.voiceUnavailable);
  });
});
