// What is fetched and what never is: hosts, addresses, redirects, sizes and times, against a server on loopback.

import { pino } from 'pino';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createMediaFetch, type Resolve } from '../../bot/channels/media-fetch.ts';
import { type MediaServer, startMediaServer } from '../support/media-server.ts';

const PATIENCE_MS = 10_000;

describe('fetching media', () => {
  let media: MediaServer;
  let other: MediaServer;
  let logged: string;

  beforeAll(async () => {
    media = await startMediaServer();
    other = await startMediaServer();
  });
  beforeEach(() => {
    media.asked.length = 0;
    other.asked.length = 0;
    logged = '';
  });
  afterAll(async () => {
    await media.close();
    await other.close();
  });

  /** `found`: what the names of this world resolve to. */
  function fetchWith(found: Record<string, string[]> = {}, origins: string[] = [media.url]) {
    const looked: string[] = [];
    const resolve: Resolve = async (host) => {
      looked.push(host);
      return found[host] ?? [host];
    };
    const write = (line: string) => {
      logged += line;
    };
    const fetchMedia = createMediaFetch({
      hosts: { suffixes: ['zdn.vn'], origins },
      logger: pino({ level: 'warn' }, { write }),
      resolve,
      mostBytes: 1_000,
    });
    const take = (url: string, ms = PATIENCE_MS) => fetchMedia(url, AbortSignal.timeout(ms));
    return { take, looked };
  }

  const UNREACHABLE = { fault: 'unreachable' };

  it('brings the bytes', async () => {
    const { take } = fetchWith();
    expect(await take(media.put('/a.jpg', Buffer.from('abc')))).toEqual({ bytes: Buffer.from('abc') });
  });

  it('connects to the very address that was checked, under the name that was asked for', async () => {
    const { port } = new URL(media.put('/named.jpg', Buffer.from('abc')));
    const origin = `http://photo.media.test:${port}`;
    const { take, looked } = fetchWith({ 'photo.media.test': ['127.0.0.1'] }, [origin]);
    expect(await take(`${origin}/named.jpg`)).toEqual({ bytes: Buffer.from('abc') });
    expect(looked).toEqual(['photo.media.test']);
    expect(media.hostsAsked.at(-1)).toBe(`photo.media.test:${port}`);
  });

  it.each([
    ['an inner address', 'https://127.0.0.1/a'],
    ['the address of a cloud', 'https://169.254.169.254/latest/meta-data'],
    ['an inner address of IPv6', 'https://[::1]/a'],
    ['an inner address in figures', 'https://2130706433/a'],
    ['no https', 'http://photo.zdn.vn/a.jpg'],
    ['another port', 'https://photo.zdn.vn:8443/a.jpg'],
    ['a name and a password', 'https://a:b@photo.zdn.vn/a.jpg'],
    ['a host that only ends alike', 'https://evilzdn.vn/a.jpg'],
    ['a host that only begins alike', 'https://zdn.vn.example.com/a.jpg'],
    ['a host with a dot behind', 'https://photo.zdn.vn./a.jpg'],
    ['a file', 'file:///etc/passwd'],
    ['no address at all', 'photo'],
    ['nothing', ''],
  ])('refuses %s without looking for it', async (_, url) => {
    const { take, looked } = fetchWith();
    expect(await take(url)).toEqual(UNREACHABLE);
    expect(looked).toEqual([]);
  });

  it.each([
    ['this machine', ['127.0.0.1']],
    ['the address of a cloud', ['169.254.169.254']],
    ['this machine by IPv6', ['::1']],
    ['this machine in disguise', ['::ffff:127.0.0.1']],
    ['an inner address beside a public one', ['118.102.1.119', '10.0.0.7']],
    ['nothing', []],
  ])('refuses a known host that leads to %s', async (_, addresses) => {
    const { take } = fetchWith({ 'photo.zdn.vn': addresses });
    expect(await take('https://photo.zdn.vn/secret-name.jpg')).toEqual(UNREACHABLE);
    expect(logged).toContain('photo.zdn.vn');
    expect(logged).not.toContain('secret-name');
  });

  it.each([
    ['this machine', () => `${other.put('/inner', Buffer.from('x'))}`],
    ['the address of a cloud', () => 'http://169.254.169.254/latest/meta-data'],
    ['this machine by IPv6', () => 'https://[::1]/'],
    ['a known host inside', () => 'https://inside.zdn.vn/'],
    ['a file', () => 'file:///etc/passwd'],
    ['no address', () => 'https://'],
  ])('follows no redirect to %s', async (_, to) => {
    const { take } = fetchWith({ 'inside.zdn.vn': ['127.0.0.1'] });
    expect(await take(media.redirect('/away', to()))).toEqual(UNREACHABLE);
    expect(other.asked).toEqual([]);
  });

  it('follows two redirects and no third', async () => {
    media.put('/end', Buffer.from('abc'));
    media.redirect('/1', '/end');
    media.redirect('/2', '/1');
    const { take } = fetchWith();
    expect(await take(`${media.url}/2`)).toEqual({ bytes: Buffer.from('abc') });
    expect(await take(media.redirect('/3', '/2'))).toEqual(UNREACHABLE);
    expect(media.asked.filter((path) => path === '/end')).toHaveLength(1);
  });

  it.each([
    ['promises too much', () => media.put('/large', Buffer.alloc(1_001))],
    ['never ends', () => media.flood('/flood')],
  ])('cuts off what %s', async (_, lay) => {
    const { take } = fetchWith();
    expect(await take(lay())).toEqual({ fault: 'too_large' });
  });

  it('takes what is just not too much', async () => {
    const { take } = fetchWith();
    expect(await take(media.put('/fits', Buffer.alloc(1_000)))).toEqual({ bytes: Buffer.alloc(1_000) });
  });

  it.each([
    ['stalls', () => media.stall('/stall')],
    ['breaks off', () => media.breakOff('/broken')],
    ['is not there', () => `${media.url}/nowhere`],
  ])('gives up what %s', async (_, lay) => {
    const { take } = fetchWith();
    const url = lay();
    expect(await take(url, 200)).toEqual(UNREACHABLE);
    expect(logged).toContain(new URL(url).host);
    expect(logged).not.toContain(new URL(url).pathname);
  });

  it('gives up a name that nobody knows in time', async () => {
    const fetchMedia = createMediaFetch({
      hosts: { suffixes: ['zdn.vn'], origins: [] },
      logger: pino({ level: 'silent' }),
      resolve: () => new Promise(() => {}),
    });
    expect(await fetchMedia('https://photo.zdn.vn/a', AbortSignal.timeout(20))).toEqual(UNREACHABLE);
  });
});
