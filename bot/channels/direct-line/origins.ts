// Which web pages may talk to the channel: our own, and those the configuration names.

import type { IncomingMessage } from 'node:http';
import type { RequestHandler } from 'express';
import { Refusal } from './refusal.ts';

// directlinejs asks for the last two; a preflight that lacks one of them keeps it from connecting at all.
const ALLOWED_HEADERS = 'authorization, content-type, x-ms-bot-agent, x-requested-with';
const PREFLIGHT_SECONDS = 7_200;

export type IsAllowed = (request: IncomingMessage) => boolean;

/** Programs send no Origin and are let in: what a page may do is for browsers to ask. */
export function allowOrigins({
  origins,
  publicUrl,
}: {
  origins: readonly string[];
  publicUrl: string;
}): IsAllowed {
  return ({ headers: { origin, host } }) =>
    origin === undefined ||
    origins.includes(origin) ||
    origin === new URL(publicUrl).origin ||
    origin === `http://${host}` ||
    origin === `https://${host}`;
}

/** Answers preflights and refuses pages that are not allowed. */
export function cors(isAllowed: IsAllowed): RequestHandler {
  return (request, response, next) => {
    response.vary('Origin');
    if (!isAllowed(request)) throw new Refusal('OriginNotAllowed');
    const { origin } = request.headers;
    if (origin !== undefined)
      response.set({
        'Access-Control-Allow-Origin': origin,
        'Access-Control-Expose-Headers': 'Retry-After',
      });
    if (request.method !== 'OPTIONS') return next();
    response.set({
      'Access-Control-Allow-Methods': 'GET, POST',
      'Access-Control-Allow-Headers': ALLOWED_HEADERS,
      'Access-Control-Max-Age': String(PREFLIGHT_SECONDS),
    });
    response.status(204).end();
  };
}
