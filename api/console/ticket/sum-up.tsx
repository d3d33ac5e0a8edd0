// Has a long conversation summed up, above it.
/** @jsxImportSource react */

import { Button } from '@mantine/core';
import { useChange } from '../client/reading.tsx';
import type { Summary } from '../client/shapes.ts';
import { useSay } from '../parts/announcer.tsx';
import { Failure } from '../parts/failure.tsx';
import { copilot as texts } from '../texts/copilot.ts';
import { addressOf } from './change.tsx';
import { Draft, useCopilot } from './draft.tsx';

/** So many messages are read as fast as a summary of them. */
export const SHORT = 8;

/** To be keyed by the code. */
export function SumUp({ code }: { code: string }) {
  const isOn = useCopilot();
  const say = useSay();
  const summary = useChange<void, Summary>({
    send: (client) => client.send('POST', `${addressOf(code)}/summary`),
    refreshes: [],
    onDone: () => say(texts.summary.ready),
  });
  if (!isOn) return null;
  const { data, isPending, error } = summary;
  return (
    <>
      <div>
        <Button variant="default" size="xs" loading={isPending} onClick={() => summary.mutate()}>
          {texts.summary.action}
        </Button>
      </div>
      <Failure of={error} />
      {data && (
        <Draft mark={texts.summary.mark} text={data.text} cut={data.cut}>
          <div className="draft-actions">
            <Button size="xs" variant="default" onClick={() => summary.reset()}>
              {texts.summary.close}
            </Button>
          </div>
        </Draft>
      )}
    </>
  );
}
