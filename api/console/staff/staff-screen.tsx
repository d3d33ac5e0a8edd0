// The people at the desk: who they are, what they may do, and how they come in.
/** @jsxImportSource react */

import { Button, Table } from '@mantine/core';
import { useState } from 'react';
import { useChange, useRead } from '../client/reading.tsx';
import { useStaff } from '../client/session.ts';
import type { Colleague } from '../client/shapes.ts';
import { useSay } from '../parts/announcer.tsx';
import { Failure } from '../parts/failure.tsx';
import { Loading } from '../parts/loading.tsx';
import { Mark } from '../parts/mark.tsx';
import { Screen } from '../parts/screen.tsx';
import { shell } from '../texts/shell.ts';
import { staff as texts } from '../texts/staff.ts';
import { words } from '../texts/words.ts';
import { Deactivate } from './deactivate.tsx';
import { Invitation } from './invitation.tsx';
import { MemberDialog } from './member-dialog.tsx';

export interface Invited {
  colleague: Pick<Colleague, 'id' | 'name'>;
  url: string;
  expiresAt: string;
}

export function StaffScreen() {
  const me = useStaff();
  const say = useSay();
  const read = useRead<{ staff: readonly Colleague[] }>('/api/staff');
  const [editing, setEditing] = useState<Colleague | 'new' | null>(null);
  const [closing, setClosing] = useState<Colleague | null>(null);
  const [invited, setInvited] = useState<Invited | null>(null);
  const invite = useChange<Pick<Colleague, 'id' | 'name'>, Omit<Invited, 'colleague'>>({
    send: (client, { id }) => client.send('POST', `/api/staff/${id}/invitation`),
    refreshes: ['/api/staff'],
    onDone: (invitation, { id, name }) => setInvited({ colleague: { id, name }, ...invitation }),
  });
  const activate = useChange<string>({
    send: (client, id) => client.send('PATCH', `/api/staff/${id}`, { active: true }),
    refreshes: ['/api/staff'],
    onDone: () => say(texts.saved),
  });

  return (
    <Screen title={texts.title} aside={<Button onClick={() => setEditing('new')}>{texts.add}</Button>}>
      {invited && <Invitation {...invited} onClose={() => setInvited(null)} />}
      <Failure of={invite.error ?? activate.error} />
      {read.isPending && <Loading lines={5} height={52} />}
      {read.isError && <Failure of={read.error} onRetry={() => void read.refetch()} />}
      {read.data && (
        <Table className="stacking" verticalSpacing="sm">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{texts.name}</Table.Th>
              <Table.Th>{texts.role}</Table.Th>
              <Table.Th>{texts.agency}</Table.Th>
              <Table.Th>{texts.state}</Table.Th>
              <Table.Th>{texts.actions}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {read.data.staff.map((colleague) => (
              <Table.Tr key={colleague.id}>
                <Table.Td>
                  <strong>{colleague.name}</strong>
                  <br />
                  <span className="dim small">{colleague.username}</span>
                </Table.Td>
                <Table.Td>{words.role[colleague.role]}</Table.Td>
                <Table.Td>{colleague.agency?.name ?? texts.noAgency}</Table.Td>
                <Table.Td>
                  <StateMark of={colleague} />
                </Table.Td>
                <Table.Td className="row-actions">
                  <Button
                    size="compact-sm"
                    variant="subtle"
                    aria-label={texts.edit(colleague.name)}
                    onClick={() => setEditing(colleague)}
                  >
                    {shell.edit}
                  </Button>
                  {colleague.active ? (
                    <>
                      <Button
                        size="compact-sm"
                        variant="subtle"
                        aria-label={texts.inviteOne(colleague.name)}
                        disabled={invite.isPending}
                        onClick={() => invite.mutate(colleague)}
                      >
                        {texts.invite}
                      </Button>
                      {colleague.id !== me.id && (
                        <Button
                          size="compact-sm"
                          variant="subtle"
                          color="red"
                          aria-label={texts.deactivateOne(colleague.name)}
                          onClick={() => setClosing(colleague)}
                        >
                          {texts.deactivate}
                        </Button>
                      )}
                    </>
                  ) : (
                    <Button
                      size="compact-sm"
                      variant="subtle"
                      aria-label={texts.activateOne(colleague.name)}
                      disabled={activate.isPending}
                      onClick={() => activate.mutate(colleague.id)}
                    >
                      {texts.activate}
                    </Button>
                  )}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
      {editing && (
        <MemberDialog
          colleague={editing === 'new' ? null : editing}
          onClose={() => setEditing(null)}
          onAdded={(added) => {
            setEditing(null);
            invite.mutate(added);
          }}
        />
      )}
      {closing && <Deactivate colleague={closing} onClose={() => setClosing(null)} />}
    </Screen>
  );
}

function StateMark({ of: { active, signedUp } }: { of: Colleague }) {
  if (!active) return <Mark tone="plain">{texts.states.inactive}</Mark>;
  return signedUp ? (
    <Mark tone="good">{texts.states.active}</Mark>
  ) : (
    <Mark tone="soon">{texts.states.invited}</Mark>
  );
}
