// What citizens say around a dossier besides its code: follow it, another one, what the written apology is, what they do not know.

import { readFileSync } from 'node:fs';
import { occurs, type Phrase, parsePhrase } from '../../knowledge/phrases.ts';
import { tokenise } from '../../knowledge/vietnamese.ts';

const COMMANDS = ['unfollow', 'follow', 'another', 'apology', 'forgot'] as const;
export type DossierCommand = (typeof COMMANDS)[number];

export interface CommandPhrase {
  command: DossierCommand;
  phrase: Phrase;
}

/** Reads `command⇥phrase` lines; throws naming a line that cannot be used. */
export function parseDossierCommands(tsv: string): CommandPhrase[] {
  return tsv.split('\n').flatMap((line, index) => {
    if (line.trim() === '') return [];
    const [name, text = ''] = line.split('\t');
    const command = COMMANDS.find((known) => known === name);
    const phrase = parsePhrase(text);
    if (!command || phrase.words.length === 0)
      throw new Error(`commands.tsv line ${index + 1}: expected command, phrase; got "${line}"`);
    return [{ command, phrase }];
  });
}

export const DOSSIER_COMMANDS: readonly CommandPhrase[] = parseDossierCommands(
  readFileSync(new URL('./commands.tsv', import.meta.url), 'utf8'),
);

/** The first command of the list of which a phrase occurs in the text; null when none does. */
export function dossierCommand(text: string): DossierCommand | null {
  const tokens = tokenise(text);
  return DOSSIER_COMMANDS.find(({ phrase }) => occurs(tokens, phrase))?.command ?? null;
}
