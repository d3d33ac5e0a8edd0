// Tabs that are links: each has its address, and the browser's back goes back.
/** @jsxImportSource react */

import { useEffect, useRef } from 'react';
import { Link } from 'wouter';

export interface LinkTab {
  href: string;
  label: string;
  current: boolean;
  count?: number;
}

export function LinkTabs({ label, tabs }: { label: string; tabs: readonly LinkTab[] }) {
  const nav = useRef<HTMLElement>(null);
  const current = tabs.find((tab) => tab.current)?.href;

  // On a small screen the tabs scroll, and the one that is shown must not be the one out of sight.
  // biome-ignore lint/correctness/useExhaustiveDependencies: looked for again when another tab is current
  useEffect(() => {
    const tab = nav.current?.querySelector('[aria-current="page"]');
    tab?.scrollIntoView({ inline: 'center', block: 'nearest' });
  }, [current]);

  return (
    <nav className="tabs" aria-label={label} ref={nav}>
      {tabs.map(({ href, label: name, current, count }) => (
        <Link key={href} href={href} aria-current={current ? 'page' : undefined} className="tab">
          {name}
          {count !== undefined && <span className="tab-count">{sayCount(count)}</span>}
        </Link>
      ))}
    </nav>
  );
}

/** Counting ends at a thousand: more are as many to whoever has to work them off. */
function sayCount(count: number): string {
  return count < 1_000 ? String(count) : '1000+';
}
