// The failures one by one: what was asked, what was expected, what was found instead, what the citizen read.

import { HEADINGS } from '../../../knowledge/wording.ts';
import { type Described, type Fault, type FoundHit, missingFacts } from '../failures.ts';
import { type MessagePair, type QuestionPair, type TurnPair, turnFaults } from '../score.ts';
import { html, type Markup, NOTHING } from './html.ts';
import {
  decimal,
  EXPECTATION_NAMES,
  FAULT_NAMES,
  INTENT_NAMES,
  nameIn,
  OUTCOME_NAMES,
  percent,
  STYLE_NAMES,
  WORDS,
} from './words.ts';

type Titles = ReadonlyMap<string, Described>;

export function failedQuestion(input: {
  pair: QuestionPair;
  faults: readonly Fault[];
  titles: Titles;
  hits: readonly FoundHit[];
}): Markup {
  const { pair, faults, titles, hits } = input;
  const { item, row } = pair;
  const missing = new Set(missingFacts(pair));
  const facts = item.facts.map(
    (fact) => html`<li>${fact}${missing.has(fact) ? ` ${WORDS.missing}` : ''}</li>`,
  );
  return failure({
    id: item.id,
    said: `${item.question} · ${nameIn(STYLE_NAMES, item.style)}`,
    faults: faults.map((fault) => FAULT_NAMES[fault]),
    body: html`<dt>${WORDS.expected}</dt><dd>${nameIn(HEADINGS, item.facet)}
        <ul>${item.codes.map((code) => html`<li>${titled(code, titles)}</li>`)}</ul></dd>
      ${facts.length > 0 ? html`<dt>${WORDS.facts}</dt><dd><ul>${facts}</ul></dd>` : NOTHING}
      <dt>${WORDS.outcome}</dt><dd>${outcomeOf(row)}</dd>
      ${row.choices.length > 0 ? html`<dt>${WORDS.choices}</dt><dd>${row.choices.join(', ')}</dd>` : NOTHING}
      <dt>${WORDS.found}</dt><dd>${hitList(hits, item.codes)}</dd>`,
    reply: row.text,
  });
}

export function failedMessage({ item, row }: MessagePair): Markup {
  const expected = [nameIn(INTENT_NAMES, item.intent), item.category, item.dossierCode];
  const found = [nameIn(INTENT_NAMES, row.intent), row.category, row.dossierCode];
  return failure({
    id: item.id,
    said: item.text,
    faults: [],
    body: html`<dt>${WORDS.expected}</dt><dd>${expected.filter(Boolean).join(' · ')}</dd>
      <dt>${WORDS.found}</dt><dd>${found.filter(Boolean).join(' · ')}</dd>
      <dt>${WORDS.outcome}</dt><dd>${nameIn(OUTCOME_NAMES, row.outcome)}</dd>`,
    reply: row.text,
  });
}

export function failedTurn({ pair, titles }: { pair: TurnPair; titles: Titles }): Markup {
  const { item, row } = pair;
  const { intent, facet, codes = [], facts = [], category, dossierCode } = item.expect;
  const expected = [
    intent && nameIn(INTENT_NAMES, intent),
    facet && nameIn(HEADINGS, facet),
    category,
    dossierCode,
    ...codes.map((code) => titled(code, titles)),
    ...facts,
  ].flatMap((part) => part || []);
  const found = row.ranked.slice(0, 5);
  return failure({
    id: `${item.id}, ${WORDS.turn} ${item.turn}`,
    said: item.user,
    faults: turnFaults(pair).map((name) => EXPECTATION_NAMES[name]),
    body: html`<dt>${WORDS.expected}</dt><dd><ul>${expected.map((part) => html`<li>${part}</li>`)}</ul></dd>
      <dt>${WORDS.outcome}</dt><dd>${nameIn(INTENT_NAMES, row.intent)} · ${outcomeOf(row)}</dd>
      <dt>${WORDS.found}</dt><dd>${found.length > 0 ? found.join(', ') : WORDS.nothingFound}</dd>`,
    reply: row.text,
  });
}

function failure(input: {
  id: string;
  said: string;
  faults: readonly string[];
  body: Markup;
  reply: string;
}): Markup {
  const { id, said, faults, body, reply } = input;
  return html`<article class="failure"><h4>${id}: ${said}</h4>
    ${faults.length > 0 ? html`<p class="faults">${faults.join(' · ')}</p>` : NOTHING}<dl>${body}</dl>
    <details><summary>${WORDS.reply}</summary><div class="reply">${reply}</div></details></article>`;
}

function outcomeOf({ outcome, facet, confidence }: QuestionPair['row'] | TurnPair['row']): string {
  const sure = confidence === undefined ? [] : [`${WORDS.confidence.toLowerCase()} ${decimal(confidence)}`];
  const about = facet === undefined ? [] : [nameIn(HEADINGS, facet)];
  return [nameIn(OUTCOME_NAMES, outcome), ...about, ...sure].join(' · ');
}

function hitList(hits: readonly FoundHit[], right: readonly string[]): Markup {
  if (hits.length === 0) return html`${WORDS.nothingFound}`;
  const items = hits.map(
    ({
      code,
      title,
      score,
      chance,
      phrase,
    }) => html`<li>${code} ${title} ${right.includes(code) ? WORDS.isRight : ''}
      <span class="hit">${WORDS.score} ${decimal(score)}, ${WORDS.chance} ${percent(chance)}, ${WORDS.matched} “${phrase.text}”</span></li>`,
  );
  return html`<ol>${items}</ol>`;
}

function titled(code: string, titles: Titles): string {
  return [code, titles.get(code)?.title].filter(Boolean).join(' ');
}
