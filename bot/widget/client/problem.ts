// What can go wrong between the widget and the server, as kinds the client can act on.

export type ProblemKind =
  /** The network did not carry the request, or no answer came in time. */
  | 'unreachable'
  /** 401, 403: the token is no longer good. */
  | 'expired'
  /** 403 when asking for a token: this site or visitor may not have one. */
  | 'forbidden'
  /** 404: the conversation is not there. */
  | 'gone'
  /** 429. */
  | 'slow_down'
  /** Any other 4xx: sending the same again would be refused again. */
  | 'refused'
  /** 5xx, or an answer that cannot be read. */
  | 'failing';

/** `message` is the server's own sentence where it gave one. */
export class Problem extends Error {
  readonly kind: ProblemKind;
  readonly retryAfterMs: number | undefined;

  constructor(kind: ProblemKind, message = '', retryAfterMs?: number) {
    super(message);
    this.kind = kind;
    this.retryAfterMs = retryAfterMs;
  }
}

/** The kind of problem an HTTP status stands for. */
export function kindOfStatus(status: number): ProblemKind {
  if (status === 401 || status === 403) return 'expired';
  if (status === 404) return 'gone';
  if (status === 429) return 'slow_down';
  if (status === 408) return 'unreachable';
  return status >= 500 ? 'failing' : 'refused';
}

/** Milliseconds of a Retry-After header (seconds, or an HTTP date). */
export function retryAfter(header: string | null, now: number): number | undefined {
  if (!header) return undefined;
  const ms = /^\d+$/.test(header) ? Number(header) * 1_000 : Date.parse(header) - now;
  return Number.isFinite(ms) ? Math.max(0, ms) : undefined;
}

/** Anything thrown, as a Problem. */
export function asProblem(error: unknown): Problem {
  return error instanceof Problem ? error : new Problem('failing', String(error));
}
