// The log: one JSON object a line on standard error, without secrets and without what people wrote.

import { type DestinationStream, type Logger, pino } from 'pino';
import type { LogLevel } from './config.ts';

const SECRET_KEYS = ['authorization', 'cookie', 'password', 'secret', 'token', 'text', 'body', 'activity'];

/** SQLSTATE of a value that cannot be read; Postgres then repeats the value. */
const DATA_EXCEPTION = /^22[0-9A-Z]{3}$/;

/** `destination` replaces standard error in tests. */
export function createLogger({
  level,
  destination,
}: {
  level: LogLevel;
  destination?: DestinationStream;
}): Logger {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      redact: { paths: SECRET_KEYS.flatMap((key) => [key, `*.${key}`, `*.*.${key}`]), remove: true },
      serializers: { err: describeError },
    },
    destination ?? pino.destination(2),
  );
}

/** Only what helps to find the fault: a database error carries rows and parameters beside it, and those stay out. */
function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return { message: String(error) };
  const { code } = error as { code?: unknown };
  const message =
    typeof code === 'string' && DATA_EXCEPTION.test(code) ? unquoted(error.message) : error.message;
  return {
    type: error.name,
    message,
    ...(typeof code === 'string' && { code }),
    stack: error.stack?.replace(error.message, () => message),
    ...(error.cause !== undefined && { cause: describeError(error.cause) }),
  };
}

function unquoted(message: string): string {
  return message.replace(/".*"/s, '"…"');
}
