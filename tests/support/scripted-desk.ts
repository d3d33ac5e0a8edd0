// A desk that a test directs: the console served as the product serves it, and its interface answered from memory.
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type Response } from 'express';
import { pino } from 'pino';
import { buildConsole } from '../../api/console/build.ts';
import type { Session } from '../../api/console/client/shapes.ts';
import { createConsoleRouter } from '../../api/console/serve.ts';
import { answerProblems, unknownRoute } from '../../api/problem.ts';
import { securityHeaders } from '../../api/security-headers.ts';
import { answerCopilot } from './scripted-desk/copilot.ts';
import { answerOthers } from './scripted-desk/other-routes.ts';
import { ago, ME } from './scripted-desk/people-and-tickets.ts';
import { freshState, refuse } from './scripted-desk/state.ts';
import { answerTickets } from './scripted-desk/ticket-routes.ts';

const TOKEN = 'csrf-of-the-test';

/** `state` is read at every request; `heard` lists what was changed, as `METHOD path` with the body. */
export async function startScriptedDesk() {
  const state = freshState();
  const reset = () => void Object.assign(state, freshState());

  const listeners = new Set<Response>();
  const app = express();
  app.use(securityHeaders({ https: false }), express.json());
  app.use(createConsoleRouter({ build: buildConsole }));

  const session = (): Session => ({
    staff: { ...ME, username: 'hanh.nguyen', role: state.role, agency: null },
    csrfToken: TOKEN,
    permissions: [],
  });
  const signedOut = {
    status: 401,
    kind: 'unauthenticated',
    title: 'Chưa xác thực',
    detail: 'Chưa đăng nhập.',
  };

  app.use('/api', (request, response, next) => {
    const name = `${request.method} ${request.originalUrl.split('?')[0]}`;
    const entering = name.startsWith('POST /api/session');
    if (request.method !== 'GET' && !name.endsWith('/looking'))
      state.heard.push({ request: name, body: request.body });
    if (state.refuse?.request === name) {
      const { as } = state.refuse;
      state.refuse = null;
      return void refuse(response, as);
    }
    if (!state.signedIn && !entering) return void refuse(response, signedOut);
    if (request.method !== 'GET' && !entering && request.get('x-csrf-token') !== TOKEN)
      return void refuse(response, { ...signedOut, status: 403, kind: 'forged' });
    next();
  });

  app.post('/api/session', (request, response) => {
    if (request.body.code === undefined)
      return void refuse(response, { ...signedOut, kind: 'second_factor_needed' });
    state.signedIn = true;
    response.json(session());
  });
  app.get('/api/session', (_request, response) => void response.json(session()));
  app.delete('/api/session', (_request, response) => {
    state.signedIn = false;
    response.status(204).end();
  });
  app.get('/api/session/list', (_request, response) => {
    const own = { createdAt: ago(0.3), lastSeenAt: ago(0.01) };
    const windows = 'Mozilla/5.0 (Windows NT 10.0) Chrome/130.0 Safari/537.36';
    response.json({
      sessions: [
        { ...own, id: '1', userAgent: windows, current: true },
        { ...own, id: '2', userAgent: 'Mozilla/5.0 (Android 15) Firefox/131.0', current: false },
      ],
    });
  });
  app.post('/api/session/invitation', (_request, response) => {
    const qrSvg =
      '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M1 1h3v3H1zM5 1h3v3H5zM1 5h3v3H1z"/></svg>';
    response.json({ username: 'hanh.nguyen', otpauthUrl: 'otpauth://totp/x?secret=A', qrSvg });
  });
  app.post('/api/session/second-factor', (_request, response) => {
    state.signedIn = true;
    response.json(session());
  });

  app.get('/api/live', (request, response) => {
    response.set({ 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
    response.write(': ready\n\n');
    listeners.add(response);
    request.on('close', () => listeners.delete(response));
  });

  answerTickets(app, state);
  answerOthers(app, state);
  answerCopilot(app, state);
  app.use(unknownRoute, answerProblems({ logger: pino({ level: 'silent' }) }));
  const server = createServer(app);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    state,
    reset,
    /** What was changed by `METHOD path`, bodies only. */
    bodies: (request: string) => state.heard.filter((one) => one.request === request).map(({ body }) => body),
    hint(event: 'ticket' | 'conversation' | 'queue', data: object): void {
      for (const response of listeners) response.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
    },
    async close(): Promise<void> {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export type ScriptedDesk = Awaited<ReturnType<typeof startScriptedDesk>>;
