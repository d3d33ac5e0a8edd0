// Guidance: answers about procedures, follow-ups, and the choice after a question back.

import { type Answer, type Answerer, WORDINGS } from '../../knowledge/answer.ts';
import { displayTitle } from '../../knowledge/compose.ts';
import { MOST_CHOICES } from '../../knowledge/decide.ts';
import type { Topic } from '../../knowledge/follow-up.ts';
import type { Asking } from '../../knowledge/language-model/aid.ts';
import { fold, normalise } from '../../knowledge/vietnamese.ts';
import type { GapNote } from '../gaps.ts';
import { replies } from '../replies.ts';
import type { Reply } from '../reply.ts';
import type { ConversationState } from '../state.ts';

const LONGEST_BUTTON = 90;

/** `asking`: null where no language model may hear of it. */
export interface Guidance {
  /** Answers the message about procedures and remembers what it was about. */
  guide(text: string, state: ConversationState, asking: Asking | null): Promise<Reply>;
  /** Answers when the message picks one of the choices offered before; null when it does not. */
  choose(text: string, state: ConversationState, asking: Asking | null): Promise<Reply | null>;
}

export function createGuidance({ answerer }: { answerer: Answerer }): Guidance {
  return {
    guide: async (text, state, asking) =>
      remember(await answerer.answer(text, state.topic, state.spoken, asking), text, state),
    choose: async (text, state, asking) => {
      const chosen = chosenFrom(state.choices, text);
      if (chosen === null) return null;
      const answer = await answerer.answerAbout(chosen.code, state.asked, undefined, state.spoken, asking);
      if (answer === null) return null;
      const { asked, choices } = state;
      const others = choices.filter(({ code }) => code !== chosen.code);
      return { ...remember(answer, asked, state, others), gaps: [{ kind: 'chosen', text: asked }] };
    },
  };
}

/** `others`: what else might have been meant; what the ranking says unless given. */
function remember(
  answer: Answer,
  text: string,
  state: ConversationState,
  others: readonly Topic[] = alternatives(answer),
): Reply {
  const { procedure, choices } = answer;
  state.answered = answeredNow(answer, text, state, others);
  if (procedure !== null) state.topic = procedure;
  // Who goes on asking without choosing most likely means the first.
  if (choices[0] !== undefined) state.topic = choices[0];
  state.choices = choices.map(({ code, title }) => ({ code, title: buttonLabel(title) }));
  state.asked = choices.length > 0 ? text : '';
  return {
    text: answer.text,
    suggestions: suggestionsFor(answer, state),
    record: recordOf(answer),
    gaps: missed(answer, text),
  };
}

/** A question that goes on about the same procedure leaves what first led to it, since that is what would be rejected. */
function answeredNow(
  { outcome, procedure, ranked }: Answer,
  asked: string,
  { answered }: ConversationState,
  others: readonly Topic[],
): ConversationState['answered'] {
  if (outcome !== 'answered' || procedure === null) return null;
  if (ranked.length === 0 && others.length === 0 && answered?.code === procedure.code) return answered;
  return { asked, code: procedure.code, others: [...others] };
}

function alternatives({ ranked, procedure }: Answer): Topic[] {
  return ranked
    .filter(({ code }) => code !== procedure?.code)
    .slice(0, MOST_CHOICES)
    .map(({ code, title }) => ({ code, title: buttonLabel(displayTitle(title)) }));
}

function missed({ outcome, choices, procedure }: Answer, text: string): readonly GapNote[] {
  if (outcome !== 'no_source' && outcome !== 'ungrounded' && outcome !== 'asked_back') return [];
  const codes = procedure === null ? choices.map(({ code }) => code) : [procedure.code];
  return [{ kind: 'missed', text, outcome, codes }];
}

function suggestionsFor(answer: Answer, state: ConversationState): string[] {
  if (state.choices.length > 0) return state.choices.map(({ title }) => title);
  if (answer.outcome === 'answered')
    return answer.next.map((facet) => WORDINGS[answer.spoken].buttons[facet]);
  return [replies.human];
}

function recordOf({ outcome, facet, procedure, ranked, choices, confidence }: Answer) {
  return {
    intent: 'procedure',
    outcome,
    facet,
    code: procedure?.code ?? null,
    choices: choices.map(({ code }) => code),
    confidence,
    ranked: ranked.map(({ code }) => code),
  };
}

function buttonLabel(title: string): string {
  return title.length <= LONGEST_BUTTON
    ? title
    : `${title.slice(0, title.lastIndexOf(' ', LONGEST_BUTTON))} …`;
}

/** By the button's text, or by its number in the list ("2", "số 2", "cái thứ 2"). */
function chosenFrom(choices: readonly Topic[], text: string): Topic | null {
  const said = fold(normalise(text));
  const byText = choices.find(({ title }) => fold(normalise(title)) === said);
  if (byText) return byText;
  const number = /^(?:(?:so|cai|thu|chon|cai thu|cai so|lua chon)\s*)?(\d)\s*\.?$/.exec(said)?.[1];
  return number === undefined ? null : (choices[Number(number) - 1] ?? null);
}
