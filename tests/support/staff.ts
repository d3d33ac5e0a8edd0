// A member of staff at a browser: takes up an invitation, signs in, and sends the cookie and CSRF token with every request.

import { type TOTP, URI } from 'otpauth';
import { expect } from 'vitest';
import { PROBLEMS, type ProblemKind } from '../../api/problems.ts';

export const PASSWORD = 'thuyền thúng chở trăng về';

export type StaffBrowser = Awaited<ReturnType<typeof takeInvitation>>;

/** `link` is the one-time link; `now` the clock of the server. */
export async function takeInvitation({
  url,
  link,
  now,
  password = PASSWORD,
}: {
  url: string;
  link: string;
  now: () => Date;
  password?: string;
}) {
  const token = tokenOf(link);
  const taken = await post(url, '/api/session/invitation', { token, password });
  expect(taken.status).toBe(200);
  const { username, otpauthUrl } = (await taken.json()) as { username: string; otpauthUrl: string };
  const codeNow = () => codeOf(otpauthUrl, now());
  const browser = browserAt(url);
  await browser.begin(await post(url, '/api/session/second-factor', { token, code: codeNow() }));
  return {
    ...browser,
    username,
    /** What the authenticator app shows now. */
    codeNow,
    /** Signs in anew; the code of this half minute must not have been used. */
    async signIn(): Promise<void> {
      const body = { username, password, code: codeNow() };
      await browser.begin(await post(url, '/api/session', body));
    },
  };
}

function browserAt(url: string) {
  let cookie = '';
  let csrfToken = '';

  async function begin(response: Response): Promise<void> {
    expect(response.status).toBe(200);
    ({ csrfToken } = (await response.json()) as { csrfToken: string });
    cookie = response.headers.get('set-cookie')!.split(';')[0]!;
  }

  function call(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Response> {
    return send(method, path, body === undefined ? null : JSON.stringify(body), headers);
  }

  /** The body as it is. */
  function send(
    method: string,
    path: string,
    body: string | Buffer<ArrayBuffer> | null,
    headers: Record<string, string> = {},
  ): Promise<Response> {
    return fetch(url + path, {
      method,
      headers: { cookie, 'x-csrf-token': csrfToken, 'content-type': 'application/json', ...headers },
      ...(body !== null && { body }),
    });
  }

  async function read<Body>(path: string): Promise<Body> {
    const response = await call('GET', path);
    expect(response.status).toBe(200);
    return (await response.json()) as Body;
  }

  return { begin, call, send, read, cookie: () => cookie };
}

/** Sends JSON as somebody who is not signed in. */
export function post(
  url: string,
  path: string,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<Response> {
  return fetch(url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
}

export function tokenOf(link: string): string {
  const token = /^https?:\/\/.+\/console\/invitation#([\w-]{43})$/.exec(link)?.[1];
  expect(token, link).toBeDefined();
  return token!;
}

export function codeOf(otpauthUrl: string, at: Date): string {
  return (URI.parse(otpauthUrl) as TOTP).generate({ timestamp: at.getTime() });
}

/** The refusal as a problem document of the table. */
export async function expectProblem(response: Response, kind: ProblemKind): Promise<Record<string, unknown>> {
  const body = (await response.json()) as Record<string, unknown>;
  expect([response.status, body.type]).toEqual([PROBLEMS[kind].status, `urn:problem:${kind}`]);
  expect(response.headers.get('content-type')).toContain('application/problem+json');
  expect(body).toMatchObject({ title: PROBLEMS[kind].title, detail: PROBLEMS[kind].detail });
  return body;
}
