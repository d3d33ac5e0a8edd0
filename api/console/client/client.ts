// Speaks to the server: JSON both ways, the CSRF token on every change, refusals as the server worded them.

import { shell } from '../texts/shell.ts';

/** A refusal of the server, or no answer at all (`kind` 'unreachable'). */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly kind: string;
  readonly title: string;
  readonly detail: string;
  /** What is wrong with single fields. */
  readonly faults: readonly { field: string; message: string }[];
  /** Further members of the document. */
  readonly more: Readonly<Record<string, unknown>>;

  constructor(document: Record<string, unknown>) {
    const { type, title, detail, errors, ...more } = document;
    super(String(type));
    this.kind = String(type ?? '').replace('urn:problem:', '');
    this.title = typeof title === 'string' ? title : shell.failures.title;
    this.detail = typeof detail === 'string' ? detail : shell.failures.detail;
    this.faults = Array.isArray(errors) ? errors : [];
    this.more = more;
  }
}

export interface Client {
  get<T>(address: string): Promise<T>;
  send<T>(method: Method, address: string, body?: unknown): Promise<T>;
  /** The bytes of a file, as they are. */
  upload<T>(address: string, file: Blob): Promise<T>;
  /** A file made for the request, with the name the server gives it. */
  file(address: string, body: unknown): Promise<{ blob: Blob; name: string }>;
  /** From the session; null when signed out. */
  setToken(token: string | null): void;
}

/** What the server calls it when nobody is signed in any more. */
export const SIGNED_OUT: readonly string[] = ['unauthenticated', 'session_expired'];

type Method = 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** `onUnauthenticated`: the session has ended, wherever that was noticed. */
export function createClient({
  fetch,
  onUnauthenticated,
}: {
  fetch: typeof globalThis.fetch;
  onUnauthenticated(): void;
}): Client {
  let token: string | null = null;

  function ask(method: string, address: string, body?: unknown): Promise<Response> {
    return body === undefined
      ? put(method, address, null)
      : put(method, address, { type: 'application/json', content: JSON.stringify(body) });
  }

  async function put(
    method: string,
    address: string,
    body: { type: string; content: string | Blob } | null,
  ): Promise<Response> {
    const headers: Record<string, string> = body === null ? {} : { 'Content-Type': body.type };
    if (method !== 'GET' && token !== null) headers['X-CSRF-Token'] = token;
    let response: Response;
    try {
      response = await fetch(address, {
        method,
        headers,
        body: body?.content ?? null,
        credentials: 'same-origin',
      });
    } catch {
      const { offline, offlineMore } = shell.failures;
      throw new Refusal({ type: 'unreachable', title: offline, detail: offlineMore });
    }
    if (response.ok) return response;
    const refusal = new Refusal(await response.json().catch(() => ({})));
    if (SIGNED_OUT.includes(refusal.kind)) onUnauthenticated();
    throw refusal;
  }

  async function read<T>(response: Response): Promise<T> {
    const text = await response.text();
    return (text === '' ? null : JSON.parse(text)) as T;
  }

  return {
    get: async (address) => read(await ask('GET', address)),
    send: async (method, address, body) => read(await ask(method, address, body)),
    upload: async (address, file) =>
      read(await put('POST', address, { type: 'application/octet-stream', content: file })),
    async file(address, body) {
      const response = await ask('POST', address, body);
      const name = /filename\*?=(?:UTF-8'')?"?([^";]+)/i.exec(
        response.headers.get('Content-Disposition') ?? '',
      );
      return { blob: await response.blob(), name: decodeURIComponent(name?.[1] ?? '') };
    },
    setToken(given) {
      token = given;
    },
  };
}
