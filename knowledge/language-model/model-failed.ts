// How asking a language model fails, in words that may stand in the log and in the record of a model turn.

export const MODEL_FAILURES = [
  'unreachable',
  'refused',
  'late',
  'broken_off',
  'too_long',
  'unusable',
  'resting',
  'over_budget',
] as const;
export type ModelFailure = (typeof MODEL_FAILURES)[number];

/** Says what went wrong, and never what was asked or answered. */
export class ModelFailed extends Error {
  override readonly name = 'ModelFailed';
  readonly failure: ModelFailure;
  /** HTTP status, where the endpoint answered with one. */
  readonly status: number | null;

  constructor(failure: ModelFailure, { status = null }: { status?: number | null } = {}) {
    super(`The language model failed: ${failure}${status === null ? '' : ` with status ${status}`}`);
    this.failure = failure;
    this.status = status;
  }
}

/** What any error of a request was: our own, or the SDK's by the way it shows. */
export function failureOf(error: unknown): ModelFailed {
  for (let at = error; at instanceof Error; at = at.cause) if (at instanceof ModelFailed) return at;
  const { status } = error as { status?: unknown };
  if (typeof status === 'number') return new ModelFailed('refused', { status });
  if (error instanceof SyntaxError) return new ModelFailed('unusable');
  if (!(error instanceof Error)) return new ModelFailed('unusable');
  if (/terminated|aborted|premature/i.test(error.message)) return new ModelFailed('broken_off');
  return new ModelFailed(/connection|fetch failed/i.test(error.message) ? 'unreachable' : 'unusable');
}
