// A loopback Zalo for an Official Account, strict where the reference is certain: tokens, limits, errors inside a 200.

import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Attachment, takesAttachment } from './zalo-attachments.ts';

export const APP_ID = '1234567890123456789';
export const OA_ID = '388613280878808645';
export const OA_SECRET = 'test-oa-secret';
export const APP_SECRET = 'test-app-secret';

/**
 * How the next calls of a path go instead of well. `cut after`: it is done, and the answer never comes; `until`: it is
 * done only then, if whoever asked still waits.
 */
export type Fault =
  | { error: number }
  | { status: number }
  | { until: Promise<void> }
  | 'hang up'
  | 'cut after'
  | 'no JSON';

/** `fields`: what a list tells of a medium. */
type Written = { id: string; from: string; text: string; at: number; fields?: object };

export type Message = { id: string; to: string; text: string; attachment: Attachment | null; at: number };

/** A template that a citizen got. */
export type Template = { id: string; to: string; template: string; data: Record<string, string> };

/** What an answer tells of messages left; null: nothing. */
export type ToldQuota = { quota_type: string; remain: string; total: string } | null;

export type ZaloServer = Awaited<ReturnType<typeof startZaloServer>>;

/** `now`: its clock, in milliseconds. */
export async function startZaloServer(now: () => number = Date.now) {
  const pairs = { access: 'access-0', refresh: 'refresh-0', count: 0 };
  const usedRefreshTokens: string[] = [];
  const messages: Message[] = [];
  const templates: Template[] = [];
  const reactions: { to: string; messageId: string; icon: string }[] = [];
  /** What citizens wrote while nobody was told of it. */
  const written: Written[] = [];
  const faults: { path: string; fault: Fault }[] = [];
  /** Who was written to by which path, whatever came of it. */
  const asked: { path: string; to: string }[] = [];
  let windowOpen: (citizenId: string) => boolean = () => true;
  let quotaOf: (citizenId: string) => ToldQuota = () => ({ quota_type: 'reply', remain: '7', total: '8' });

  const server = createServer((request, response) => {
    handle(request, response).catch(() => response.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await textOf(request);
    const url = new URL(request.url ?? '', 'http://zalo.test');
    asked.push({ path: url.pathname, to: recipientOf(body) });
    const at = faults.findIndex(({ path }) => path === url.pathname);
    const fault = at === -1 ? null : faults.splice(at, 1)[0]!.fault;
    if (fault === 'hang up') return void response.destroy();
    if (fault === 'no JSON') return void response.end('<html>');
    if (typeof fault === 'object' && fault !== null && 'status' in fault)
      return void response.writeHead(fault.status).end('{}');
    if (typeof fault === 'object' && fault !== null && 'until' in fault) await fault.until;
    if (response.destroyed) return;
    const answer =
      typeof fault === 'object' && fault !== null && 'error' in fault
        ? { error: fault.error, message: 'scripted' }
        : answerTo(request, url, body);
    if (fault === 'cut after') return void response.destroy();
    response.setHeader('Content-Type', 'application/json');
    response.end(JSON.stringify(answer));
  }

  function answerTo(request: IncomingMessage, url: URL, body: string): object {
    if (url.pathname === '/v4/oa/access_token') return exchange(request, new URLSearchParams(body));
    if (request.headers.authorization !== undefined) return { error: -201, message: 'no Bearer here' };
    if (request.headers.access_token !== pairs.access)
      return { error: -216, message: 'access token invalid' };
    if (url.pathname === '/v3.0/oa/message/cs') return take(JSON.parse(body));
    if (url.pathname === '/v2.0/oa/message') return react(JSON.parse(body));
    if (url.pathname === '/v3.0/oa/message/template') return fill(JSON.parse(body));
    if (url.pathname === '/v2.0/oa/conversation')
      return tell(JSON.parse(url.searchParams.get('data') ?? '{}'));
    if (url.pathname === '/v2.0/oa/listrecentchat')
      return recent(JSON.parse(url.searchParams.get('data') ?? '{}'));
    if (url.pathname === '/v2.0/oa/getoa') return { error: 0, data: { name: 'Trung tâm thử nghiệm' } };
    return { error: -233, message: 'unknown path' };
  }

  function exchange(request: IncomingMessage, form: URLSearchParams): object {
    if (request.headers.secret_key !== APP_SECRET) return { error: -14002, error_name: 'wrong secret' };
    const token = form.get('refresh_token') ?? '';
    usedRefreshTokens.push(token);
    if (token !== pairs.refresh) return { error: -14014, error_name: 'refresh token is dead' };
    pairs.count++;
    pairs.access = `access-${pairs.count}-${randomBytes(6).toString('hex')}`;
    pairs.refresh = `refresh-${pairs.count}-${randomBytes(6).toString('hex')}`;
    return { access_token: pairs.access, refresh_token: pairs.refresh, expires_in: '90000' };
  }

  function take({
    recipient,
    message,
  }: {
    recipient: { user_id: string };
    message: { text: string; attachment?: unknown };
  }): object {
    if (Array.from(message.text.normalize('NFC')).length > 2000) return { error: -210, message: 'too long' };
    const { attachment = null } = message;
    if (attachment !== null && !takesAttachment(attachment))
      return { error: -201, message: 'attachment is invalid' };
    if (!windowOpen(recipient.user_id)) return { error: -230, message: 'no interaction for 7 days' };
    const id = randomBytes(10).toString('hex');
    messages.push({ id, to: recipient.user_id, text: message.text, attachment, at: now() });
    const quota = quotaOf(recipient.user_id);
    const data = { message_id: id, user_id: recipient.user_id, ...(quota !== null && { quota }) };
    return { error: 0, message: 'Success', data };
  }

  /** Of v2 only reactions are left, at most fifty on a message. */
  function react({
    recipient,
    sender_action: action,
  }: {
    recipient: { user_id: string };
    sender_action?: { react_icon?: string; react_message_id?: string };
  }): object {
    if (action === undefined) return { error: -240, message: 'use v3' };
    const { react_icon: icon, react_message_id: messageId } = action;
    if (!icon || !messageId) return { error: -201, message: 'a parameter is missing' };
    if (reactions.filter((one) => one.messageId === messageId).length === 50)
      return { error: -210, message: 'too many reactions' };
    reactions.push({ to: recipient.user_id, messageId, icon });
    return { error: 0, message: 'Success' };
  }

  /** By user id, at any time: it is what reaches those whom no consultation message may reach. */
  function fill({
    user_id,
    template_id,
    template_data,
  }: {
    user_id?: string;
    template_id?: string;
    template_data?: Record<string, string>;
  }): object {
    if (!user_id || !template_id || !template_data) return { error: -201, message: 'a parameter is missing' };
    const id = randomBytes(10).toString('hex');
    templates.push({ id, to: user_id, template: template_id, data: template_data });
    return { error: 0, message: 'Success', data: { message_id: id } };
  }

  function tell({ user_id, offset, count }: { user_id: string; offset: number; count: number }): object {
    return listed(
      everything().filter(({ citizen }) => citizen === user_id),
      offset,
      count,
    );
  }

  /** The newest of every conversation. */
  function recent({ offset, count }: { offset: number; count: number }): object {
    const seen = new Set<string>();
    const newest = everything().filter(({ citizen }) => !seen.has(citizen) && seen.add(citizen));
    return listed(newest, offset, count);
  }

  /** What both sides said, newest first. */
  function everything() {
    const ours = messages.map(({ id, to, text, at }) => ({
      citizen: to,
      message_id: id,
      src: 0,
      from_id: OA_ID,
      time: at,
      message: text,
    }));
    const theirs = written.map(({ id, from, text, at, fields }) => ({
      citizen: from,
      message_id: id,
      src: 1,
      from_id: from,
      time: at,
      message: text,
      ...fields,
    }));
    return [...ours, ...theirs].sort((a, b) => b.time - a.time);
  }

  function listed(rows: object[], offset: number, count: number): object {
    if (count > 10) return { error: -210, message: 'count is at most 10' };
    return { error: 0, message: 'Success', data: rows.slice(offset, offset + count) };
  }

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    messages,
    templates,
    reactions,
    written,
    /** How often a path was called for a citizen. */
    asked: (path: string, citizenId: string) =>
      asked.filter((one) => one.path === path && one.to === citizenId).length,
    /** Every refresh token that was sent, in order. */
    usedRefreshTokens,
    seed: { accessToken: 'access-0', refreshToken: 'refresh-0', expiresInSeconds: 90_000 },
    /** The next call of `path` goes wrong in this way; several queue up. */
    fail: (path: string, fault: Fault) => faults.push({ path, fault }),
    /** From now on the access token is refused. */
    expireToken: () => {
      pairs.access = `gone-${randomBytes(6).toString('hex')}`;
    },
    setWindow: (isOpen: (citizenId: string) => boolean) => {
      windowOpen = isOpen;
    },
    setQuota: (told: (citizenId: string) => ToldQuota) => {
      quotaOf = told;
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

export type Sent = { event_name: string; timestamp?: string; [field: string]: unknown };

/** Posts an event to our webhook as Zalo does; `sign` gives the header over the exact body, and may lie. */
export async function sendEvent(
  url: string,
  event: Sent | string,
  sign: (body: string, timestamp: string) => string | null = signature,
): Promise<Response> {
  const whole = typeof event === 'string' ? event : envelope(event);
  const body = typeof whole === 'string' ? whole : JSON.stringify(whole);
  const timestamp = /"timestamp":"(\d+)"/.exec(body)?.[1] ?? '';
  const header = sign(body, timestamp);
  return fetch(url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...(header !== null && { 'X-ZEvent-Signature': header }) },
    body,
  });
}

export function signature(body: string, timestamp: string): string {
  return `mac=${createHash('sha256')
    .update(APP_ID + body + timestamp + OA_SECRET)
    .digest('hex')}`;
}

function envelope(event: Sent): Sent {
  return { app_id: APP_ID, timestamp: String(Date.now()), recipient: { id: OA_ID }, ...event };
}

/** A text message of a citizen. */
export function textEvent(citizenId: string, text: string, msgId = randomBytes(8).toString('hex')): Sent {
  return { event_name: 'user_send_text', sender: { id: citizenId }, message: { msg_id: msgId, text } };
}

/** Empty where the call is not about a citizen. */
function recipientOf(body: string): string {
  return /"user_id":"([^"]+)"/.exec(body)?.[1] ?? '';
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
