// The pages of Zalo behind a sign-in by QR code, as zca-js asks them: a code, then a phone that a test holds.

import type { ServerResponse } from 'node:http';

/** A black dot. */
export const CODE_PNG =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==';

const ON_PHONE_DECLINED = -13;

export function createSignInPages() {
  const waiting = new Map<string, ServerResponse>();
  let broken = false;

  function json(response: ServerResponse, value: object): true {
    response.setHeader('Content-Type', 'application/json').end(JSON.stringify(value));
    return true;
  }

  function hold(step: string, response: ServerResponse): true {
    waiting.set(step, response);
    response.on('close', () => waiting.get(step) === response && waiting.delete(step));
    return true;
  }

  function release(step: string, value: object): void {
    const response = waiting.get(step);
    if (response === undefined) throw new Error(`Nobody waits for the phone to ${step}`);
    json(response, value);
  }

  return {
    /** Answers what belongs to a sign-in; false for everything else. */
    answer(path: string, response: ServerResponse): boolean {
      const step = /^\/account\/authen\/qr\/waiting-(scan|confirm)$/.exec(path)?.[1];
      if (step !== undefined) return hold(step, response);
      if (path === '/account/authen/qr/generate') {
        const image = `data:image/png;base64,${CODE_PNG}`;
        return json(response, { error_code: 0, data: { code: 'code', token: 'token', image } });
      }
      if (path === '/jr/userinfo') return json(response, { error_code: 0, data: { logged: true, info: {} } });
      if (path === '/account') {
        response.end(broken ? '<html>' : '<script src="https://stc-zlogin.zdn.vn/main-2.44.10.js"></script>');
        return true;
      }
      return path.startsWith('/account/') && json(response, { error_code: 0, data: {} });
    },
    /** What a phone may do now: `scan` before, `confirm` after the scan. */
    waiting: () => [...waiting.keys()],
    scan: () => release('scan', { error_code: 0, data: { display_name: 'Trung tâm', avatar: '' } }),
    confirm: () => release('confirm', { error_code: 0 }),
    decline: () => release('confirm', { error_code: ON_PHONE_DECLINED }),
    /** Zalo has changed its page, as it may on any day. */
    breakPage: () => {
      broken = true;
    },
  };
}
