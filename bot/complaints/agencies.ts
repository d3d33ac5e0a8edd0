// Which agency a message names, by the names and phrases that the desk keeps of its agencies.

import { parsePhrase } from '../../knowledge/phrases.ts';
import { runsOf, wordsOf } from './words.ts';

export interface KnownAgency {
  id: string;
  name: string;
  /** How people call it. */
  phrases: readonly string[];
}

/** What the bot asks of whoever keeps the agencies. */
export interface AgencyDirectory {
  /** Those that work now. */
  active(): Promise<readonly KnownAgency[]>;
}

/** The agency that the text names with the most words; the last of several. Null when it names none. */
export function namedAgency(text: string, agencies: readonly KnownAgency[]): KnownAgency | null {
  const tokens = wordsOf(text.normalize('NFC')).map((word) => word.text);
  let best: { agency: KnownAgency; length: number; at: number } | null = null;
  for (const agency of agencies)
    for (const { from, to } of runsOf(tokens, [agency.name, ...agency.phrases].map(parsePhrase))) {
      const length = to - from;
      if (best === null || length > best.length || (length === best.length && from > best.at))
        best = { agency, length, at: from };
    }
  return best?.agency ?? null;
}
