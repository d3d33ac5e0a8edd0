// The call on the line: what was typed so far, and how it is saved without being saved twice.

import { useRef } from 'react';
import { useKept } from '../client/kept.ts';
import { useChange } from '../client/reading.tsx';
import type { HotlineAnswer, LoggedTicket } from '../client/shapes.ts';
import { hotline } from '../texts/hotline.ts';

export interface Call {
  kind: 'question' | 'complaint';
  phone: string;
  question: string;
  /** The procedure chosen among several; empty while the question decides. */
  code: string;
  /** Null until it is changed by hand: then it is what was read from the screen. */
  told: string | null;
  category: string;
  agencyId: string;
  /** Null until it is changed by hand: then it is the question. */
  what: string | null;
  where: string;
  when: string;
  dossierCode: string;
  name: string;
  urgent: boolean;
  anonymous: boolean;
  /** When the first letter was typed. */
  startedAt: string | null;
}

const NEW_CALL: Call = {
  kind: 'question',
  phone: '',
  question: '',
  code: '',
  told: null,
  category: 'other',
  agencyId: '',
  what: null,
  where: '',
  when: '',
  dossierCode: '',
  name: '',
  urgent: false,
  anonymous: false,
  startedAt: null,
};

/** The call, kept through a reload. */
export function useCall() {
  const [kept, keep] = useKept('call');
  const call: Call = kept === '' ? NEW_CALL : { ...NEW_CALL, ...(JSON.parse(kept) as Partial<Call>) };
  return {
    call,
    change(part: Partial<Call>) {
      keep(JSON.stringify({ ...call, startedAt: call.startedAt ?? new Date().toISOString(), ...part }));
    },
    clear: () => keep(''),
  };
}

export const whatOf = (call: Call): string => call.what ?? call.question;
export const toldOf = (call: Call, answer: HotlineAnswer | null): string => call.told ?? answer?.spoken ?? '';

/** What was told has to be on record, except for a complaint: its caller is told the code. */
export function isComplete(call: Call, answer: HotlineAnswer | null): boolean {
  if (call.kind === 'complaint') return whatOf(call).trim() !== '';
  return call.question.trim() !== '' && toldOf(call, answer).trim() !== '';
}

/** Saves the call, and before it the complaint. `onDone` gets the ticket of a complaint, null of a question. */
export function useSaveCall(onDone: (ticket: LoggedTicket | null) => void) {
  // When the call cannot be noted after its ticket was, another try must not log a second ticket.
  const logged = useRef<LoggedTicket | null>(null);
  return useChange<{ call: Call; answer: HotlineAnswer | null }, LoggedTicket | null>({
    async send(client, { call, answer }) {
      if (call.kind === 'complaint') {
        logged.current ??= await client.send<LoggedTicket>('POST', '/api/tickets', {
          category: call.category,
          what: whatOf(call).trim(),
          where: orNull(call.where),
          when: orNull(call.when),
          agencyId: orNull(call.agencyId),
          dossierCode: orNull(call.dossierCode),
          urgent: call.urgent,
          anonymous: call.anonymous,
          name: call.anonymous ? null : orNull(call.name),
          phone: call.anonymous ? null : orNull(call.phone),
        });
      }
      const code = logged.current?.code ?? null;
      await client.send('POST', '/api/hotline/calls', {
        phone: call.anonymous ? null : orNull(call.phone),
        question: (call.question || whatOf(call)).trim(),
        told: toldOf(call, answer).trim() || hotline.log.toldCode(code ?? ''),
        procedureCode: answer?.procedure?.code ?? null,
        ticketCode: code,
        startedAt: call.startedAt ?? new Date().toISOString(),
      });
      const ticket = logged.current;
      logged.current = null;
      return ticket;
    },
    refreshes: ['/api/tickets?', '/api/hotline/caller', '/api/overview'],
    onDone,
  });
}

function orNull(text: string): string | null {
  return text.trim() || null;
}
