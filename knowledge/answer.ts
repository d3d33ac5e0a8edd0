// Question → Answer, in reading order: read → find → decide → state the facts asked for → check grounding.

import { type CatalogueEntry, currentProcedure } from './catalogue.ts';
import { decide } from './decide.ts';
import { FACETS, type Facet } from './facet.ts';
import { factLines } from './facts.ts';
import { titleCore } from './features.ts';
import { findWithTopic, type Topic } from './follow-up.ts';
import { textOf, ungroundedClaims } from './grounding.ts';
import { passagesFor } from './passages.ts';
import type { Queryable } from './ports.ts';
import { type Language, type Question, readQuestion } from './question.ts';
import type { Hit } from './rank.ts';
import type { Search } from './search.ts';
import { cutAtWord } from './vietnamese.ts';
import { together, wishesOf } from './wishes.ts';
import { HEADINGS, LEVEL_NAMES, SAID } from './wording.ts';

/** How a question can end; the same words in the transcript, the metrics and the reports. */
export const OUTCOMES = ['answered', 'asked_back', 'no_source', 'out_of_scope', 'ungrounded'] as const;
export type Outcome = (typeof OUTCOMES)[number];

export interface Answer {
  outcome: Outcome;
  facet: Facet;
  /** What the citizen reads: paragraphs, "- " lists and one **headline**. */
  text: string;
  /** The procedure answered about. */
  procedure: Topic | null;
  /** At most five, when asking back. */
  choices: Topic[];
  /** Best first, at most ten. */
  ranked: Hit[];
  /** Facets worth asking next. */
  next: Facet[];
  /** Chance that the procedure answered, or the first choice, is meant; null when nothing was chosen among hits. */
  confidence: number | null;
}

export interface Answerer {
  /** Answers a question; `topic` is the procedure that the conversation is about, if any. */
  answer(text: string, topic?: Topic | null): Promise<Answer>;
  /** Answers about a procedure chosen by code; null when the catalogue does not have it. */
  answerAbout(code: string, text: string, facet?: Facet): Promise<Answer | null>;
}

export function createAnswerer(input: { database: Queryable; search: Search; language: Language }): Answerer {
  const { database, search, language } = input;

  async function find(question: Question, topic: Topic | null): Promise<{ hits: Hit[]; stays: boolean }> {
    const inHand = topic === null ? null : await currentProcedure(database, topic.code);
    if (inHand === null) return { hits: await search.find(question), stays: false };
    const { code, title, paperSets } = inHand.procedure;
    const papers = paperSets.flatMap((set) => set.papers.map(({ name }) => name));
    return findWithTopic(search, language, question, { code, title, papers });
  }

  async function about(
    code: string,
    question: Question,
    facet: Facet,
    ranked: Hit[],
    variants: readonly Hit[] = [],
  ): Promise<Answer | null> {
    const entry = await currentProcedure(database, code);
    if (entry === null) return null;
    return stated(entry, question, facet, ranked, variants);
  }

  async function answerOne(text: string, topic: Topic | null): Promise<Answer> {
    const question = readQuestion(language, text);
    const { hits, stays } = await find(question, topic);
    const facet = question.facet.facet;
    if (stays && topic !== null) {
      const answer = await about(topic.code, question, facet, hits);
      if (answer !== null) return answer;
    }
    const decision = decide(hits);
    if (decision.kind === 'none') return without(facet, 'no_source', SAID.notFound, hits);
    const { confidence } = decision;
    if (decision.kind === 'choices') return { ...askBack(facet, decision.hits, hits), confidence };
    const answer = await about(decision.hit.code, question, facet, hits, decision.variants);
    return answer === null ? without(facet, 'no_source', SAID.notFound, hits) : { ...answer, confidence };
  }

  return {
    answer: async (text, topic = null) => {
      const wishes = wishesOf(text);
      if (wishes.length === 1) return answerOne(text, topic);
      const answers: Answer[] = [];
      for (const wish of wishes) answers.push(await answerOne(wish, answers.at(-1)?.procedure ?? topic));
      return together(answers) ?? answerOne(text, topic);
    },
    answerAbout: async (code, text, facet) => {
      const question = readQuestion(language, text);
      return about(code, question, facet ?? question.facet.facet, []);
    },
  };
}

