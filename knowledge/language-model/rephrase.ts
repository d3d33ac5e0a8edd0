// A follow-up that search cannot place becomes a whole question. It is searched for and never shown.

import { z } from 'zod';
import type { AskOptions, LanguageModel, ModelForm } from '../ports.ts';
import { normalise } from '../vietnamese.ts';
import { fallback, type Judged, used } from './judged.ts';
import { fillPrompt, readPrompt } from './prompts.ts';

const LONGEST_QUESTION = 300;
const NUMBER = /\p{N}+/gu;
const PLACEHOLDER = /«[^»]*»/gu;

const FORM: ModelForm<{ question: string }> = {
  name: 'full_question',
  description: 'Câu hỏi đầy đủ',
  schema: z.object({ question: z.string() }),
};

/** Texts are masked. */
export interface FollowUp {
  /** Of the procedure in hand. */
  title: string;
  /** The question that led to it; empty where it is not known. */
  before: string;
  question: string;
}

const prompt = readPrompt('rephrase');

/** Not used: what is longer than a question, what says the same, what holds a number that nobody has said. */
export async function rephrase(
  model: LanguageModel,
  followUp: FollowUp,
  options?: AskOptions,
): Promise<Judged<string>> {
  const request = fillPrompt(prompt, { ...followUp });
  const { question } = await model.fillIn(request, FORM, options);
  const text = normalise(question.replace(PLACEHOLDER, ' '));
  if (text.length > LONGEST_QUESTION) return fallback('too_long');
  if (!/\p{L}/u.test(text) || text === normalise(followUp.question)) return fallback('same');
  const said = new Set(Object.values(followUp).join(' ').match(NUMBER));
  if ((text.match(NUMBER) ?? []).some((number) => !said.has(number))) return fallback('number');
  return used(text, text);
}
