// The report of an evaluation: one HTML page that needs nothing else and runs nothing.

import { createHash } from 'node:crypto';
import { INTENTS } from '../../../bot/understand.ts';
import { FACETS } from '../../../knowledge/facet.ts';
import { HEADINGS } from '../../../knowledge/wording.ts';
import { confusion } from '../confusion.ts';
import { type Described, type FoundHit, failedQuestions } from '../failures.ts';
import { times } from '../figure.ts';
import { calibrationError, reliability } from '../reliability.ts';
import type { Evaluation } from '../result.ts';
import { isTurnRight, rightAt, scoreDialogs, scoreMessages, scoreQuestions } from '../score.ts';
import { slices } from '../slices.ts';
import { failedMessage, failedQuestion, failedTurn } from './failure-list.ts';
import { heatTable } from './heat-table.ts';
import { html, Markup, NOTHING } from './html.ts';
import { latencyHistogram, reliabilityPlot } from './plots.ts';
import { STYLE } from './style.ts';
import { leftOutTable, slicesTable, totalsTable } from './tables.ts';
import { decimal, INTENT_NAMES, nameIn, percent, STYLE_NAMES, WORDS } from './words.ts';

export interface ReportInput {
  evaluation: Evaluation;
  /** Titles and fields of the codes that the sets expect. */
  described: ReadonlyMap<string, Described>;
  /** Hits of the faulty questions, by question id. */
  found: ReadonlyMap<string, readonly FoundHit[]>;
}

interface Section {
  id: string;
  heading: string;
  body: Markup;
}

/** The page allows itself nothing but its own style sheet, by hash. */
export function reportPage(input: ReportInput): string {
  const { catalogue, embedder, at } = input.evaluation;
  const sections = [totals, slicesOf, confusions, reliabilityOf, latency, leftOut, failures].flatMap(
    (section) => section(input) ?? [],
  );
  const digest = createHash('sha256').update(STYLE).digest('base64');
  const facts = [
    [WORDS.catalogue, catalogue],
    [WORDS.embedder, embedder],
    [WORDS.at, at.toISOString().slice(0, 16).replace('T', ' ').concat(' UTC')],
  ] as const;
  return html`<!doctype html>
<html lang="vi"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-${digest}'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${WORDS.title}</title><style>${new Markup(STYLE)}</style></head>
<body><header><h1>${WORDS.title}</h1><p>${WORDS.about}</p>
<dl class="about">${facts.map(([name, value]) => html`<div><dt>${name}</dt> <dd>${value}</dd></div>`)}</dl>
<nav aria-label="${WORDS.contents}"><ul>
${sections.map(({ id, heading }) => html`<li><a href="#${id}">${heading}</a></li>`)}</ul></nav></header>
<main>${sections.map(({ id, heading, body }) => html`<section id="${id}"><h2>${heading}</h2>${body}</section>`)}</main>
</body></html>
`.text;
}

function totals({ evaluation: { questions, messages, turns } }: ReportInput): Section {
  const parts = [
    questions.length > 0 ? totalsTable(WORDS.questions, scoreQuestions(questions)) : NOTHING,
    messages.length > 0 ? totalsTable(WORDS.messages, scoreMessages(messages)) : NOTHING,
    turns.length > 0 ? totalsTable(WORDS.dialogs, scoreDialogs(turns)) : NOTHING,
  ];
  return { id: 'totals', heading: WORDS.totals, body: html`${parts}` };
}

function slicesOf({ evaluation: { questions }, described }: ReportInput): Section | null {
  if (questions.length === 0) return null;
  const about = (codes: readonly string[]) => described.get(codes[0] ?? '');
  const same = (name: string) => nameIn({}, name);
  const tables = [
    slicesTable(
      WORDS.byStyle,
      slices(questions, ({ item }) => item.style),
      (name) => nameIn(STYLE_NAMES, name),
    ),
    slicesTable(
      WORDS.byFacet,
      slices(questions, ({ item }) => item.facet),
      (name) => nameIn(HEADINGS, name),
    ),
    slicesTable(
      WORDS.byPublisher,
      slices(questions, ({ item }) => about(item.codes)?.publisher ?? ''),
      same,
    ),
  ];
  const byField = slices(questions, ({ item }) => about(item.codes)?.field ?? '');
  return {
    id: 'slices',
    heading: WORDS.slices,
    body: html`<p>${WORDS.slicesAbout}</p>${tables}
<details><summary>${WORDS.byField} (${byField.length})</summary>${slicesTable(WORDS.byField, byField, same)}</details>`,
  };
}

