// The REST side of Direct Line 3.0: tokens, conversations, activities.

import express, { type Request, Router } from 'express';
import type { Logger } from 'pino';
import type { AttachmentStore } from '../../attachments.ts';
import type { ConversationId, Conversations } from '../../conversations.ts';
import type { PhotoReader, Transcriber } from '../../ports.ts';
import { acceptUpload } from './accept-upload.ts';
import { localeOf, readIncoming } from './incoming.ts';
import type { Limits } from './limits.ts';
import { cors, type IsAllowed } from './origins.ts';
import { activityId, activitySet } from './outgoing.ts';
import { answerRefusals, Refusal, unknownAddress } from './refusal.ts';
import { type Session, TOKEN_SECONDS, type Tokens } from './tokens.ts';

const BODY_LIMIT = '256kb';
const START = 'start';

export type RouterParts = {
  conversations: Conversations;
  tokens: Tokens;
  limits: Limits;
  isAllowed: IsAllowed;
  /** What is kept of an address, from which it cannot be read. */
  callerOf: (address: string | undefined) => string;
  /** Address of a socket, for a conversation and a ticket. */
  streamUrl: (conv: string, ticket: string) => string;
  /** Where files go; null where none are taken. */
  attachments: AttachmentStore | null;
  /** Reads receipts; null where no photo is looked at. */
  photos: PhotoReader | null;
  /** Hears voice notes; null where none are taken, and clients are told so with every token. */
  transcriber: Transcriber | null;
  now: () => Date;
  logger: Logger;
};

/** Every route of the channel, to be mounted at its path before anything else reads bodies. */
export function createRouter(parts: RouterParts): Router {
  const { conversations, tokens, limits, isAllowed, callerOf, streamUrl, transcriber, logger } = parts;
  const router = Router();
  const json = express.json({ limit: BODY_LIMIT });

  router.use(cors(isAllowed));
  router.use((_request, response, next) => {
    response.set('Cache-Control', 'no-store');
    next();
  });

  router.use(async (request, response, next) => {
    const refusal: unknown = await limits.spendRequest(request.ip).catch((error) => error);
    if (refusal === undefined) return next();
    // directlinejs stops polling for good at the first refusal, so a poll too many finds nothing new instead.
    if (!(refusal instanceof Refusal && isPoll(request))) throw refusal;
    const watermark = watermarkOf(request);
    response.json({ activities: [], ...(watermark !== null && { watermark: String(watermark) }) });
  });

  router.post('/tokens/generate', async (request, response) => {
    await limits.spendToken(request.ip);
    response.json(await grant(tokens.newSession()));
  });

  router.post('/tokens/refresh', async (request, response) => {
    response.json(await grant(await sessionOf(request)));
  });

  router.post('/conversations', json, async (request, response) => {
    const session = await sessionOf(request);
    const locale = localeOf((request.body as { locale?: unknown } | undefined)?.locale);
    const { duplicate } = await start(session, locale);
    response.status(duplicate ? 200 : 201).json(await connection(session, 0));
  });

  router.get('/conversations/:id', async (request, response) => {
    const session = await ownSession(request);
    const found = await conversations.find(idOf(session));
    if (!found) throw new Refusal('NotFound');
    response.json(await connection(session, watermarkOf(request) ?? found.lastPosition));
  });

  router.get('/conversations/:id/activities', async (request, response) => {
    const session = await ownSession(request);
    const page = await conversations.read(idOf(session), watermarkOf(request) ?? 0);
    if (!page) throw new Refusal('NotFound');
    response.json(activitySet(session.conv, page));
  });

  router.post('/conversations/:id/activities', json, async (request, response) => {
    const session = await ownSession(request);
    if (request.is('application/json') === false) throw new Refusal('UnsupportedMediaType');
    const { activity, messageId } = readIncoming(request.body);
    if (activity.type === 'typing') return void response.json({ id: activityId(session.conv, 0) });
    await limits.spendMessage(session.conv);
    const { position } =
      activity.type === 'conversationUpdate'
        ? await start(session, localeOf(activity.locale))
        : await conversations.accept({
            ...arrivalOf(session),
            caller: callerOf(request.ip),
            messageId,
            activity,
          });
    response.json({ id: activityId(session.conv, position) });
  });

  router.post('/conversations/:id/upload', async (request, response) => {
    const session = await ownSession(request);
    await limits.spendMessage(session.conv);
    const { position } = await acceptUpload(
      request,
      { ...arrivalOf(session), caller: callerOf(request.ip) },
      parts,
    );
    response.json({ id: activityId(session.conv, position) });
  });

  // Asked for by sign-in cards only, which we never send.
  router.get('/session/getsessionid', async (request, response) => {
    await sessionOf(request);
    response.json({ sessionId: '' });
  });

  router.use(unknownAddress);
  router.use(answerRefusals({ logger }));
  return router;

  /** The first arrival of a conversation, the same one however often a client starts it. */
  function start(session: Session, locale: { locale?: string }) {
    const activity = {
      type: 'conversationUpdate',
      membersAdded: [{ id: session.user, name: '' }],
      ...locale,
    };
    return conversations.accept({ ...arrivalOf(session), messageId: START, activity });
  }

  async function grant(session: Session) {
    const token = await tokens.signSession(session);
    const hears = transcriber !== null && { voice: true };
    return { conversationId: session.conv, token, expires_in: TOKEN_SECONDS, ...hears };
  }

  async function connection(session: Session, from: number) {
    const ticket = await tokens.signTicket({ conv: session.conv, from });
    return { ...(await grant(session)), streamUrl: streamUrl(session.conv, ticket) };
  }

  function sessionOf(request: Request): Promise<Session> {
    const token = /^Bearer +(\S+) *$/i.exec(request.get('authorization') ?? '')?.[1];
    if (token === undefined) throw new Refusal('MissingToken');
    return tokens.verifySession(token);
  }

  /** Somebody else's conversation is not told apart from one that does not exist. */
  async function ownSession(request: Request): Promise<Session> {
    const session = await sessionOf(request);
    if (session.conv !== request.params.id) throw new Refusal('NotFound');
    return session;
  }
}

function isPoll(request: Request): boolean {
  return request.method === 'GET' && request.path.endsWith('/activities');
}

function idOf({ conv }: Session): ConversationId {
  return `direct-line:${conv}`;
}

function arrivalOf(session: Session) {
  return { conversationId: idOf(session), channel: 'direct-line', userId: session.user } as const;
}

/** The position a client has read up to; null when it says nothing. Throws a Refusal for what we never gave out. */
function watermarkOf(request: Request): number | null {
  const { watermark } = request.query;
  if (watermark === undefined || watermark === '') return null;
  if (typeof watermark !== 'string' || !/^\d{1,15}$/.test(watermark)) throw new Refusal('BadArgument');
  return Number(watermark);
}
