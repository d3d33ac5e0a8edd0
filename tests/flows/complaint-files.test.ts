// Photos and papers with a complaint: taken only when asked for, cleaned, and with the ticket in the end.

import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAttachmentStore, type KeptFiles } from '../../api/attachments/store.ts';
import type { OpenDatabase } from '../../api/database/connect.ts';
import { buttons, complaintReplies as texts } from '../../bot/complaint-replies.ts';
import { type DirectLineServer, startDirectLine } from '../support/chat-process.ts';
import { type Assistants, citizenOf, startAssistants } from '../support/citizen.ts';
import { databaseKinds, freshDatabase } from '../support/databases.ts';
import { fetchToken } from '../support/direct-line-client.ts';
import { PDF, tellingPhoto } from '../support/pictures.ts';
import { type Desk, seedStaff, startTicketDesk } from '../support/ticket-desk.ts';
import { until } from '../support/until.ts';

const MATTER = 'Trại heo xả nước thải ra suối ở xã Bình Sơn sáng nay, cá chết trắng';
const LIGHTS = 'Đèn đường ngã tư Quang Trung - Hùng Vương hỏng 3 ngày nay';

describe.each(databaseKinds)('files with a complaint on the %s database', (kind) => {
  let database: OpenDatabase;
  let desk: Desk;
  let assistants: Assistants;
  let store: KeptFiles;
  let line: DirectLineServer;
  let directory: string;

  beforeAll(async () => {
    database = await freshDatabase(kind);
    await seedStaff(database);
    directory = await mkdtemp(join(tmpdir(), 'files-'));
    store = createAttachmentStore({ database, directory });
    desk = await startTicketDesk({ database, files: store });
    assistants = await startAssistants({ database, desk });
    line = await startDirectLine(assistants.process(), { attachments: store });
  });
  afterAll(async () => {
    await line.close();
    await assistants.close();
    await desk.close();
    await database.close();
    await rm(directory, { recursive: true, force: true });
  });

  async function citizen() {
    const { token, conversationId } = await fetchToken(line.domain);
    const talk = citizenOf(assistants, conversationId);
    const authorization = `Bearer ${token}`;
    await fetch(`${line.domain}/conversations`, { method: 'POST', headers: { authorization } });

    async function upload(body: BodyInit, headers: Record<string, string> = {}) {
      const address = `${line.domain}/conversations/${conversationId}/upload?userId=x`;
      const response = await fetch(address, { method: 'POST', headers: { authorization, ...headers }, body });
      const answer = (await response.json()) as { id?: string; error?: { code: string; message: string } };
      return { status: response.status, ...answer };
    }

    return { ...talk, token, conversationId: `direct-line:${conversationId}`, conv: conversationId, upload };
  }

  function form(files: readonly [string, Buffer][], activity?: object): FormData {
    const data = new FormData();
    if (activity) {
      const type = 'application/vnd.microsoft.activity';
      data.append('activity', new Blob([JSON.stringify(activity)], { type }));
    }
    for (const [name, bytes] of files) data.append('file', new Blob([new Uint8Array(bytes)]), name);
    return data;
  }

  const keptBy = async (conversationId: string) =>
    (
      await database.query<{ name: string; type: string; ticket_id: string | null }>(
        'select name, type, ticket_id from attachments where conversation_id = $1 order by created_at, name',
        [conversationId],
      )
    ).rows;

  /** What was said in answer to the upload. */
  async function answerTo(talk: Awaited<ReturnType<typeof citizen>>, id: string | undefined) {
    return talk.answerTo(Number(id?.split('|')[1]));
  }

  it('go with the ticket, and an officer gets them cleaned', async () => {
    const talk = await citizen();
    const review = await talk.say(MATTER);
    expect(review.takesFiles).toBe(true);
    const sent = await talk.upload(
      form(
        [
          ['Ảnh suối.jpg', await tellingPhoto()],
          ['đơn của thôn.pdf', PDF],
        ],
        { type: 'message', channelData: { clientActivityID: 'one' } },
      ),
    );
    expect(sent.status).toBe(200);
    const told = await answerTo(talk, sent.id);
    expect(told.text).toContain(texts.filesKept(2));
    expect(told.text).toContain(texts.pdfKept);
    expect(told.text).toContain(texts.lines.files(2));
    await talk.say(buttons.send);
    const kept = await keptBy(talk.conversationId);
    const names = { 'Ảnh suối.jpg': 'image/jpeg', 'đơn của thôn.pdf': 'application/pdf' };
    expect(Object.fromEntries(kept.map(({ name, type }) => [name, type]))).toEqual(names);
    const { code } = (await talk.state()).sent!;
    const { attachments } = (await desk.call('dung', 'GET', `/api/tickets/${code}`)).body;
    const photo = attachments.find(({ type }) => type === 'image/jpeg')!;
    const seen = await desk.raw('dung', 'GET', `/api/tickets/${code}/attachments/${photo.id}`);
    const bytes = Buffer.from(await seen.arrayBuffer());
    expect([seen.status, bytes.length]).toEqual([200, photo.bytes]);
    expect(bytes.includes('0912345678')).toBe(false);
  });

  it('are taken raw as well, with words beside them', async () => {
    const talk = await citizen();
    await talk.say('tôi muốn phản ánh');
    const raw = await talk.upload(new Uint8Array(PDF), {
      'content-type': 'application/pdf',
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent('đơn.pdf')}`,
    });
    expect((await answerTo(talk, raw.id)).text).toContain(texts.questions.what);
    const words = await talk.upload(form([['den.jpg', await tellingPhoto()]], { text: LIGHTS }));
    const told = await answerTo(talk, words.id);
    expect(told.text).toContain(texts.filesKept(1));
    expect(told.text).toContain(texts.lines.what(LIGHTS));
    expect(told.text).toContain(texts.lines.files(2));
  });

  it('are not taken while no complaint is written, and nothing of them stays', async () => {
    const talk = await citizen();
    const before = await readdir(directory);
    const refused = await talk.upload(form([['cccd.jpg', await tellingPhoto()]]));
    expect([refused.status, refused.error?.code]).toEqual([409, 'UploadNotNow']);
    await talk.say(MATTER);
    await talk.say(buttons.cancel);
    expect((await talk.upload(form([['cccd.jpg', await tellingPhoto()]]))).status).toBe(409);
    expect(await readdir(directory)).toEqual(before);
    expect(await keptBy(talk.conversationId)).toEqual([]);
  });

  it.each([
    ['a wrong type', async () => form([['anh.jpg', Buffer.from('MZ program')]]), 415, 'UnknownFileType'],
    ['an empty file', async () => form([['anh.jpg', Buffer.alloc(0)]]), 400, 'BrokenFile'],
    ['no file', async () => form([], { text: 'không có gì' }), 400, 'BrokenFile'],
    ['six files', async () => form(Array.from({ length: 6 }, () => ['a.pdf', PDF])), 400, 'TooManyFiles'],
    ['a large one', async () => form([['a.pdf', Buffer.alloc(10 * 1024 * 1024 + 1)]]), 413, 'FileTooLarge'],
    [
      'a bad one among good ones',
      async () =>
        form([
          ['a.pdf', PDF],
          ['b.jpg', Buffer.from('MZ')],
        ]),
      415,
      'UnknownFileType',
    ],
  ] as const)('are refused with a sentence for %s, and nothing is kept', async (_, body, status, code) => {
    const talk = await citizen();
    await talk.say(MATTER);
    const refused = await talk.upload(await body());
    expect([refused.status, refused.error?.code]).toEqual([status, code]);
    expect(refused.error?.message).toMatch(/[à-ỹ]/i);
    expect(await keptBy(talk.conversationId)).toEqual([]);
    expect((await talk.say(buttons.edit)).record.intent).toBe('complaint');
  });

  it('are kept once when the client sends them again', async () => {
    const talk = await citizen();
    await talk.say(MATTER);
    const again = () => talk.upload(form([['a.pdf', PDF]], { channelData: { clientActivityID: 'same' } }));
    const first = await again();
    expect((await again()).id).toBe(first.id);
    await answerTo(talk, first.id);
    expect(await keptBy(talk.conversationId)).toHaveLength(1);
    expect((await talk.state()).complaint?.files).toHaveLength(1);
  });

  it('leave nothing behind when the sender goes away half-way', async () => {
    const talk = await citizen();
    await talk.say(MATTER);
    const { port, hostname } = new URL(line.url);
    const socket = connect(Number(port), hostname);
    socket.write(
      [
        `POST /v3/directline/conversations/${talk.conv}/upload HTTP/1.1`,
        `Host: ${hostname}`,
        `Authorization: Bearer ${talk.token}`,
        'Content-Type: multipart/form-data; boundary=b',
        'Content-Length: 100000',
        '',
        '--b\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n%PDF-1.4 and then',
      ].join('\r\n'),
    );
    await until(() => socket.bytesWritten > 200);
    socket.destroy();
    expect((await talk.upload(form([['b.pdf', PDF]]))).status).toBe(200);
    expect((await keptBy(talk.conversationId)).map(({ name }) => name)).toEqual(['b.pdf']);
  });
});
