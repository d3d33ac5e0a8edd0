// Several citizens about one thing: the incident it belongs to, the others of it, and what looks alike.
/** @jsxImportSource react */

import { Button, Paper } from '@mantine/core';
import { Link } from 'wouter';
import type { TicketView } from '../client/shapes.ts';
import { sayDate } from '../client/time.ts';
import { Failure } from '../parts/failure.tsx';
import { ticket as texts } from '../texts/ticket.ts';
import { useTicketChange } from './change.tsx';

const { incident } = texts;

export function Incident({ ticket }: { ticket: TicketView }) {
  const { incidentCode, linkedCodes } = ticket;
  const link = useTicketChange(ticket, { action: 'link', said: incident.done });
  const similar = ticket.similar.filter(({ code }) => code !== incidentCode && !linkedCodes.includes(code));
  if (incidentCode === null && linkedCodes.length === 0 && similar.length === 0) return null;
  return (
    <Paper withBorder p="md" component="section" aria-labelledby="incident-title">
      <h2 id="incident-title">{incident.title}</h2>
      {incidentCode !== null && (
        <p className="incident-row">
          <span>
            {incident.of} <CodeLink code={incidentCode} />
          </span>
          <Button
            size="compact-xs"
            variant="default"
            loading={link.pending}
            onClick={() => link.run({ incidentCode: null })}
          >
            {incident.unlink}
          </Button>
        </p>
      )}
      {linkedCodes.length > 0 && (
        <p>
          {incident.linked}:{' '}
          {linkedCodes.map((code) => (
            <span key={code} className="code-list">
              <CodeLink code={code} />
            </span>
          ))}
        </p>
      )}
      {similar.length > 0 && incidentCode === null && (
        <>
          <h3>{incident.similar}</h3>
          <ul className="similar">
            {similar.map(({ code, summary, openedAt }) => (
              <li key={code}>
                <div>
                  <p>{summary}</p>
                  <p className="dim small">
                    <CodeLink code={code} /> · {sayDate(openedAt)}
                  </p>
                </div>
                <Button
                  size="compact-sm"
                  variant="default"
                  loading={link.pending}
                  aria-label={incident.linkTo(code)}
                  onClick={() => link.run({ incidentCode: code })}
                >
                  {incident.link}
                </Button>
              </li>
            ))}
          </ul>
        </>
      )}
      {link.notice ?? <Failure of={link.refusal} />}
    </Paper>
  );
}

function CodeLink({ code }: { code: string }) {
  return (
    <Link href={`/tickets/${code}`} className="code">
      {code}
    </Link>
  );
}
