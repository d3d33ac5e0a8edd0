// Tabs that are links: each has its address, and the browser's back goes back.
/** @jsxImportSource react */

import { Link } from 'wouter';

export interface LinkTab {
  href: string;
  label: string;
  current: boolean;
  count?: number;
}

export function LinkTabs({ label, tabs }: { label: string; tabs: readonly LinkTab[] }) {
  return (
    <nav className="tabs" aria-label={label}>
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
