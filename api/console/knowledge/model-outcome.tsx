// What became of one question to a language model: how the cards of both lists show it.
/** @jsxImportSource react */

import type { ModelTurnRow } from '../client/shapes.ts';
import { Mark, type Tone } from '../parts/mark.tsx';
import { modelTurns as texts } from '../texts/model-turns.ts';

type Outcome = ModelTurnRow['outcome'];

const TONES: Readonly<Record<Outcome, Tone>> = {
  used: 'good',
  cut: 'soon',
  fallback: 'plain',
};

export function OutcomeHead({ title, outcome }: { title: string; outcome: Outcome }) {
  return (
    <div className="section-head">
      <h2>{title}</h2>
      <Mark tone={TONES[outcome]}>{texts.outcomes[outcome]}</Mark>
    </div>
  );
}

/** Why not all of it was used; nothing where all was. */
export function Reason({ reason }: { reason: string | null }) {
  return reason === null ? null : <strong>{texts.reasons[reason] ?? reason}</strong>;
}

export function Said({ title, text }: { title: string; text: string | null }) {
  return (
    <div>
      <h3>{title}</h3>
      <p className="what">{text}</p>
    </div>
  );
}

/** A long text, closed until it is asked for. */
export function Folded({ title, text }: { title: string; text: string | null }) {
  return (
    <details className="table-instead">
      <summary>{title}</summary>
      <p className="what">{text}</p>
    </details>
  );
}
