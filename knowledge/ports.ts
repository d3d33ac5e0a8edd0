// What the knowledge layer needs from outside the process: a database, something that turns text into vectors, and a model that puts things into words.

import type { z } from 'zod';

/** Rows as the driver returns them: `jsonb` parsed, `timestamptz` as Date, `bigint` as string. */
export interface Queryable {
  query<Row = Record<string, unknown>>(
    text: string,
    values?: readonly unknown[],
  ): Promise<{ rows: Row[]; rowCount: number }>;
}

export interface Database extends Queryable {
  /** Runs `work` in one transaction: committed when it resolves, rolled back when it throws. Use only `tx` inside: the embedded database has a single connection, so `database.query` in there waits for ever. */
  transaction<T>(work: (tx: Queryable) => Promise<T>): Promise<T>;
  /** Calls `onNotify` for every `notify channel, payload`; resolves to a function that stops listening. */
  listen(channel: string, onNotify: (payload: string) => void): Promise<() => Promise<void>>;
}

/** Turns texts into vectors of `dimensions` numbers, length 1. `name` changes whenever the same text would give another vector. */
export interface Embedder {
  readonly name: string;
  readonly dimensions: number;
  /** One vector a text, in the order of the texts; a text without a word may give the zero vector. */
  embed(texts: readonly string[], options?: EmbedOptions): Promise<Float32Array[]>;
}

export interface EmbedOptions {
  /** Some models want to be told; 'document' when nothing is said. A question is tried once, documents again and again. */
  as?: 'question' | 'document';
  signal?: AbortSignal;
}

/** What a language model is told: who it is to be, and what it gets. Nothing in either may name a citizen. */
export interface ModelRequest {
  system: string;
  user: string;
}

/** What a model fills in instead of writing freely. */
export interface ModelForm<T> {
  name: string;
  description: string;
  schema: z.ZodType<T>;
}

export interface AskOptions {
  signal?: AbortSignal;
  /** Told once, where the model says what it took. */
  onUsage?: (usage: { tokensIn: number; tokensOut: number }) => void;
  /** Told of everything the model wrote, also of what then was not used. */
  onReply?: (text: string) => void;
}

/** Nothing it says is believed: whoever asks checks. Every failure is a ModelFailed, and nothing is tried twice. */
export interface LanguageModel {
  /** As whoever serves it calls it. */
  readonly name: string;
  /** Pieces of text as they are written; throws unless the model came to an end by itself. */
  write(request: ModelRequest, options?: AskOptions): AsyncIterable<string>;
  /** Resolves to what fits the form. */
  fillIn<T>(request: ModelRequest, form: ModelForm<T>, options?: AskOptions): Promise<T>;
}
