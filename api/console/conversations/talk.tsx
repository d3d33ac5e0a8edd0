// A conversation as it was: who said what and when, from which sources, and whether it arrived.
/** @jsxImportSource react */

import { Button } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { Link } from 'wouter';
import type { Said } from '../client/shapes.ts';
import { sayMoment } from '../client/time.ts';
import { Failure } from '../parts/failure.tsx';
import { conversations as texts } from '../texts/conversations.ts';
import { Delivery } from '../ticket/history.tsx';
import { RichText } from './rich-text.tsx';
import { useEarlier } from './transcript.ts';

export function Talk({
  id,
  label,
  activities,
  earlier,
}: {
  id: string;
  label: string;
  /** The newest, oldest first. */
  activities: readonly Said[];
  /** Whether there is more before them. */
  earlier: boolean;
}) {
  const box = useRef<HTMLDivElement>(null);
  const past = useEarlier(id, activities, earlier);
  const last = activities.at(-1)?.position;

  useEffect(() => {
    if (last !== undefined && box.current) box.current.scrollTop = box.current.scrollHeight;
  }, [last]);

  return (
    // It scrolls, so that the keyboard must be able to come here.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls has to be reached by keyboard
    <div className="talk" ref={box} role="log" aria-label={label} tabIndex={0}>
      {past.more && (
        <Button size="xs" variant="default" loading={past.loading} onClick={past.load}>
          {texts.earlier}
        </Button>
      )}
      <Failure of={past.refusal} />
      {activities.length === 0 && <p className="dim">{texts.noTalk}</p>}
      {[...past.said, ...activities].map(({ position, from, by, text, at, sources, ...sent }) => (
        <div key={position} className="said" data-from={from}>
          <p className="said-head">
            <strong>{by?.name ?? texts.from[from]}</strong> <time dateTime={at}>{sayMoment(at)}</time>
          </p>
          <RichText text={text} />
          {sources.length > 0 && (
            <div className="said-sources">
              <p>{texts.sources}</p>
              <ul>
                {sources.map(({ code, title }) => (
                  <li key={code}>
                    <Link href={`/knowledge/procedures/${code}`} title={title}>
                      <span className="code">{code}</span> {title}
                    </Link>
                  </li>
                ))}
              </ul>
            </div>
          )}
          {sent.delivery !== null && sent.delivery !== 'delivered' && (
            <Delivery of={sent.delivery} reason={sent.deliveryReason} />
          )}
        </div>
      ))}
    </div>
  );
}
