// Serves the widget's script to any page.
import { type Request, type Response, Router } from 'express';
import type { BuiltWidget } from './build.ts';

/** A page asks again after an hour; for a day more it may use the old script while it asks. */
const CACHE = 'public, max-age=3600, stale-while-revalidate=86400';

/** `GET /widget.js`, compressed as the browser accepts, 304 when it has it already. */
export function createWidgetRouter({ widget }: { widget: BuiltWidget }): Router {
  const router = Router();
  router.get('/widget.js', (request: Request, response: Response) => {
    const encoding = request.acceptsEncodings('br', 'gzip', 'identity') || 'identity';
    response.set({
      'Content-Type': 'text/javascript; charset=utf-8',
      'Cache-Control': CACHE,
      Vary: 'Accept-Encoding',
      ETag: `"${widget.etag}-${encoding}"`,
      // Other sites embed it; without these their browsers may refuse to.
      'Cross-Origin-Resource-Policy': 'cross-origin',
      'Access-Control-Allow-Origin': '*',
      'X-Content-Type-Options': 'nosniff',
    });
    if (encoding !== 'identity') response.set('Content-Encoding', encoding);
    if (request.fresh) {
      response.status(304).end();
      return;
    }
    response.send(encoding === 'br' ? widget.brotli : encoding === 'gzip' ? widget.gzip : widget.js);
  });
  return router;
}
