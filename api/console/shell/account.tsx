// Whose console it is, its colours, and the way out.
/** @jsxImportSource react */

import { Button, Menu, useMantineColorScheme } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useLocation } from 'wouter';
import { forgetKept } from '../client/kept.ts';
import { useChange, useClient } from '../client/reading.tsx';
import { SESSION } from '../client/session.ts';
import type { Session } from '../client/shapes.ts';
import { Icon, type IconName } from '../parts/icons.tsx';
import { shell } from '../texts/shell.ts';
import { words } from '../texts/words.ts';

const COLORS: readonly { scheme: 'light' | 'dark' | 'auto'; icon: IconName }[] = [
  { scheme: 'light', icon: 'sun' },
  { scheme: 'dark', icon: 'moon' },
  { scheme: 'auto', icon: 'device' },
];

export function Account({ staff }: { staff: Session['staff'] }) {
  // Without `keepTransitions` a style element would be written, which the page's policy forbids.
  const { colorScheme, setColorScheme } = useMantineColorScheme({ keepTransitions: true });
  const client = useClient();
  const queries = useQueryClient();
  const [, go] = useLocation();
  const signOut = useChange<void>({
    send: () => client.send('DELETE', SESSION),
    refreshes: [],
    onDone() {
      forgetKept();
      client.setToken(null);
      queries.setQueryData([SESSION], null);
      queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== SESSION });
    },
  });

  return (
    <Menu position="bottom-end" width={240} transitionProps={{ duration: 0 }}>
      <Menu.Target>
        <Button
          variant="subtle"
          size="sm"
          px="xs"
          leftSection={<Icon name="user" />}
          className="account"
          aria-label={shell.account(staff.name)}
        >
          <span className="account-name">{staff.name}</span>
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          {words.role[staff.role]}
          {staff.agency && ` · ${staff.agency.name}`}
        </Menu.Label>
        <Menu.Item leftSection={<Icon name="sessions" size={18} />} onClick={() => go('/sessions')}>
          {shell.places.sessions}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Label>{shell.colorsLabel}</Menu.Label>
        {COLORS.map(({ scheme, icon }) => (
          <Menu.Item
            key={scheme}
            leftSection={<Icon name={icon} size={18} />}
            rightSection={colorScheme === scheme ? <Icon name="done" size={16} /> : null}
            onClick={() => setColorScheme(scheme)}
          >
            {shell.colors[scheme]}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item leftSection={<Icon name="back" size={18} />} onClick={() => signOut.mutate()}>
          {shell.signOut}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
