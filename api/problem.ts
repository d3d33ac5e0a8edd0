// How a refusal travels: thrown as a Problem anywhere in api/, answered as an RFC 9457 problem document.

import type { ErrorRequestHandler, RequestHandler, Response } from 'express';
import type { Logger } from 'pino';
import { PROBLEMS, type ProblemKind } from './problems.ts';

/**
 * A refusal of a known kind. `retryAfterSeconds` tells the caller when another try makes sense; `more` are further
 * members of the document.
 */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly kind: ProblemKind;
  readonly retryAfterSeconds: number | null;
  readonly more: Readonly<Record<string, unknown>>;

  constructor(
    kind: ProblemKind,
    options: { retryAfterSeconds?: number; more?: Record<string, unknown>; cause?: unknown } = {},
  ) {
    super(kind, { cause: options.cause });
    this.kind = kind;
    this.retryAfterSeconds = options.retryAfterSeconds ?? null;
    this.more = options.more ?? {};
  }
}

/** Answers any address that no route took. */
export const unknownRoute: RequestHandler = () => {
  throw new Problem('not_found');
};

/** The one place where a failed request is answered; what nobody foresaw is logged and told as `internal`. */
export function answerProblems({ logger }: { logger: Logger }): ErrorRequestHandler {
  return (error, _request, response, _next) => {
    const problem = problemOf(error);
    if (problem.kind === 'internal')
      logger.error({ err: error, requestId: response.locals.requestId }, 'request failed');
    if (response.headersSent) response.destroy();
    else sendProblem(response, problem);
  };
}

function sendProblem(response: Response, problem: Problem): void {
  const { status, title, detail } = PROBLEMS[problem.kind];
  if (problem.retryAfterSeconds !== null) response.set('Retry-After', String(problem.retryAfterSeconds));
  if (status === 401) response.set('WWW-Authenticate', 'Bearer');
  response
    .status(status)
    .type('application/problem+json')
    .send(
      JSON.stringify({
        type: `urn:problem:${problem.kind}`,
        title,
        status,
        detail,
        instance: `urn:uuid:${response.locals.requestId}`,
        ...problem.more,
      }),
    );
}

function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error;
  // Express and its body parser put a status on what the caller did wrong, and the parser a type.
  const { status, type } = (error ?? {}) as { status?: unknown; type?: unknown };
  if (type === 'entity.parse.failed') return new Problem('malformed_json', { cause: error });
  if (status === 413) return new Problem('too_large', { cause: error });
  if (status === 415) return new Problem('unsupported', { cause: error });
  if (typeof status === 'number' && status >= 400 && status < 500)
    return new Problem('invalid', { cause: error });
  return new Problem('internal', { cause: error });
}
