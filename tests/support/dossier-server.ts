// A system of dossiers on a port of this machine that answers, fails, hangs or talks nonsense as a test says.

import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Behaviour = (response: ServerResponse, code: string) => void;

export const json =
  (body: unknown, status = 200): Behaviour =>
  (response) => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  };
/** Takes the request and never answers. */
export const hang: Behaviour = () => {};
/** Begins an answer and never ends it. */
export const stall: Behaviour = (response) => {
  response.writeHead(200, { 'content-type': 'application/json' }).write('{"procedureTitle":"Đăng');
};
/** Closes half-way through an answer that had promised to be longer. */
export const breakOff: Behaviour = (response) => {
  response.writeHead(200, { 'content-length': '1000' });
  response.write('{"procedureTitle":', () => response.destroy());
};
export const text =
  (body: string, status = 200, headers: Record<string, string> = {}): Behaviour =>
  (response) => {
    response.writeHead(status, headers).end(body);
  };

export type DossierServer = Awaited<ReturnType<typeof startDossierServer>>;

export async function startDossierServer() {
  let behave: Behaviour = json({}, 404);
  const requests: { url: string; headers: Record<string, unknown> }[] = [];
  const server = createServer((request, response) => {
    requests.push({ url: request.url ?? '', headers: request.headers });
    behave(response, decodeURIComponent((request.url ?? '').split('/').at(-1) ?? ''));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    urlTemplate: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hoso/{code}`,
    requests,
    does(behaviour: Behaviour) {
      behave = behaviour;
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
