// What the process still waits for before it can answer citizens.

import type { RequestHandler } from 'express';

export const PARTS = ['database', 'migrations', 'catalogue', 'index'] as const;

export type Part = (typeof PARTS)[number];
export type Readiness = ReturnType<typeof createReadiness>;

/** Begins with every part missing; each is reported once it is there. */
export function createReadiness() {
  const missing = new Set<Part>(PARTS);
  const details = new Map<string, () => unknown>();
  return {
    /** What an operator may want to know beside; asked at every look, and no reason to wait. */
    explain: (name: string, read: () => unknown) => void details.set(name, read),
    details: (): Record<string, unknown> =>
      Object.fromEntries([...details].map(([name, read]) => [name, read()])),
    done: (part: Part) => void missing.delete(part),
    /** In the order in which they come up. */
    waitingFor: (): Part[] => [...missing],
  };
}

/** `GET /readyz`: 200 when nothing is missing, otherwise 503; both list what is, and the details. */
export function showReadiness({
  waitingFor,
  details,
}: Pick<Readiness, 'waitingFor' | 'details'>): RequestHandler {
  return (_request, response) => {
    const waiting = waitingFor();
    response
      .status(waiting.length === 0 ? 200 : 503)
      .json({ ready: waiting.length === 0, waitingFor: waiting, ...details() });
  };
}
