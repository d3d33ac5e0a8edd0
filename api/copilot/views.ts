// What the copilot gives officers: the shapes of its routes, shared by server and console.

import { z } from 'zod';

export const SOURCE_KINDS = ['procedure', 'ticket', 'canned_reply'] as const;

/** Whether the caller may ask it. */
export const CopilotState = z.object({ on: z.boolean() });

/** A draft that nobody has sent. `cut`: sentences were left out because they claimed what was not looked up. */
export const Suggestion = z.object({
  text: z.string(),
  /** What was looked up for it; `code` is the number of a ready reply. */
  sources: z.array(z.object({ kind: z.enum(SOURCE_KINDS), code: z.string(), title: z.string() })),
  cut: z.boolean(),
});

export const Summary = z.object({ text: z.string(), cut: z.boolean() });
