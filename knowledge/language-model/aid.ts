// What a language model may do for one question of a citizen, masked before and restored after; without one, nothing.

import { maskDigits } from '../embedding/mask-digits.ts';
import type { Topic } from '../follow-up.ts';
import { choose } from './choose.ts';
import type { Consult, ModelMode, Serving } from './consult.ts';
import { phrase } from './phrase.ts';
import { rephrase } from './rephrase.ts';
import { createShadow } from './shadow.ts';

/** Each resolves to null where what there was without the model holds. */
export interface Aid {
  /** A follow-up as a whole question, for the search. */
  rephrase(text: string, topic: Topic): Promise<string | null>;
  /** An index into `titles`. */
  choose(text: string, titles: readonly string[], topic: Topic | null): Promise<number | null>;
  /** The composed answer in other words; `source` is all that it may claim. */
  phrase(answer: { text: string; composed: string; title: string; source: string }): Promise<string | null>;
}

export const NO_AID: Aid = {
  rephrase: async () => null,
  choose: async () => null,
  phrase: async () => null,
};

/** The message of a citizen about procedures; `before` is the question that led to the procedure in hand. */
export interface Asking {
  conversation: string;
  position: number;
  before: string;
  /** Told of the answer each time that more of it stands; the one resolved to may be another. */
  showSoFar?: (text: string) => void;
}

/** A text as a model may see it; of its placeholders some can be put back. */
export interface Veiled {
  masked: string;
  restorable: readonly string[];
  restore(text: string): string;
}

export interface ModelAid {
  /** Does `work` with the model's aid; in shadow without it, and again with it when nobody waits. */
  serve<T>(asking: Asking, work: (aid: Aid) => Promise<T>): Promise<T>;
  /** Resolves when nothing is left to do in the shadow. */
  idle(): Promise<void>;
  close(): Promise<void>;
}

/** `timeoutMs`: how long all that is asked of the model for one message may take. */
export function createModelAid({
  consult,
  mode,
  timeoutMs,
  veil,
  onTrouble = () => {},
}: {
  consult: Consult;
  mode: Exclude<ModelMode, 'off'>;
  timeoutMs: number;
  veil: (text: string) => Veiled;
  onTrouble?: (error: unknown) => void;
}): ModelAid {
  const shadow = createShadow({ onTrouble });

  function aidFor({ conversation, position, before, showSoFar = () => {} }: Asking): Aid {
    let until: number | null = null;
    const serving = (): Serving => {
      until ??= performance.now() + timeoutMs;
      return { conversation, position, until };
    };
    const masked = (text: string) => maskDigits(veil(text).masked);

    return {
      async rephrase(text, { title }) {
        const question = masked(text);
        const followUp = { title, before: masked(before), question };
        return consult(serving(), { purpose: 'rephrase', without: question }, (model, options) =>
          rephrase(model, followUp, options),
        );
      },
      async choose(text, titles, topic) {
        const question = masked(text);
        return consult(serving(), { purpose: 'choose', without: titles.join('\n') }, (model, options) =>
          choose(model, { question, titles, topic: topic?.title ?? null }, options),
        );
      },
      async phrase({ text, composed, title, source }) {
        const { masked: question, restore, ...veiled } = veil(text);
        // A placeholder that the record has by itself is none of ours.
        const restorable = composed.includes('«') ? [] : veiled.restorable;
        const restored = (said: string) => (restorable.length === 0 ? said : restore(said));
        const phrasing = { composed, title, question: maskDigits(question), restorable, source };
        const said = await consult(serving(), { purpose: 'phrase', without: composed }, (model, options) =>
          phrase(model, phrasing, options, (soFar) => showSoFar(restored(soFar))),
        );
        return said === null ? null : restored(said);
      },
    };
  }

  return {
    async serve(asking, work) {
      if (mode === 'on') return work(aidFor(asking));
      const plain = await work(NO_AID);
      const { showSoFar: _, ...unseen } = asking;
      shadow.later(() => work(aidFor(unseen)));
      return plain;
    },
    idle: shadow.idle,
    close: shadow.close,
  };
}
