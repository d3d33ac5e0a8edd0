// What stands around every screen: skip link, places, who is signed in, whether hints arrive.
/** @jsxImportSource react */

import { Button, UnstyledButton } from '@mantine/core';
import { type ReactNode, useEffect, useState } from 'react';
import { Link, useLocation } from 'wouter';
import { useLive } from '../client/live.ts';
import { useStaff } from '../client/session.ts';
import { Icon } from '../parts/icons.tsx';
import { useKeys } from '../parts/keys.ts';
import { shell } from '../texts/shell.ts';
import { Account } from './account.tsx';
import { PLACES } from './places.ts';
import { Shortcuts } from './shortcuts.tsx';

export function Frame({ children }: { children: ReactNode }) {
  const staff = useStaff();
  const connected = useLive();
  const [location] = useLocation();
  const [menu, setMenu] = useState(false);
  const [shortcuts, setShortcuts] = useState(false);
  useKeys({ '?': () => setShortcuts(true) });

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new place closes the menu of the old one
  useEffect(() => setMenu(false), [location]);

  return (
    <div className="frame">
      <a className="skip" href="#main">
        {shell.skip}
      </a>
      <header className="frame-head">
        <UnstyledButton
          className="menu-button"
          aria-expanded={menu}
          aria-controls="places"
          onClick={() => setMenu(!menu)}
        >
          <Icon name="menu" />
          <span>{shell.menu}</span>
        </UnstyledButton>
        <Link href="/tickets" className="brand">
          <strong>{shell.title}</strong>
          <span>{shell.center}</span>
        </Link>
        <div className="frame-tools">
          <Button
            variant="subtle"
            size="sm"
            px="xs"
            aria-label={shell.keys.show}
            className="keys-button"
            onClick={() => setShortcuts(true)}
          >
            <Icon name="keyboard" />
          </Button>
          <Account staff={staff} />
        </div>
      </header>
      <nav id="places" className="places" aria-label={shell.menu} data-open={menu}>
        {PLACES.filter(({ roles }) => roles.includes(staff.role)).map(({ path, label, icon }) => (
          <Link
            key={path}
            href={path}
            className="place"
            aria-current={location === path || location.startsWith(`${path}/`) ? 'page' : undefined}
          >
            <Icon name={icon} />
            {label}
          </Link>
        ))}
      </nav>
      <main id="main" tabIndex={-1}>
        <div role="status">{!connected && <p className="lost">{shell.lost}</p>}</div>
        {children}
      </main>
      {shortcuts && <Shortcuts onClose={() => setShortcuts(false)} />}
    </div>
  );
}
