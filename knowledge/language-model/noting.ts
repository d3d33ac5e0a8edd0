// A language model that writes down what it was asked, what it answered and what that took, also when it fails.

import type { AskOptions, LanguageModel, ModelRequest } from '../ports.ts';

export interface Noted {
  prompt: string;
  reply: string;
  /** Null where the model did not say. */
  usage: { tokensIn: number; tokensOut: number } | null;
}

export function noting(model: LanguageModel): { model: LanguageModel; noted: Noted } {
  const noted: Noted = { prompt: '', reply: '', usage: null };

  function told({ system, user }: ModelRequest, options: AskOptions = {}): AskOptions {
    noted.prompt = `${system}\n---\n${user}`;
    return {
      ...options,
      onUsage: (usage) => {
        noted.usage = usage;
      },
      onReply: (text) => {
        noted.reply = text;
      },
    };
  }

  return {
    noted,
    model: {
      name: model.name,
      write: (request, options) => model.write(request, told(request, options)),
      fillIn: (request, form, options) => model.fillIn(request, form, told(request, options)),
    },
  };
}
