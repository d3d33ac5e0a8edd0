// Where a dossier stands: its code, then the second factor, then status, time and next step; following it.

import { type DossierCommand, dossierCommand } from '../dossiers/commands.ts';
import { readFactor, readFactorBesideCode } from '../dossiers/factor-digits.ts';
import { dossierReplies as said } from '../dossiers/replies.ts';
import { tellStanding } from '../dossiers/standing.ts';
import type { DossierAnswer, DossierRegistry } from '../ports.ts';
import { replies } from '../replies.ts';
import type { Reply } from '../reply.ts';
import type { ConversationState } from '../state.ts';
import { momentTold } from '../told-time.ts';
import type { Turn } from '../turn.ts';
import type { Intent, Understanding } from '../understand.ts';

export interface DossierMessage {
  text: string;
  state: ConversationState;
  understood: Understanding;
  turn: Turn;
}

export interface DossierStatusDialog {
  /** Answers when the message is about a dossier or gives what was asked for; null when it is about something else. */
  respond(message: DossierMessage): Promise<Reply | null>;
}

/** With these a citizen leaves the dialog; whatever digits the message holds are no answer to it. */
const LEAVING: ReadonlySet<Intent> = new Set(['cancel', 'handoff', 'denunciation', 'abuse']);
/** Where a command of the dialog may be meant by what was understood as this. */
const COMMANDING: ReadonlySet<Intent> = new Set([
  'dossier',
  'procedure',
  'confirm',
  'smalltalk',
  'cancel',
  'out-of-scope',
]);

/** `registry` null: nothing to look anything up in. */
export function createDossierStatus({ registry }: { registry: DossierRegistry | null }): DossierStatusDialog {
  return {
    respond: async (message) => {
      const { text, state, understood } = message;
      const { intent, dossierCode } = understood;
      // Another dialog may have had the word since.
      const asked = state.lastIntent === 'dossier' ? state.dossierAsked : null;
      state.dossierAsked = null;
      if (dossierCode !== null) state.dossierCode = dossierCode;
      const command = commandOf(text, intent, asked);
      if (intent !== 'dossier' && asked === null && command === null) return null;
      if (command === 'apology') return reply('answered', said.apology);
      if (registry === null || !(await registry.connected()))
        return intent === 'dossier' ? notConnected(dossierCode) : null;

      if (command === 'unfollow') return unfollow(message, registry);
      if (command === 'follow') return follow(message, registry);
      if (command === 'forgot' && dossierCode === null) return forgotten(state, asked, registry);
      if (LEAVING.has(intent)) return null;
      if (command === 'another' && dossierCode === null) return askForCode(state, said.askCode);
      if (asked === 'factor' && dossierCode === null) return withFactor(message, registry);
      if (intent !== 'dossier' && dossierCode === null) return null;
      return withCode(message, registry, asked);
    },
  };
}

/** What somebody has forgotten counts while it is asked for, however the words are understood, and only then. */
function commandOf(
  text: string,
  intent: Intent,
  asked: ConversationState['dossierAsked'],
): DossierCommand | null {
  const command = dossierCommand(text);
  const meant = command === 'forgot' ? asked !== null : COMMANDING.has(intent);
  return meant ? command : null;
}

function forgotten(
  state: ConversationState,
  asked: ConversationState['dossierAsked'],
  { factor }: DossierRegistry,
): Reply {
  if (asked === 'code') return askForCode(state, said.askCodeAgain);
  return askForFactor(state, [said.forgotFactor, said.askFactorAgain(factor)].join('\n'));
}

/** The message may hold the code, and with it the factor; a code said before is meant where it holds none. */
async function withCode(
  message: DossierMessage,
  registry: DossierRegistry,
  asked: ConversationState['dossierAsked'],
): Promise<Reply> {
  const { text, state, understood } = message;
  const { factor } = registry;
  if (understood.dossierCode === null && asked === 'code') return askForCode(state, said.askCodeAgain);
  if (state.dossierCode === null) return askForCode(state, said.askCode);
  const digits = readFactorBesideCode(text, factor.digits);
  if (digits !== null) return lookUp(message, registry, { code: state.dossierCode, digits });
  const read = replies.dossierCode(state.dossierCode);
  return askForFactor(state, [read, said.askFactor(factor)].join('\n'));
}

async function withFactor(message: DossierMessage, registry: DossierRegistry): Promise<Reply | null> {
  const { text, state, understood } = message;
  const { factor } = registry;
  if (state.dossierCode === null) return askForCode(state, said.askCode);
  const read = readFactor(text, factor.digits);
  if (read.kind === 'given')
    return lookUp(message, registry, { code: state.dossierCode, digits: read.digits });
  if (read.kind === 'none' && understood.intent !== 'dossier') return null;
  return askForFactor(state, said.askFactorAgain(factor));
}

async function lookUp(
  { state, turn }: DossierMessage,
  registry: DossierRegistry,
  { code, digits }: { code: string; digits: string },
): Promise<Reply> {
  const { id, caller = null } = turn.conversation;
  const answer = await registry.lookUp({
    code,
    factor: digits,
    conversationId: id,
    address: caller,
    now: turn.now,
  });
  if (answer.kind !== 'found') return notFound(answer, state, registry);
  state.dossierSeen = code;
  return { ...tellStanding(answer.standing), record: { intent: 'dossier', outcome: 'answered' } };
}

function notFound(
  answer: Exclude<DossierAnswer, { kind: 'found' }>,
  state: ConversationState,
  { factor }: DossierRegistry,
): Reply {
  if (answer.kind === 'locked')
    return reply('no_source', said.locked(momentTold(answer.until)), [replies.human]);
  if (answer.kind === 'unavailable') return reply('no_source', said.unavailable, [replies.human]);
  state.dossierAsked = 'factor';
  return reply('no_source', said.noMatch(factor), [said.another, replies.human]);
}

function follow({ state, turn }: DossierMessage, registry: DossierRegistry): Reply {
  const { dossierSeen: code } = state;
  if (code === null) return askForCode(state, [said.followUnseen, said.askCode].join('\n'));
  turn.together.push(registry.follow(code, turn.conversation.id, turn.now));
  return reply('answered', said.followed(code), [said.unfollow]);
}

function unfollow({ state, turn, understood }: DossierMessage, registry: DossierRegistry): Reply {
  const code = understood.dossierCode ?? state.dossierSeen;
  if (code === null) return reply('answered', said.nothingFollowed);
  turn.together.push(registry.unfollow(code, turn.conversation.id));
  return reply('answered', said.unfollowed(code));
}

function notConnected(code: string | null): Reply {
  const read = code === null ? [] : [replies.dossierCode(code)];
  return reply('no_source', [...read, replies.dossier].join('\n'), [replies.human]);
}

function askForCode(state: ConversationState, text: string): Reply {
  state.dossierAsked = 'code';
  return reply('asked_back', text, [replies.human]);
}

function askForFactor(state: ConversationState, text: string): Reply {
  state.dossierAsked = 'factor';
  return reply('asked_back', text, [said.another, replies.human]);
}

/** What the record says never holds a code or a digit. */
function reply(outcome: string, text: string, suggestions: readonly string[] = []): Reply {
  return { text, suggestions, record: { intent: 'dossier', outcome } };
}
