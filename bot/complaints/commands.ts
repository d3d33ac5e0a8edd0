// Buttons and short sayings that steer a complaint: the whole message is one of the listed phrases, with or without diacritics.

import { readFileSync } from 'node:fs';
import { fold, tokenise } from '../../knowledge/vietnamese.ts';

export const COMMANDS = [
  'send',
  'cancel',
  'edit',
  'edit-what',
  'edit-where',
  'edit-when',
  'edit-dossier',
  'edit-category',
  'edit-phone',
  'anonymous',
  'named',
  'urgent',
  'not-urgent',
  'call',
  'no-call',
  'skip',
  'resume',
  'new',
  'different',
  'late',
  'ordinary',
] as const;
export type Command = (typeof COMMANDS)[number];

/** Polite words around a command. */
const AROUND = new Set(
  'dạ ạ à ừ ờ ok oke nha nhé nghen đi em anh chị con bác ad bot ơi giúp giùm dùm tôi tui mình với cái này đó đấy liền ngay hộ nào vậy rồi'
    .split(' ')
    .map(fold),
);

/** Reads `command⇥phrase` lines into phrase → command; throws naming a line it cannot use. */
export function parseCommands(tsv: string): ReadonlyMap<string, Command> {
  const commands = new Map<string, Command>();
  for (const [index, line] of tsv.split('\n').entries()) {
    if (line.trim() === '') continue;
    const [name, phrase = ''] = line.split('\t');
    const command = COMMANDS.find((known) => known === name);
    const key = keyOf(phrase);
    if (!command || key === '' || (commands.get(key) ?? command) !== command)
      throw new Error(`commands.tsv line ${index + 1}: expected command, phrase of its own; got "${line}"`);
    commands.set(key, command);
  }
  return commands;
}

const KNOWN = parseCommands(readFileSync(new URL('./commands.tsv', import.meta.url), 'utf8'));

/** The command that the message is, or null where it says anything else. */
export function commandOf(text: string): Command | null {
  return KNOWN.get(keyOf(text)) ?? null;
}

/** Folded, without polite words; those alone stay, so that "dạ" is not an empty key. */
function keyOf(text: string): string {
  const tokens = tokenise(text).map(fold);
  return tokens.filter((token) => !AROUND.has(token)).join(' ');
}
