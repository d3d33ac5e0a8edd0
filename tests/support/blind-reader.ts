// A reader of photos that sees nothing on them, for tests that are about something else.

import type { PhotoReader } from '../../bot/ports.ts';

export const blindReader: PhotoReader = { look: async () => ({ kind: 'nothing' }) };
