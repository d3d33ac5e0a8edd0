// Question → Answer, in reading order: read → find → decide → state the facts asked for → check grounding.

import { briefly } from './briefly.ts';
import { type CatalogueEntry, currentProcedure, proceduresByIds } from './catalogue.ts';
import { choiceText } from './choices.ts';
import { compose, dataMonth, displayTitle, type Variant, variantLine } from './compose.ts';
import { type Decision, decide, sameFamily } from './decide.ts';
import type { English, Spoken } from './english.ts';
import { FACETS, type Facet } from './facet.ts';
import { findWithTopic, type Topic } from './follow-up.ts';
import { textOf, ungroundedClaims } from './grounding.ts';
import { type Aid, type Asking, type ModelAid, NO_AID } from './language-model/aid.ts';
import type { Queryable } from './ports.ts';
import type { Procedure } from './procedure.ts';
import { type Language, type Question, readQuestion } from './question.ts';
import type { Hit } from './rank.ts';
import type { Search } from './search.ts';
import { together, wishesOf } from './wishes.ts';
import { VIETNAMESE, type Wording } from './wording.ts';
import { ENGLISH } from './wording-english.ts';

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
  /** The language of `text`. */
  spoken: Spoken;
}

/** A question as read, with the language that it was asked in and is answered in. */
interface Asked {
  /** As it was typed: for a language model, which masks it its own way. */
  written: string;
  question: Question;
  facet: Facet;
  spoken: Spoken;
}

export const WORDINGS: Record<Spoken, Wording> = { vi: VIETNAMESE, en: ENGLISH };

export interface Answerer {
  /**
   * Answers a question; `topic` is the procedure that the conversation is about, if any. A text that does not show its
   * language ("ok", "1.004194?") is answered in `usual`. Only with `asking` may a language model help.
   */
  answer(text: string, topic?: Topic | null, usual?: Spoken, asking?: Asking | null): Promise<Answer>;
  /** Answers about a procedure chosen by code; null when the catalogue does not have it. */
  answerAbout(
    code: string,
    text: string,
    facet?: Facet,
    usual?: Spoken,
    asking?: Asking | null,
  ): Promise<Answer | null>;
}

