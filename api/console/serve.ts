// Serves the console: one page for all of its screens, and the files that the page loads.

import { createHash } from 'node:crypto';
import { type Request, type Response, Router } from 'express';
import { Problem } from '../problem.ts';
import type { BuiltConsole } from './build.ts';
import { consolePage } from './page.ts';

/** A file's name changes with its content. */
const FOREVER = 'public, max-age=31536000, immutable';

/** `GET /console/…`. `build` is called when somebody first asks, so that citizens and the start wait for nothing. */
export function createConsoleRouter({ build }: { build: () => Promise<BuiltConsole> }): Router {
  let building: Promise<BuiltConsole> | null = null;
  function built(): Promise<BuiltConsole> {
    building ??= build().catch((error: unknown) => {
      building = null;
      throw error;
    });
    return building;
  }

  const router = Router();

  router.get('/console/assets/:name', async (request: Request<{ name: string }>, response) => {
    const asset = (await built()).assets.get(request.params.name);
    if (!asset) throw new Problem('not_found');
    const encoding = request.acceptsEncodings('br', 'gzip', 'identity') || 'identity';
    response.set({ 'Content-Type': asset.type, 'Cache-Control': FOREVER, Vary: 'Accept-Encoding' });
    if (encoding !== 'identity') response.set('Content-Encoding', encoding);
    response.send(encoding === 'br' ? asset.brotli : encoding === 'gzip' ? asset.gzip : asset.raw);
  });

  router.get(['/console', '/console/*screen'], async (request: Request, response: Response) => {
    const page = consolePage(await built());
    const etag = createHash('sha256').update(page).digest('base64url').slice(0, 22);
    response.set({
      'Content-Type': 'text/html; charset=utf-8',
      'Cache-Control': 'no-cache',
      ETag: `"${etag}"`,
      // An address of the console can name a ticket.
      'Referrer-Policy': 'no-referrer',
    });
    if (request.fresh) response.status(304).end();
    else response.send(page);
  });

  return router;
}
