// Today in figures.
/** @jsxImportSource react */

import { Link } from 'wouter';
import type { Overview } from '../client/shapes.ts';
import { overview as texts } from '../texts/overview.ts';

type Today = Overview['today'];

/** Where a figure leads, so that a number is never a dead end. */
const LEADS: Partial<Record<keyof Today, string>> = {
  opened: '/tickets?view=open&sort=newest',
  dueSoon: '/tickets?view=due_soon',
  overdue: '/tickets?view=overdue',
  waitingConversations: '/conversations',
};

export function Figures({ today }: { today: Today }) {
  return (
    <section className="figures" aria-label={texts.today}>
      {(Object.keys(texts.figures) as (keyof Today)[]).map((name) => {
        const href = LEADS[name];
        const figure = (
          <>
            <span className="figure-value">{sayFigure(name, today)}</span>
            <span className="figure-name">{texts.figures[name]}</span>
          </>
        );
        const late = name === 'overdue' && today.overdue > 0;
        return href ? (
          <Link key={name} href={href} className="figure" data-late={late}>
            {figure}
          </Link>
        ) : (
          <div key={name} className="figure">
            {figure}
          </div>
        );
      })}
    </section>
  );
}

function sayFigure(name: keyof Today, today: Today): string {
  const value = today[name];
  if (value === null) return '–';
  if (name === 'answeredShare') return `${Math.round(value * 100)} %`;
  return value.toLocaleString('vi-VN');
}