export function createAnswerer(input: {
  database: Queryable;
  search: Search;
  language: Language;
  english: English;
  /** What may be read of a text: names and addresses say nothing of a procedure, and an embedder may be far away. */
  withoutPersonalData: (text: string) => string;
  /** Help of a language model, where one is configured. */
  model?: ModelAid | null;
}): Answerer {
  const { database, search, language, english, withoutPersonalData, model = null } = input;

  function read(written: string, usual: Spoken, facet?: Facet): Asked {
    const text = withoutPersonalData(written);
    const spoken = english.spokenIn(text) ?? usual;
    const question = readQuestion(language, spoken === 'en' ? english.inVietnamese(text) : text);
    return { written, question, facet: facet ?? question.facet.facet, spoken };
  }

  async function find(question: Question, topic: Topic | null): Promise<{ hits: Hit[]; stays: boolean }> {
    const inHand = topic === null ? null : await currentProcedure(database, topic.code);
    if (inHand === null) return { hits: await search.find(question), stays: false };
    const { code, title, paperSets } = inHand.procedure;
    const papers = paperSets.flatMap((set) => set.papers.map(({ name }) => name));
    return findWithTopic(search, language, question, { code, title, papers });
  }

  async function about(
    code: string,
    asked: Asked,
    { ranked, variants = [], aid }: { ranked: Hit[]; variants?: readonly Hit[]; aid: Aid },
  ): Promise<Answer | null> {
    const entry = await currentProcedure(database, code);
    if (entry === null) return null;
    const ids = variants.map(({ procedureId }) => procedureId);
    const others = ids.length === 0 ? [] : await proceduresByIds(database, ids);
    const { answer, source } = stated(entry, asked, ranked, others);
    if (answer.outcome !== 'answered' || asked.spoken !== 'vi') return answer;
    const { title } = entry.procedure;
    const phrased = await aid.phrase({ text: asked.written, composed: answer.text, title, source });
    return phrased === null ? answer : { ...answer, text: phrased };
  }

  /** The procedure in hand at other levels, so that a follow-up speaks of them as the first answer did. */
  async function relativesOf({ code, title }: Topic): Promise<Hit[]> {
    const hits = await search.find(readQuestion(language, title));
    const itself = hits.find((hit) => hit.code === code);
    return itself === undefined ? [] : hits.filter((hit) => hit !== itself && sameFamily(hit, itself));
  }

  async function askBack(asked: Asked, hits: readonly Hit[], ranked: Hit[]): Promise<Answer> {
    const ids = hits.map(({ procedureId }) => procedureId);
    const entries = await proceduresByIds(database, ids);
    const { question, facet, spoken } = asked;
    const text = choiceText(entries, question, facet, WORDINGS[spoken]);
    const choices = entries.map(({ procedure: { code, title } }) => ({ code, title: displayTitle(title) }));
    return { ...without(asked, 'asked_back', text, ranked), choices };
  }

  /** What search decides. Where it is in two minds, a model may make a whole question of a follow-up, or choose. */
  async function decided(
    { written, spoken }: Asked,
    { topic, hits, aid }: { topic: Topic | null; hits: Hit[]; aid: Aid },
  ): Promise<{ hits: Hit[]; decision: Decision }> {
    const decision = decide(hits);
    if (decision.kind !== 'one' && topic !== null) {
      const whole = await aid.rephrase(written, topic);
      const again = whole === null ? [] : await search.find(read(whole, spoken).question);
      const second = decide(again);
      // Only what the citizen's own words found: a model cannot change the subject, nor keep to it when they have left it.
      const known = new Set(hits.map(({ code }) => code));
      if (decision.kind === 'none') known.add(topic.code);
      if (second.kind === 'one' && known.has(second.hit.code)) return { hits: again, decision: second };
    }
    if (decision.kind !== 'choices') return { hits, decision };
    const titles = decision.hits.map(({ title }) => displayTitle(title));
    const hit = decision.hits[(await aid.choose(written, titles, topic)) ?? -1];
    if (hit === undefined) return { hits, decision };
    return { hits, decision: { kind: 'one', hit, variants: [], confidence: hit.chance } };
  }

  async function answerOne(text: string, topic: Topic | null, usual: Spoken, help: Aid): Promise<Answer> {
    const asked = read(text, usual);
    const aid = asked.spoken === 'vi' ? help : NO_AID;
    const { notFound } = WORDINGS[asked.spoken].said;
    const found = await find(asked.question, topic);
    if (found.stays && topic !== null) {
      const variants = await relativesOf(topic);
      const answer = await about(topic.code, asked, { ranked: found.hits, variants, aid });
      if (answer !== null) return answer;
    }
    const { hits, decision } = await decided(asked, { topic, hits: found.hits, aid });
    if (decision.kind === 'none') return without(asked, 'no_source', notFound, hits);
    const { confidence } = decision;
    if (decision.kind === 'choices') return { ...(await askBack(asked, decision.hits, hits)), confidence };
    const answer = await about(decision.hit.code, asked, { ranked: hits, variants: decision.variants, aid });
    return answer === null ? without(asked, 'no_source', notFound, hits) : { ...answer, confidence };
  }

  async function answerAll(text: string, topic: Topic | null, usual: Spoken, aid: Aid): Promise<Answer> {
    const wishes = wishesOf(text);
    if (wishes.length === 1) return answerOne(text, topic, usual, aid);
    // Several answers in one are told as they are.
    const plain = { ...aid, phrase: NO_AID.phrase };
    const answers: Answer[] = [];
    for (const wish of wishes)
      answers.push(await answerOne(wish, answers.at(-1)?.procedure ?? topic, usual, plain));
    return together(answers) ?? answerOne(text, topic, usual, aid);
  }

  function helped<T>(asking: Asking | null, work: (aid: Aid) => Promise<T>): Promise<T> {
    return model === null || asking === null ? work(NO_AID) : model.serve(asking, work);
  }

  return {
    answer: (text, topic = null, usual = 'vi', asking = null) =>
      helped(asking, (aid) => answerAll(text, topic, usual, aid)),
    answerAbout: (code, text, facet, usual = 'vi', asking = null) =>
      helped(asking, (aid) => about(code, read(text, usual, facet), { ranked: [], aid })),
  };
}

/** What is told of the same procedure at another level, in characters. */
const LONGEST_OF_VARIANT = 260;

function stated(
  entry: CatalogueEntry,
  asked: Asked,
  ranked: Hit[],
  others: readonly CatalogueEntry[],
): { answer: Answer; source: string } {
  const { question, facet, spoken } = asked;
  const wording = WORDINGS[spoken];
  const { procedure } = entry;
  const topic = { code: procedure.code, title: procedure.title };
  const brief = (record: Procedure) =>
    briefly(record, question, facet, { wording, longest: LONGEST_OF_VARIANT });
  const itself = others.length === 0 ? null : brief(procedure);
  const variants = others.map(({ procedure: other }): Variant => {
    const told = brief(other);
    return { ...other, told: told === itself ? null : told };
  });
  const text = compose(entry, question, facet, variants, wording);
  // What is told of a variant has been held to its own record.
  const lines = variants.map((variant) => variantLine(variant, wording));
  const source = [textOf(procedure), dataMonth(entry), ...lines].join('\n');
  if (ungroundedClaims(text, source).length > 0) {
    const unsure = `${wording.said.ungrounded}\n${procedure.link}`;
    return { answer: { ...without(asked, 'ungrounded', unsure, ranked), procedure: topic }, source };
  }
  const next = FACETS.filter((other) => other !== facet && NEXT_FACETS.includes(other)).slice(0, 3);
  return { answer: { ...without(asked, 'answered', text, ranked), procedure: topic, next }, source };
}

/** What people ask most after any answer, in this order. */
const NEXT_FACETS: readonly Facet[] = ['documents', 'fee', 'time', 'where'];

function without({ facet, spoken }: Asked, outcome: Outcome, text: string, ranked: Hit[]): Answer {
  return {
    outcome,
    facet,
    text,
    procedure: null,
    choices: [],
    ranked,
    next: [],
    confidence: null,
    spoken,
  };
}
