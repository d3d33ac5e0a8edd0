// The complaint just logged, with what the caller has to write down.
/** @jsxImportSource react */

import { Alert } from '@mantine/core';
import { Link } from 'wouter';
import type { LoggedTicket } from '../client/shapes.ts';
import { sayDate } from '../client/time.ts';
import { hotline } from '../texts/hotline.ts';

const texts = hotline.logged;

export function Logged({ ticket: { code, key, dueAt } }: { ticket: LoggedTicket }) {
  return (
    <Alert color="sea" title={texts.title} role="status">
      <p>{texts.read}</p>
      <dl className="logged">
        <div>
          <dt>{texts.code}</dt>
          <dd className="code">{code}</dd>
        </div>
        <div>
          <dt>{texts.key}</dt>
          <dd className="code">{key}</dd>
        </div>
      </dl>
      <p>
        {dueAt === null ? texts.noDue : texts.due(sayDate(dueAt))}{' '}
        <Link href={`/tickets/${code}`}>{texts.open}</Link>
      </p>
    </Alert>
  );
}
