// Fetches one file that lies at a channel: from hosts we know only, never from inside our own network, and within limits.

import { lookup } from 'node:dns/promises';
import http, { type IncomingMessage } from 'node:http';
import https from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { addAbortSignal } from 'node:stream';
import type { Logger } from 'pino';
import { LARGEST_FILE_BYTES } from '../attachments.ts';
import type { Fetched, FetchMedia } from '../media.ts';
import { withinTime } from '../within-time.ts';
import { isPublicAddress } from './public-address.ts';

/** `suffixes`: domains, they and all under them, over https. `origins`: trusted as they stand, also http and inside; none in production. */
export type MediaHosts = Readonly<{ suffixes: readonly string[]; origins: readonly string[] }>;

/** All addresses of a host name. */
export type Resolve = (host: string) => Promise<readonly string[]>;

const MOST_REDIRECTS = 2;
const REDIRECTS: ReadonlySet<number | undefined> = new Set([301, 302, 303, 307, 308]);

/** Resolves to a fault whatever goes wrong; the log hears of the host and the reason, not of the file. */
export function createMediaFetch({
  hosts,
  logger,
  resolve = addressesOf,
  mostBytes = LARGEST_FILE_BYTES,
}: {
  hosts: MediaHosts;
  logger: Pick<Logger, 'warn'>;
  resolve?: Resolve;
  mostBytes?: number;
}): FetchMedia {
  async function follow(url: URL, signal: AbortSignal, redirects: number): Promise<Fetched> {
    const response = await ask(url, await checked(url, signal), signal);
    const { statusCode, headers } = response;
    if (statusCode === 200) return collect(response, mostBytes);
    response.destroy();
    if (!REDIRECTS.has(statusCode) || headers.location === undefined)
      throw new MediaRefused(`status ${statusCode}`, url);
    if (redirects === MOST_REDIRECTS) throw new MediaRefused('too many redirects', url);
    return follow(new URL(headers.location, url), signal, redirects + 1);
  }

  /** The addresses that may be connected to; a name with one that may not is not trusted with the others. */
  async function checked(url: URL, signal: AbortSignal): Promise<readonly string[]> {
    signal.throwIfAborted();
    const trusted = hosts.origins.includes(url.origin);
    if (!trusted && !isKnown(url, hosts.suffixes)) throw new MediaRefused('unknown host', url);
    const addresses = await withinTime(resolve(url.hostname.replace(/^\[|\]$/g, '')), signal);
    if (addresses.length === 0 || !(trusted || addresses.every(isPublicAddress)))
      throw new MediaRefused('no public address', url);
    return addresses;
  }

  return async (address, signal) => {
    try {
      return await follow(new URL(address), signal, 0);
    } catch (error) {
      logger.warn(reasonOf(error, address), 'media of a citizen could not be fetched');
      return { fault: 'unreachable' };
    }
  };
}

class MediaRefused extends Error {
  override readonly name = 'MediaRefused';
  readonly host: string;

  constructor(reason: string, { host }: URL) {
    super(reason);
    this.host = host;
  }
}

/** Without the path, which may be all that keeps a photo from others. */
function reasonOf(error: unknown, address: string): { reason: string; host: string | null } {
  if (error instanceof MediaRefused) return { reason: error.message, host: error.host };
  const { code, name } = error as NodeJS.ErrnoException;
  return { reason: code ?? name, host: URL.canParse(address) ? new URL(address).host : null };
}

function isKnown(
  { protocol, hostname, port, username, password }: URL,
  suffixes: readonly string[],
): boolean {
  if (protocol !== 'https:' || port !== '' || username !== '' || password !== '') return false;
  return suffixes.some((suffix) => hostname === suffix || hostname.endsWith(`.${suffix}`));
}

async function addressesOf(host: string): Promise<readonly string[]> {
  return (await lookup(host, { all: true })).map(({ address }) => address);
}

/** Connects to the addresses that were checked: a second look at the name could find others. */
function ask(url: URL, addresses: readonly string[], signal: AbortSignal): Promise<IncomingMessage> {
  const { request } = url.protocol === 'https:' ? https : http;
  const headers = { accept: 'image/*, application/pdf', 'accept-encoding': 'identity' };
  return new Promise((resolve, reject) => {
    request(url, { agent: false, signal, headers, lookup: alwaysFinding(addresses) }, (response) =>
      resolve(addAbortSignal(signal, response)),
    )
      .on('error', reject)
      .end();
  });
}

function alwaysFinding(addresses: readonly string[]): LookupFunction {
  const found = addresses.map((address) => ({ address, family: isIP(address) }));
  return (_host, { all }, done) =>
    all ? done(null, found) : done(null, found[0]?.address ?? '', found[0]?.family);
}

/** Stops reading where it becomes too much, whatever the headers promised. */
async function collect(response: IncomingMessage, most: number): Promise<Fetched> {
  const chunks: Buffer[] = [];
  let size = Number(response.headers['content-length'] ?? 0) > most ? Number.POSITIVE_INFINITY : 0;
  if (size > most) response.destroy();
  else
    for await (const chunk of response as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > most) break;
      chunks.push(chunk);
    }
  return size > most ? { fault: 'too_large' } : { bytes: Buffer.concat(chunks) };
}
