// A route of the staff's interface as data: its address, who may use it, what it takes and gives, and what answers.

import { type Request, type Response, Router } from 'express';
import type { z } from 'zod';
import { readBody, readInput } from './gaps/input.ts';
import { Problem } from './problem.ts';

export const ROLES = ['operator', 'officer', 'coordinator', 'administrator'] as const;
export type Role = (typeof ROLES)[number];

/** Who calls: a signed-in member of staff. `agencyId` limits what an officer sees; null sees all agencies. */
export interface Caller {
  staffId: string;
  name: string;
  role: Role;
  agencyId: string | null;
}

/**
 * Resolves to who sent the request, or null; throws Problem `session_expired` for a session that has ended, and `forged`
 * when a change comes without its CSRF token.
 */
export type Identify = (request: Request) => Promise<Caller | null>;

type Input = z.ZodType | undefined;
type Read<Schema extends Input> = Schema extends z.ZodType ? z.output<Schema> : undefined;

export interface Route<
  Params extends Input = Input,
  Query extends Input = Input,
  Body extends Input = Input,
  Output extends Input = Input,
> {
  method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** As Express writes it, `/api/tickets/:code`. */
  path: string;
  /** `everybody` needs no sign-in, and nobody is asked who they are: `caller` is null. */
  roles: readonly Role[] | 'everybody';
  /** One Vietnamese line for the description of the interface. */
  summary: string;
  params?: Params;
  query?: Query;
  body?: Body;
  /** Media type of a body that `handle` reads from the request by itself. */
  takes?: string;
  /** What a success gives, and nothing beside it leaves; without it the route answers 204, or by itself through `response`. */
  output?: Output;
  /** Media type of what it answers by itself. */
  media?: string;
  /** 200 unless said; `handle` may set one of `otherStatuses`. */
  status?: number;
  otherStatuses?: readonly number[];
  handle(call: {
    caller: Caller | null;
    params: Read<Params>;
    query: Read<Query>;
    body: Read<Body>;
    request: Request;
    response: Response;
  }): Promise<Output extends z.ZodType ? z.input<Output> : unknown>;
}

/** Keeps the types of one route's input and output together; the list of routes forgets them. */
export function route<
  Params extends Input = undefined,
  Query extends Input = undefined,
  Body extends Input = undefined,
  Output extends Input = undefined,
>(one: Route<Params, Query, Body, Output>): Route {
  return one as unknown as Route;
}

/** The caller of a route that lets only staff in. Throws Problem `unauthenticated` where a route forgot to. */
export function staffOf(caller: Caller | null): Caller {
  if (caller === null) throw new Problem('unauthenticated');
  return caller;
}

/** What a role may call, 'POST /api/aliases', without what everybody may. */
export function permissionsOf(routes: readonly Route[], role: Role): string[] {
  return routes
    .filter(({ roles }) => roles !== 'everybody' && roles.includes(role))
    .map(({ method, path }) => `${method.toUpperCase()} ${path}`);
}

/** Mounts routes: the right is checked before the input is read, and the input before anything is done. */
export function mountRoutes(routes: readonly Route[], identify: Identify): Router {
  const router = Router();
  for (const one of routes)
    router[one.method](one.path, async (request, response) => {
      const caller = one.roles === 'everybody' ? null : await identify(request);
      if (one.roles !== 'everybody') {
        if (caller === null) throw new Problem('unauthenticated');
        if (!one.roles.includes(caller.role)) throw new Problem('forbidden');
      }
      if (one.output !== undefined) response.status(one.status ?? 200);
      const given = await one.handle({
        caller,
        params: one.params && (readInput(one.params, request.params) as never),
        query: one.query && (readInput(one.query, request.query) as never),
        body: one.body && (readBody(one.body, request) as never),
        request,
        response,
      });
      if (response.headersSent) return;
      response.set('Cache-Control', 'no-store');
      if (one.output === undefined) response.status(one.status ?? 204).end();
      else response.json(one.output.parse(given));
    });
  return router;
}
