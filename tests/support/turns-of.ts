// A turn for tests of single dialogs, with nothing around it.

import { freshState } from '../../bot/state.ts';
import type { Turn } from '../../bot/turn.ts';

export function aTurn(differing: Partial<Turn> = {}): Turn {
  return {
    conversation: {
      id: 'direct-line:one',
      channel: 'direct-line',
      userId: 'dl_citizen',
      caller: null,
      mode: 'bot',
    },
    position: 1,
    now: new Date('2026-11-02T08:00:00+07:00'),
    state: freshState(),
    record: {},
    together: [],
    showSoFar: () => {},
    signal: new AbortController().signal,
    ...differing,
  };
}
