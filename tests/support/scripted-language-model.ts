// A language model in this process that says what it is told to, piece by piece, for laws that want thousands of answers.

import { ModelFailed } from '../../knowledge/language-model/model-failed.ts';
import type { LanguageModel } from '../../knowledge/ports.ts';

/** Writes `text` in pieces of `piece` characters; fills in a form with `text` as JSON. */
export function saying(text: string, piece = 5): LanguageModel {
  return {
    name: 'scripted',
    async *write(_request, { onReply } = {}) {
      for (let at = 0; at < text.length; at += piece) yield text.slice(at, at + piece);
      onReply?.(text);
    },
    async fillIn(_request, { schema }, { onReply } = {}) {
      onReply?.(text);
      const filled = schema.safeParse(JSON.parse(text));
      if (!filled.success) throw new ModelFailed('unusable');
      return filled.data;
    },
  };
}
