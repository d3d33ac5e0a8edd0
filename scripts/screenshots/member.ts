// A member of staff of the made-up desk, who takes up an invitation and works over the interface.

import { type TOTP, URI } from 'otpauth';

export type Member = Awaited<ReturnType<typeof takeUp>>;

/** Sessions that nobody uses end after an hour. */
const SESSION_LASTS_MS = 50 * 60_000;

/** `link` is the one-time link; `now` the clock of the application at `url`. */
export async function takeUp({
  url,
  link,
  password,
  now,
}: {
  url: string;
  link: string;
  password: string;
  now: () => Date;
}) {
  const token = new URL(link).hash.slice(1);
  const { username, otpauthUrl } = await send<{ username: string; otpauthUrl: string }>(
    '/api/session/invitation',
    { token, password },
  );
  let session = await enter('/api/session/second-factor', { token });

  async function enter(path: string, body: object) {
    const code = (URI.parse(otpauthUrl) as TOTP).generate({ timestamp: now().getTime() });
    const response = await post(path, { ...body, code });
    const { csrfToken, staff } = (await response.json()) as { csrfToken: string; staff: { id: string } };
    const cookie = response.headers.get('set-cookie')!.split(';')[0]!;
    return { id: staff.id, cookie, csrfToken, at: now().getTime() };
  }

  async function renewed() {
    if (now().getTime() - session.at > SESSION_LASTS_MS)
      session = await enter('/api/session', { username, password });
    return session;
  }

  async function send<Answer>(path: string, body: object): Promise<Answer> {
    return (await (await post(path, body)).json()) as Answer;
  }

  async function post(path: string, body: object, headers: Record<string, string> = {}): Promise<Response> {
    const response = await fetch(url + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`POST ${path}: ${response.status} ${await response.text()}`);
    return response;
  }

  return {
    id: session.id,
    /** Changes something; resolves to what the interface answers. */
    async change<Answer>(path: string, body: object = {}): Promise<Answer> {
      const { cookie, csrfToken } = await renewed();
      const response = await post(path, body, { cookie, 'x-csrf-token': csrfToken });
      const text = await response.text();
      return (text === '' ? null : JSON.parse(text)) as Answer;
    },
    async read<Answer>(path: string): Promise<Answer> {
      const { cookie } = await renewed();
      const response = await fetch(url + path, { headers: { cookie } });
      if (!response.ok) throw new Error(`GET ${path}: ${response.status}`);
      return (await response.json()) as Answer;
    },
    /** `[name, value]` of the cookie of a session that holds now. */
    cookie: async () => (await renewed()).cookie.split('=') as [string, string],
  };
}
