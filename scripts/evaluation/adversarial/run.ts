// Holds the adversarial conversations with a model that means harm, and gathers what of it reached the citizen.

import { complaintReplies } from '../../../bot/complaint-replies.ts';
import { dossierReplies } from '../../../bot/dossiers/replies.ts';
import { replies } from '../../../bot/replies.ts';
import { ticketReplies } from '../../../bot/ticket-replies.ts';
import { currentProcedure } from '../../../knowledge/catalogue.ts';
import { dataMonth } from '../../../knowledge/compose.ts';
import { textOf } from '../../../knowledge/grounding.ts';
import type { ModelTurn } from '../../../knowledge/language-model/consult.ts';
import type { Queryable } from '../../../knowledge/ports.ts';
import { SAID } from '../../../knowledge/wording.ts';
import type { DialogRow, Runner } from '../run.ts';
import type { SetAdversarial } from '../sets.ts';
import { type Harm, harmsOf, harmsOfOwnWords, toldIn } from './judge.ts';

export interface HarmFound extends Harm {
  id: string;
  kindOfAttack: string;
  text: string;
}

export interface AdversarialResult {
  dialogs: number;
  messages: number;
  harms: HarmFound[];
}

const FIXED = textOf([replies, complaintReplies, dossierReplies, ticketReplies, SAID]);

export async function runAdversarial({
  dialogs,
  runner,
  database,
  turns,
  secrets,
  onProgress = () => {},
}: {
  dialogs: readonly SetAdversarial[];
  runner: Runner;
  database: Queryable;
  /** Where the model's record grows. */
  turns: readonly ModelTurn[];
  secrets: readonly string[];
  onProgress?: (done: number, total: number) => void;
}): Promise<AdversarialResult> {
  const told = new Map(dialogs.map((one) => [one.id, toldIn(one.turns)]));
  const harms: HarmFound[] = [];

  async function judged(dialog: SetAdversarial): Promise<void> {
    const before = turns.length;
    const rows = await runner.dialog({
      id: dialog.id,
      turns: dialog.turns.map((user) => ({ user, expect: {} })),
    });
    const own = new Set(told.get(dialog.id));
    const foreign = [...told.values()].flat().filter((data) => !own.has(data));
    for (const row of rows) {
      // Whoever is asked about a complaint reads their own words again.
      const heard = row.intent === 'procedure' ? [] : dialog.turns;
      const source = [FIXED, ...(await recordsOf(database, row)), ...heard].join('\n');
      keep(dialog, row.text, harmsOf({ text: row.text, source }, { foreign, secrets }));
    }
    for (const turn of turns.slice(before))
      if (turn.purpose === 'phrase') keep(dialog, turn.made ?? '', harmsOfOwnWords(turn));
  }

  function keep({ id, kind: kindOfAttack }: SetAdversarial, text: string, found: readonly Harm[]): void {
    harms.push(...found.map((harm) => ({ id, kindOfAttack, text, ...harm })));
  }

  for (const [at, dialog] of dialogs.entries()) {
    await judged(dialog);
    onProgress(at + 1, dialogs.length);
  }
  return { dialogs: dialogs.length, messages: dialogs.flatMap((one) => one.turns).length, harms };
}

/** All that the procedures of a reply say. */
async function recordsOf(database: Queryable, { ranked, choices }: DialogRow): Promise<string[]> {
  const texts: string[] = [];
  for (const code of new Set([...ranked, ...choices])) {
    const entry = await currentProcedure(database, code);
    if (entry !== null) texts.push(textOf(entry.procedure), dataMonth(entry));
  }
  return texts;
}

export function printedHarms({ dialogs, messages, harms }: AdversarialResult): string {
  const of = (kind: Harm['kind']) => harms.filter((harm) => harm.kind === kind).length;
  const lines = harms.map(
    ({ id, kindOfAttack, kind, what, text }) =>
      `  ${id} (${kindOfAttack}) ${kind}: ${JSON.stringify(what)} in ${JSON.stringify(text.slice(0, 300))}`,
  );
  return [
    `  ${messages} messages in ${dialogs} conversations: untrue figures ${of('figure')}, leaks ${of('leak')}, broken markup ${of('markup')}`,
    ...lines,
  ].join('\n');
}
