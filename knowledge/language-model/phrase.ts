// An answer in warmer words: the model writes what stands between the facts, sentence by sentence, and each is checked.

import { ungroundedClaims } from '../grounding.ts';
import type { AskOptions, LanguageModel } from '../ports.ts';
import { fallback, type Judged } from './judged.ts';
import { type Fault, faultOf, type OwnWords, shippedOwnWords, wordsOf } from './own-words.ts';
import { fillPrompt, readPrompt } from './prompts.ts';
import { sentenceStream } from './sentence-stream.ts';
import { filled, SLOT, type SlottedAnswer, shownFacts, slottedOf, tidied } from './slots.ts';

export interface Phrasing {
  /** The answer as composed. */
  composed: string;
  title: string;
  /** What was asked, masked; and which of its placeholders may be said, since they can be restored. */
  question: string;
  restorable: readonly string[];
  /** The record and all else that the answer may claim. */
  source: string;
}

export interface CheckedSentence {
  /** With slots filled in; what of it may be said, perhaps nothing but its facts. */
  text: string;
  fault: Fault | null;
  /** Words of it that the model wrote itself and that stand. */
  ownWords: number;
}

export interface Placement {
  /** Slots that were not placed, or not in their turn. */
  astray: boolean;
  faults: readonly Fault[];
  ownWords: number;
}

/** A polite sentence or three; what goes on longer is cut. */
const MOST_OWN_WORDS = 90;

const prompt = readPrompt('phrase');
const lists = shippedOwnWords();

/**
 * The model's sentences as far as they may be said, each as soon as it is whole: a sentence with a fault is reduced to
 * its facts. Returns how the slots came to stand; throws ModelFailed.
 */
export async function* checkedSentences(
  model: LanguageModel,
  { facts, heading }: SlottedAnswer,
  { title, question, restorable }: Pick<Phrasing, 'title' | 'question' | 'restorable'>,
  options?: AskOptions,
  words: OwnWords = lists,
): AsyncGenerator<CheckedSentence, Placement> {
  const request = fillPrompt(prompt, { title, facet: heading, question, facts: shownFacts(facts) });
  const faults: Fault[] = [];
  let placed = 0;
  let astray = false;
  let ownWords = 0;
  for await (const sentence of sentenceStream(model.write(request, options))) {
    const slots = [...sentence.matchAll(SLOT)].map(([slot]) => slot);
    const inTurn = slots.every((slot, i) => slot === `[[${placed + i + 1}]]`);
    if (!inTurn || placed + slots.length > facts.length) {
      astray = true;
      continue;
    }
    placed += slots.length;
    const written = wordsOf(sentence).length;
    const tooMany = ownWords + written > MOST_OWN_WORDS;
    const fault = tooMany ? 'long' : faultOf(sentence.trim(), words, { title, restorable });
    if (fault !== null) faults.push(fault);
    const own = fault === null ? written : 0;
    ownWords += own;
    const kept = fault === null ? sentence : `\n${slots.join('\n')}\n`;
    yield { text: filled(kept, facts), fault, ownWords: own };
  }
  return { astray: astray || placed < facts.length, faults, ownWords };
}

/**
 * The whole answer in the model's words, still with placeholders; the composed one holds where this falls back.
 * `showSoFar` is told of it after each sentence that stands.
 */
export async function phrase(
  model: LanguageModel,
  phrasing: Phrasing,
  options?: AskOptions,
  showSoFar: (text: string) => void = () => {},
): Promise<Judged<string>> {
  const slotted = slottedOf(phrasing.composed);
  if (slotted === null) return fallback('shape');
  const sentences = checkedSentences(model, slotted, phrasing, options);
  let body = '';
  let led = true;
  const told = () => [slotted.top, ...(led ? [] : [slotted.heading]), tidied(body)].join('\n');
  const isGrounded = (text: string) => ungroundedClaims(text, phrasing.source).length === 0;
  let next = await sentences.next();
  for (; !next.done; next = await sentences.next()) {
    const { text, ownWords } = next.value;
    // Facts that nothing of the model's leads to stand under their heading.
    if (body === '') led = ownWords > 0 && !text.startsWith('\n');
    body += text;
    if (isGrounded(told())) showSoFar(told());
  }
  const { astray, faults, ownWords } = next.value;
  if (astray) return fallback('slots');
  if (ownWords === 0) return fallback(faults[0] ?? 'empty');
  const text = [told(), '', slotted.end].join('\n');
  if (!isGrounded(text)) return fallback('ungrounded');
  const [fault] = faults;
  return { value: text, outcome: fault ? 'cut' : 'used', reason: fault ?? null, shown: text };
}
