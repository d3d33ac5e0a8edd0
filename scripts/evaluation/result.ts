// What an evaluation brought: every item of the sets with its row.

import type { LeftOut } from './leave-out.ts';
import type { MessagePair, QuestionPair, TurnPair } from './score.ts';

export interface Evaluation {
  /** What it ran on. */
  catalogue: string;
  embedder: string;
  at: Date;
  questions: QuestionPair[];
  messages: MessagePair[];
  turns: TurnPair[];
  /** Empty when no field was left out. */
  leftOut: LeftOut[];
}
