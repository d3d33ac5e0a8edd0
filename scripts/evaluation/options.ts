// The command line of `npm run evaluate`: judged once, faults told with the usage.

import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

export const USAGE = `Usage: npm run evaluate -- [options]
  --questions FILE     questions to ask, one JSON object a line
  --messages FILE      messages to understand
  --dialogs FILE       dialogs to hold
                       without any of the three: our own questions, over the configured catalogue
  --catalogue FILE     import this export into a database of its own and evaluate on it
  --model MODEL        ask the sets again with a language model, and compare: hostile, faithful (both scripted), or the
                       address of an endpoint up to its version, with CHAT_MODEL and OPENAI_API_KEY in the environment
  --adversarial FILE   conversations of people who mean harm, held with the model over the starter catalogue
  --limit N            only the first N lines of each set
  --leave-out-fields   also ask the questions of each field without the aliases written for it
  --out FILE           where the rows go (out/evaluation.json); the report goes beside it as .html`;

/** The arguments cannot be used; the message says why. */
export class UsageError extends Error {}

export interface Options {
  questions: string | null;
  messages: string | null;
  dialogs: string | null;
  catalogue: string | null;
  /** `hostile`, `faithful`, or an address; null: no model. */
  model: string | null;
  adversarial: string | null;
  /** No set was named: our own questions over what is configured. */
  own: boolean;
  limit: number;
  leaveOutFields: boolean;
  out: string;
  report: string;
}

export const OWN_QUESTIONS = fileURLToPath(new URL('./sets/questions.jsonl', import.meta.url));

/** Throws UsageError naming the argument at fault. */
export function readOptions(args: string[]): Options {
  const values = parsed(args);
  const { questions, messages, dialogs, catalogue, adversarial, out } = values;
  for (const file of [questions, messages, dialogs, catalogue, adversarial])
    if (file !== undefined && !existsSync(file)) throw new UsageError(`There is no file ${file}`);
  const own = [questions, messages, dialogs, adversarial].every((file) => file === undefined);
  const model = modelOf(values.model);
  if (adversarial !== undefined && model === null)
    throw new UsageError('--adversarial attacks a model: name one with --model');
  if (values['leave-out-fields'] && !own && questions === undefined)
    throw new UsageError('--leave-out-fields asks questions: name some with --questions FILE');
  return {
    questions: own ? OWN_QUESTIONS : (questions ?? null),
    messages: messages ?? null,
    dialogs: dialogs ?? null,
    catalogue: catalogue ?? null,
    model,
    adversarial: adversarial ?? null,
    own,
    limit: limitOf(values.limit),
    leaveOutFields: values['leave-out-fields'],
    out,
    report: out.endsWith('.json') ? out.replace(/json$/, 'html') : `${out}.html`,
  };
}

function parsed(args: string[]) {
  try {
    return parseArgs({
      args,
      options: {
        questions: { type: 'string' },
        messages: { type: 'string' },
        dialogs: { type: 'string' },
        catalogue: { type: 'string' },
        model: { type: 'string' },
        adversarial: { type: 'string' },
        limit: { type: 'string' },
        'leave-out-fields': { type: 'boolean', default: false },
        out: { type: 'string', default: 'out/evaluation.json' },
      },
    }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function modelOf(given: string | undefined): string | null {
  if (given === undefined || given === 'hostile' || given === 'faithful') return given ?? null;
  if (URL.canParse(given) && /^https?:$/.test(new URL(given).protocol)) return given.replace(/\/+$/, '');
  throw new UsageError(`--model: expected hostile, faithful or an address, got "${given}"`);
}

function limitOf(given: string | undefined): number {
  if (given === undefined) return Number.POSITIVE_INFINITY;
  if (/^[1-9]\d{0,8}$/.test(given)) return Number(given);
  throw new UsageError(`--limit: expected a whole number from 1, got "${given}"`);
}
