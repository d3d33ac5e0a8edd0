// What this number has called or complained about before.
/** @jsxImportSource react */

import { useDebouncedValue } from '@mantine/hooks';
import { Link } from 'wouter';
import { useRead } from '../client/reading.tsx';
import type { CallerHistory } from '../client/shapes.ts';
import { sayMoment } from '../client/time.ts';
import { Failure } from '../parts/failure.tsx';
import { ClockMark, StatusMark } from '../parts/mark.tsx';
import { hotline as texts } from '../texts/hotline.ts';

const FEWEST_DIGITS = 9;
const TYPING_MS = 300;

export function EarlierCases({ phone }: { phone: string }) {
  const [digits] = useDebouncedValue(phone.replace(/\D/g, ''), TYPING_MS);
  const known = digits.length >= FEWEST_DIGITS;
  const read = useRead<CallerHistory>(known ? `/api/hotline/caller?phone=${digits}` : null);
  if (!known) return null;
  if (read.isError) return <Failure of={read.error} onRetry={() => void read.refetch()} />;
  if (!read.data) return null;
  const { tickets, calls } = read.data;
  return (
    <section className="earlier" aria-label={texts.earlier}>
      <h2>{texts.earlier}</h2>
      {tickets.length + calls.length === 0 && <p className="dim">{texts.noEarlier}</p>}
      {tickets.length > 0 && (
        <ul className="plain-list" aria-label={texts.earlierTickets}>
          {tickets.map((ticket) => (
            <li key={ticket.code}>
              <Link href={`/tickets/${ticket.code}`}>{ticket.summary}</Link>{' '}
              <span className="code dim">{ticket.code}</span> <StatusMark status={ticket.status} />{' '}
              <ClockMark ticket={ticket} />
            </li>
          ))}
        </ul>
      )}
      {calls.length > 0 && (
        <ul className="plain-list" aria-label={texts.earlierCalls}>
          {calls.map(({ at, summary }) => (
            <li key={at}>
              <time className="dim" dateTime={at}>
                {sayMoment(at)}
              </time>{' '}
              {summary}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
