// How an embedding endpoint fails, in words that may stand in the log.

/** The endpoint could not be reached, refused, or sent nonsense. Says which, and never what was asked. */
export class EmbeddingFailed extends Error {
  override readonly name = 'EmbeddingFailed';
  /** HTTP status, null when there was no answer or none that could be read. */
  readonly status: number | null;
  readonly retryAfterMs: number | null;

  constructor(
    message: string,
    { status = null, retryAfterMs = null }: { status?: number | null; retryAfterMs?: number | null } = {},
  ) {
    super(message);
    this.status = status;
    this.retryAfterMs = retryAfterMs;
  }
}
