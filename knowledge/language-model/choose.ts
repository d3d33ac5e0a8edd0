// Which of the candidates that search found is meant: by index, or none of them.

import { z } from 'zod';
import type { AskOptions, LanguageModel, ModelForm } from '../ports.ts';
import { fallback, type Judged, used } from './judged.ts';
import { fillPrompt, readPrompt } from './prompts.ts';

const FORM: ModelForm<{ choice: number }> = {
  name: 'choice',
  description: 'Số thứ tự của thủ tục, 0 nếu không chắc',
  schema: z.object({ choice: z.int() }),
};

const prompt = readPrompt('choose');

/** Resolves to an index into `titles`, from 0. `question` is masked; `topic` is the title of the procedure in hand, if any. */
export async function choose(
  model: LanguageModel,
  { question, titles, topic }: { question: string; titles: readonly string[]; topic: string | null },
  options?: AskOptions,
): Promise<Judged<number>> {
  const candidates = titles.map((title, i) => `${i + 1}. ${title}`).join('\n');
  const { choice } = await model.fillIn(
    fillPrompt(prompt, { question, candidates, topic: topic ?? 'chưa có' }),
    FORM,
    options,
  );
  if (choice === 0) return fallback('none');
  const title = titles[choice - 1];
  return title === undefined ? fallback('out_of_range') : used(choice - 1, title);
}
