// Where photos and files of Zalo lie, on loopback: what is put there, redirects, and the ways a download goes wrong.

import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type MediaServer = Awaited<ReturnType<typeof startMediaServer>>;

export async function startMediaServer() {
  const answers = new Map<string, (response: ServerResponse) => void>();
  const asked: string[] = [];
  const hostsAsked: (string | undefined)[] = [];
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    asked.push(path);
    hostsAsked.push(request.headers.host);
    const answer = answers.get(path);
    if (answer === undefined) response.writeHead(404).end();
    else answer(response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  function lay(path: string, answer: (response: ServerResponse) => void): string {
    answers.set(path, answer);
    return url + path;
  }

  return {
    url,
    /** Paths in the order they were asked for, and the hosts they were asked of. */
    asked,
    hostsAsked,
    /** Each of these resolves to the address that it lies at. */
    put: (path: string, bytes: Buffer, type = 'image/jpeg') =>
      lay(path, (response) => response.setHeader('Content-Type', type).end(bytes)),
    redirect: (path: string, to: string) =>
      lay(path, (response) => response.writeHead(302, { Location: to }).end()),
    /** Goes on for ever, as fast as it is read. */
    flood: (path: string) =>
      lay(path, (response) => {
        const more = Buffer.alloc(64 * 1024, 1);
        const pour = () => {
          while (!response.destroyed && response.write(more));
        };
        response.on('drain', pour);
        pour();
      }),
    /** Comes only once `arrive` is called. */
    later(path: string, bytes: Buffer): { url: string; arrive(): void } {
      let arrive = () => {};
      const arrival = new Promise<void>((resolve) => {
        arrive = resolve;
      });
      return { url: lay(path, (response) => void arrival.then(() => response.end(bytes))), arrive };
    },
    /** Begins and never ends. */
    stall: (path: string) => lay(path, (response) => void response.write('GIF')),
    /** Breaks off before what was promised has come. */
    breakOff: (path: string) =>
      lay(path, (response) => {
        response.writeHead(200, { 'Content-Length': '1000' });
        response.write('half', () => response.destroy());
      }),
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
