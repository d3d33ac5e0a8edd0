// What this number has called or complained about before.
/** @jsxImportSource react */

import { useDebouncedValue } from '@mantine/hooks';
import { Link } from 'wouter';
import { useRead } from '../client/reading.tsx';
import type { CallerHistory } from '../client/shapes.ts';
import { sayDate, sayMoment } from '../client/time.ts';
import { Failure } from '../parts/failure.tsx';
import { StatusMark } from '../parts/mark.tsx';
import { hotline as texts } from '../texts/hotline.ts';
import { words } from '../texts/words.ts';

const FEWEST_DIGITS = 9;
const TYPING_MS = 300;

export function EarlierCases({ phone }: { phone: string }) {
  const [asked] = useDebouncedValue(phone.trim(), TYPING_MS);
  const known = asked.replace(/\D/g, '').length >= FEWEST_DIGITS;
  const read = useRead<CallerHistory>(
    known ? `/api/hotline/caller?phone=${encodeURIComponent(asked)}` : null,
  );
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
              {ticket.dueAt && <span className="dim">{words.clock.due(sayDate(ticket.dueAt))}</span>}
            </li>
          ))}
        </ul>
      )}
      {calls.length > 0 && (
        <ul className="plain-list" aria-label={texts.earlierCalls}>
          {calls.map(({ at, summary, ticketCode }) => (
            <li key={at}>
              <time className="dim" dateTime={at}>
                {sayMoment(at)}
              </time>{' '}
              {summary}{' '}
              {ticketCode && (
                <Link href={`/tickets/${ticketCode}`} className="code">
                  {ticketCode}
                </Link>
              )}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
