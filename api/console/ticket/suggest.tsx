// Has a reply suggested, with its sources; only the officer brings it into the box, and only the officer sends it.
/** @jsxImportSource react */

import { Button } from '@mantine/core';
import { Link } from 'wouter';
import { useChange } from '../client/reading.tsx';
import type { Suggestion } from '../client/shapes.ts';
import { useSay } from '../parts/announcer.tsx';
import { Failure } from '../parts/failure.tsx';
import { copilot as texts } from '../texts/copilot.ts';
import { addressOf } from './change.tsx';
import { Draft, useCopilot } from './draft.tsx';

/** To be keyed by the code: what was suggested for one ticket is nothing to another. */
export function Suggest({ code, onUse }: { code: string; onUse(text: string): void }) {
  const isOn = useCopilot();
  const say = useSay();
  const suggestion = useChange<void, Suggestion>({
    send: (client) => client.send('POST', `${addressOf(code)}/suggestion`),
    refreshes: [],
    onDone: () => say(texts.ready),
  });
  if (!isOn) return null;

  function use(text: string): void {
    onUse(text);
    suggestion.reset();
    say(texts.used);
  }

  const { data, isPending, error } = suggestion;
  return (
    <>
      <div>
        <Button variant="default" size="xs" loading={isPending} onClick={() => suggestion.mutate()}>
          {texts.suggest}
        </Button>
      </div>
      <Failure of={error} />
      {data && (
        <Draft mark={texts.mark} text={data.text} cut={data.cut}>
          {data.sources.length === 0 ? (
            <p className="dim small">{texts.noSources}</p>
          ) : (
            <>
              <p className="dim small">{texts.sources}</p>
              <ul className="draft-sources small">
                {data.sources.map((source) => (
                  <li key={`${source.kind} ${source.code}`}>
                    <Source {...source} />
                  </li>
                ))}
              </ul>
            </>
          )}
          <div className="draft-actions">
            <Button size="xs" onClick={() => use(data.text)}>
              {texts.use}
            </Button>
            <Button size="xs" variant="default" onClick={() => suggestion.reset()}>
              {texts.drop}
            </Button>
          </div>
        </Draft>
      )}
    </>
  );
}

const PLACES = { procedure: '/knowledge/procedures/', ticket: '/tickets/' } as const;

function Source({ kind, code, title }: Suggestion['sources'][number]) {
  const named = `${texts.kinds[kind]}: `;
  if (kind === 'canned_reply') return `${named}${title}`;
  return (
    <>
      {named}
      <Link href={`${PLACES[kind]}${code}`}>
        <span className="code">{code}</span> {title}
      </Link>
    </>
  );
}
