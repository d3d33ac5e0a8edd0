// The language model of an evaluation: a scripted one on this machine or an endpoint, with no budget and its record in memory.

import { veilPersonalData } from '../../../bot/veil.ts';
import { createModelAid, type ModelAid } from '../../../knowledge/language-model/aid.ts';
import { createConsult, type ModelTurn } from '../../../knowledge/language-model/consult.ts';
import { openModelEndpoint } from '../../../knowledge/language-model/openai-compatible.ts';
import { faithful } from './faithful.ts';
import { createHostile } from './hostile.ts';
import { startModelServer } from './server.ts';

const VOICES = { faithful: () => faithful, hostile: createHostile };
/** A model that is measured is waited for. */
const TIMEOUT_MS = 60_000;
const HOUR_MS = 3_600_000;

export interface EvaluatedModel {
  name: string;
  aid: ModelAid;
  /** All that was asked of it so far, oldest first. */
  turns: ModelTurn[];
  close(): Promise<void>;
}

/** `model` is `hostile`, `faithful` or the address of an endpoint up to its version, which serves `name`. */
export async function connectModel(
  model: string,
  { name, apiKey }: { name: string; apiKey: string | null },
): Promise<EvaluatedModel> {
  const voice = model === 'hostile' || model === 'faithful' ? VOICES[model] : null;
  const server = voice === null ? null : await startModelServer({ voice: voice() });
  const endpoint = {
    baseUrl: server?.baseUrl ?? model,
    apiKey,
    model: server === null ? name : model,
    timeoutMs: TIMEOUT_MS,
  };
  const turns: ModelTurn[] = [];
  const consult = createConsult({
    open: () => openModelEndpoint(endpoint),
    name: endpoint.model,
    mode: 'on',
    budget: { reserve: async () => ({ settle: async () => {} }) },
    record: async (turn) => void turns.push(turn),
    // Hours pass between two questions, so that it never rests after a failure.
    now: () => new Date(Date.now() + HOUR_MS * turns.length),
  });
  const aid = createModelAid({ consult, mode: 'on', timeoutMs: TIMEOUT_MS, veil: veilPersonalData });
  return {
    name: endpoint.model,
    aid,
    turns,
    async close() {
      await aid.close();
      await server?.close();
    },
  };
}