function confusions({ evaluation: { questions, messages, turns } }: ReportInput): Section {
  const facets = questions.map(({ item, row }) => ({ expected: item.facet, found: row.facet }));
  const intents = [
    ...questions.map(({ row }) => ({ expected: 'procedure', found: row.intent })),
    ...messages.map(({ item, row }) => ({ expected: item.intent, found: row.intent })),
    ...turns.flatMap(({ item: { expect }, row }) =>
      expect.intent === undefined ? [] : [{ expected: expect.intent, found: row.intent }],
    ),
  ];
  const tables = [
    facets.length > 0
      ? heatTable(WORDS.facets, confusion(FACETS, facets), (label) => nameIn(HEADINGS, label))
      : NOTHING,
    heatTable(WORDS.intents, confusion(INTENTS, intents), (label) => nameIn(INTENT_NAMES, label)),
  ];
  const body = html`<p>${WORDS.confusionAbout}</p>${tables}`;
  return { id: 'confusion', heading: WORDS.confusion, body };
}

function reliabilityOf({ evaluation: { questions } }: ReportInput): Section | null {
  if (questions.length === 0) return null;
  const bins = reliability(
    questions.flatMap(({ item, row }) =>
      row.confidence === undefined
        ? []
        : [{ confidence: row.confidence, right: rightAt(row, item.codes) === 0 }],
    ),
  );
  const body =
    bins.length === 0
      ? html`<p>${WORDS.noConfidence}</p>`
      : html`<p>${WORDS.reliabilityAbout} ${WORDS.calibrationError(percent(calibrationError(bins)))}</p>${reliabilityPlot(bins)}`;
  return { id: 'reliability', heading: WORDS.reliability, body };
}

function latency({ evaluation: { questions, messages, turns } }: ReportInput): Section | null {
  const ms = [...questions, ...messages, ...turns].map(({ row }) => row.ms);
  const [p50, p95] = times(ms).map(({ value }) => decimal(value));
  if (p50 === undefined || p95 === undefined) return null;
  const body = html`<p>${WORDS.latencyAbout(p50, p95)}</p>${latencyHistogram(ms)}`;
  return { id: 'latency', heading: WORDS.latency, body };
}

function leftOut({ evaluation: { leftOut: groups } }: ReportInput): Section | null {
  if (groups.length === 0) return null;
  const body = html`<p>${WORDS.leftOutAbout}</p>${leftOutTable(groups)}`;
  return { id: 'left-out', heading: WORDS.leftOut, body };
}

function failures({ evaluation, described, found }: ReportInput): Section {
  const { questions, messages, turns } = evaluation;
  const groups: [string, number, Markup[]][] = [
    [
      WORDS.questions,
      questions.length,
      failedQuestions(questions).map(({ pair, faults }) =>
        failedQuestion({ pair, faults, titles: described, hits: found.get(pair.item.id) ?? [] }),
      ),
    ],
    [
      WORDS.messages,
      messages.length,
      messages.filter(({ item, row }) => item.intent !== row.intent).map(failedMessage),
    ],
    [
      WORDS.dialogs,
      turns.length,
      turns.filter((pair) => !isTurnRight(pair)).map((pair) => failedTurn({ pair, titles: described })),
    ],
  ];
  const shown = groups.filter(([, , list]) => list.length > 0);
  const body =
    shown.length === 0
      ? html`<p>${WORDS.noFailures}</p>`
      : html`${shown.map(
          ([name, n, list]) => html`<h3>${name} (${WORDS.failedOf(list.length, n)})</h3>${list}`,
        )}`;
  return { id: 'failures', heading: WORDS.failures, body };
}
