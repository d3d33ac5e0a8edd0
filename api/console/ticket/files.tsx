// What the citizen attached, to be looked at.
/** @jsxImportSource react */

import { Paper } from '@mantine/core';
import type { TicketView } from '../client/shapes.ts';
import { Icon } from '../parts/icons.tsx';
import { shell } from '../texts/shell.ts';
import { ticket as texts } from '../texts/ticket.ts';
import { addressOf } from './change.tsx';

export function Files({ ticket: { code, attachments } }: { ticket: TicketView }) {
  if (attachments.length === 0) return null;
  return (
    <Paper withBorder p="md" component="section" aria-labelledby="files-title">
      <h2 id="files-title">{texts.files.title}</h2>
      <ul className="files">
        {attachments.map(({ id, name, type, bytes }) => (
          <li key={id}>
            <a href={`${addressOf(code)}/attachments/${id}`} target="_blank" rel="noopener">
              {type.startsWith('image/') ? (
                <img src={`${addressOf(code)}/attachments/${id}`} alt="" loading="lazy" />
              ) : (
                <Icon name="file" size={28} />
              )}
              <span>
                {name} <span className="hidden">{shell.newTab}</span>
                <span className="dim small">{texts.files.kilobytes(bytes)}</span>
              </span>
            </a>
          </li>
        ))}
      </ul>
    </Paper>
  );
}