function stated(
  entry: CatalogueEntry,
  question: Question,
  facet: Facet,
  ranked: Hit[],
  variants: readonly Hit[],
): Answer {
  const { procedure } = entry;
  const topic = { code: procedure.code, title: procedure.title };
  const text = compose(entry, question, facet, variants);
  const source = [textOf(procedure), dataMonth(entry), ...variants.map(variantLine)].join('\n');
  if (ungroundedClaims(text, source).length > 0)
    return {
      ...without(facet, 'ungrounded', `${SAID.ungrounded}\n${procedure.link}`, ranked),
      procedure: topic,
    };
  const next = FACETS.filter((other) => other !== facet && NEXT_FACETS.includes(other)).slice(0, 3);
  return { outcome: 'answered', facet, text, procedure: topic, choices: [], ranked, next, confidence: null };
}

/** What people ask most after any answer, in this order. */
const NEXT_FACETS: readonly Facet[] = ['documents', 'fee', 'time', 'where'];

/** Passages are left out where an answer would grow longer than this; a headline is cut. In characters. */
const LONGEST_ANSWER = 2400;
const LONGEST_HEADLINE = 300;

/** The text of an answer; exported for the walk over the whole catalogue. */
export function compose(
  entry: CatalogueEntry,
  question: Question,
  facet: Facet,
  variants: readonly Pick<Hit, 'code' | 'title' | 'levels'>[] = [],
): string {
  const { procedure } = entry;
  const lines = factLines(procedure, facet);
  const stated = [
    `**${cutAtWord(displayTitle(procedure.title), LONGEST_HEADLINE)}**`,
    `${HEADINGS[facet]}:`,
    ...lines,
  ].join('\n');
  const other = variants.length > 0 ? ['', SAID.variants, ...variants.map(variantLine)] : [];
  const end = [...other, '', sourceLine(entry)].join('\n');
  let length = stated.length + SAID.fromText.length + end.length;
  const passages = passagesFor(question, facet, procedure).filter((passage) => {
    if (stated.includes(passage) || length + passage.length > LONGEST_ANSWER) return false;
    length += passage.length;
    return true;
  });
  const more = passages.length > 0 ? [SAID.fromText, ...passages.map((passage) => `- ${passage}`)] : [];
  return [stated, ...more, end].join('\n');
}

function variantLine({ code, title, levels }: Pick<Hit, 'code' | 'title' | 'levels'>): string {
  return `- ${displayTitle(title)}: ${levels.map((level) => LEVEL_NAMES[level]).join(', ')} (${code})`;
}

/** The title as people read it: without the leading "Thủ tục", beginning with a capital. */
export function displayTitle(title: string): string {
  const core = titleCore(title);
  return core.charAt(0).toUpperCase() + core.slice(1);
}

/** A source line names few agencies; all of them stand in the answer to "where". */
const AGENCIES_NAMED = 2;

function sourceLine(entry: CatalogueEntry): string {
  const { code, agencies, publisher, decision, link } = entry.procedure;
  const parts = [
    `${SAID.procedureCode} ${code}`,
    agencies.length > 0 ? agencies.slice(0, AGENCIES_NAMED).join('; ') : publisher,
    decision.number === null ? null : SAID.decision(decision.number, vietnameseDate(decision.date)),
    [entry.from === 'starter' ? SAID.starter : null, SAID.dataDate(dataMonth(entry))]
      .filter(Boolean)
      .join(', '),
  ];
  return `${SAID.source} ${parts.filter(Boolean).join(' · ')}\n${link}`;
}

function dataMonth({ dataDate }: CatalogueEntry): string {
  const [year, month] = dataDate.split('-');
  return `${month}/${year}`;
}

/** `2025-12-30` → `30/12/2025`. */
function vietnameseDate(date: string | null): string | null {
  return date === null ? null : date.split('-').reverse().join('/');
}

function askBack(facet: Facet, hits: readonly Hit[], ranked: Hit[]): Answer {
  const choices = hits.map(({ code, title }) => ({ code, title: displayTitle(title) }));
  const text = [SAID.askBack, ...choices.map(({ title }) => `- ${title}`)].join('\n');
  return { outcome: 'asked_back', facet, text, procedure: null, choices, ranked, next: [], confidence: null };
}

function without(facet: Facet, outcome: Outcome, text: string, ranked: Hit[]): Answer {
  return { outcome, facet, text, procedure: null, choices: [], ranked, next: [], confidence: null };
}
