// Puts an answer about one procedure into text: title, the facts asked for, passages, variants, and the source.

import type { CatalogueEntry } from './catalogue.ts';
import type { Facet } from './facet.ts';
import { factLines } from './facts.ts';
import { titleCore } from './features.ts';
import { passagesFor } from './passages.ts';
import type { Level } from './procedure.ts';
import type { Question } from './question.ts';
import { relevanceTo } from './relevance.ts';
import { cutAtWord } from './vietnamese.ts';
import { VIETNAMESE, type Wording } from './wording.ts';

/** Passages are left out where an answer would grow longer than this; a headline is cut. In characters. */
const LONGEST_ANSWER = 2400;
const LONGEST_HEADLINE = 300;

export interface Variant {
  code: string;
  title: string;
  levels: readonly Level[];
  /** What it says to the question, where that is not what the procedure itself says. */
  told: string | null;
}

/** The text of an answer; at most about 2,400 characters. `variants` are the same procedure at other levels. */
export function compose(
  entry: CatalogueEntry,
  question: Question,
  facet: Facet,
  variants: readonly Variant[] = [],
  wording: Wording = VIETNAMESE,
): string {
  const { procedure } = entry;
  const { said } = wording;
  const lines = factLines(procedure, facet, {
    wording,
    relevance: relevanceTo(question, procedure.title),
  });
  const stated = [
    `**${cutAtWord(displayTitle(procedure.title), LONGEST_HEADLINE)}**`,
    `${wording.headings[facet]}:`,
    ...lines,
  ].join('\n');
  const other =
    variants.length > 0 ? ['', said.variants, ...variants.map((other) => variantLine(other, wording))] : [];
  const end = [...other, '', sourceLine(entry, wording)].join('\n');
  let length = stated.length + said.fromText.length + end.length;
  const passages = passagesFor(question, facet, procedure).filter((passage) => {
    if (stated.includes(passage) || length + passage.length > LONGEST_ANSWER) return false;
    length += passage.length;
    return true;
  });
  const more = passages.length > 0 ? [said.fromText, ...passages.map((passage) => `- ${passage}`)] : [];
  return [stated, ...more, end].join('\n');
}

export function variantLine({ code, title, levels, told }: Variant, wording: Wording = VIETNAMESE): string {
  const line = `- ${displayTitle(title)}: ${levels.map((level) => wording.levels[level]).join(', ')} (${code})`;
  return told === null ? line : `${line}. ${told}`;
}

/** The title as people read it: without the leading "Thủ tục", beginning with a capital. */
export function displayTitle(title: string): string {
  const core = titleCore(title);
  return core.charAt(0).toUpperCase() + core.slice(1);
}

/** A source line names few agencies; all of them stand in the answer to "where". */
const AGENCIES_NAMED = 2;

function sourceLine(entry: CatalogueEntry, wording: Wording): string {
  const { said } = wording;
  const { code, agencies, publisher, decision, link } = entry.procedure;
  const parts = [
    `${said.procedureCode} ${code}`,
    agencies.length > 0 ? agencies.slice(0, AGENCIES_NAMED).join('; ') : publisher,
    decision.number === null ? null : said.decision(decision.number, vietnameseDate(decision.date)),
    editionOf(entry, wording),
  ];
  return `${said.source} ${parts.filter(Boolean).join(' · ')}\n${link}`;
}

/** How old the facts are, and whether they are of the short edition. */
export function editionOf(entry: Pick<CatalogueEntry, 'from' | 'dataDate'>, { said }: Wording): string {
  return [entry.from === 'starter' ? said.starter : null, said.dataDate(dataMonth(entry))]
    .filter(Boolean)
    .join(', ');
}

/** `2026-07` → `07/2026`. */
export function dataMonth({ dataDate }: Pick<CatalogueEntry, 'dataDate'>): string {
  const [year, month] = dataDate.split('-');
  return `${month}/${year}`;
}

/** `2025-12-30` → `30/12/2025`. */
function vietnameseDate(date: string | null): string | null {
  return date === null ? null : date.split('-').reverse().join('/');
}
