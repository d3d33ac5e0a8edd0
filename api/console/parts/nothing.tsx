// What an empty list says: that it is empty, and what that means.
/** @jsxImportSource react */

import type { ReactNode } from 'react';

export function Nothing({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="nothing">
      <p className="nothing-title">{title}</p>
      {children && <div className="nothing-more">{children}</div>}
    </div>
  );
}
