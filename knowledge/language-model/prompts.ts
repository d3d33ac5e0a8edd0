// The prompts as files: what the model is to be, a line "---", and what it gets, with fields to fill in.

import { readFileSync } from 'node:fs';
import type { ModelRequest } from '../ports.ts';

export const PROMPTS = ['rephrase', 'choose', 'phrase'] as const;
export type PromptName = (typeof PROMPTS)[number];

/** What officers ask for. */
export const DRAFTS = ['suggest', 'summarise'] as const;
export type DraftName = (typeof DRAFTS)[number];

export interface PromptFile {
  system: string;
  template: string;
  /** Names of the fields `{{…}}` of the template. */
  fields: readonly string[];
}

const FIELD = /\{\{(\w+)\}\}/g;
/** What could be taken for a line of the prompt itself, or not be seen by who reads it. */
const INVISIBLE = /[^\P{C}\n]+/gu;
const LONGEST_VALUE = 2_000;

/** Throws when the file lacks one of its two parts. */
export function readPrompt(name: PromptName | DraftName): PromptFile {
  const text = readFileSync(new URL(`./prompts/${name}.txt`, import.meta.url), 'utf8');
  const [system, template, ...more] = text.split(/\n---\n/);
  if (system === undefined || template === undefined || more.length > 0)
    throw new Error(`The prompt ${name} needs two parts with a line --- between them`);
  const fields = [...template.matchAll(FIELD)].map(([, field]) => field!);
  return { system: system.trim(), template: template.trim(), fields };
}

/** Fields are filled in once: what looks like a field in a value stays as it is; `longest` cuts each. Throws for a field without a value. */
export function fillPrompt(
  { system, template }: PromptFile,
  values: Readonly<Record<string, string>>,
  longest = LONGEST_VALUE,
): ModelRequest {
  const user = template.replace(FIELD, (_whole, field: string) => {
    const value = values[field];
    if (value === undefined) throw new Error(`The prompt has a field {{${field}}} that nobody fills in`);
    return value.normalize('NFC').replace(INVISIBLE, '').slice(0, longest).trim();
  });
  return { system, user };
}
