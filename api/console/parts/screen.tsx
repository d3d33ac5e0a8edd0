// What every screen begins with: its title, in the page and in the tab, which takes the focus when one comes to it.
/** @jsxImportSource react */

import { Title } from '@mantine/core';
import { type ReactNode, useEffect, useRef } from 'react';
import { shell } from '../texts/shell.ts';

/** The first screen leaves the focus where the browser put it. */
let first = true;

export function Screen({
  title,
  aside,
  children,
}: {
  title: string;
  aside?: ReactNode;
  children: ReactNode;
}) {
  const heading = useRef<HTMLHeadingElement>(null);

  useEffect(() => {
    document.title = `${title} – ${shell.title}`;
  }, [title]);
  useEffect(() => {
    // A field that has asked for the focus keeps it.
    const isTaken = document.activeElement?.matches('input, textarea, select') ?? false;
    if (!first && !isTaken) heading.current?.focus();
    first = false;
  }, []);

  return (
    <>
      <div className="screen-head">
        <Title order={1} ref={heading} tabIndex={-1}>
          {title}
        </Title>
        {aside}
      </div>
      {children}
    </>
  );
}
