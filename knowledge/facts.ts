// States one facet of a record as short lines. Every word is fixed wording or stands in the record.

import type { Facet } from './facet.ts';
import { feeLines } from './fees.ts';
import { documentLines, FORM_NAME, paperLine, shortened } from './papers.ts';
import { cutSentence } from './passages.ts';
import type { Procedure, ProcessingTime, Submission } from './procedure.ts';
import type { Relevance } from './relevance.ts';
import { cutAtWord, sentences } from './vietnamese.ts';
import { VIETNAMESE, type Wording } from './wording.ts';

const SHORT_PAPER_NAME = 110;
const LONGEST_LIST = 1300;
const LONGEST_LINE = 600;
const LONGEST_FACTS = 1400;
const LONGEST_OVERVIEW_LINE = 300;
const LONGEST_CONDITIONS = 700;
/** A longer note beside a time is cut to the sentences that speak of time. */
const LONGEST_WHOLE_NOTE = 200;
const SPEAKS_OF_TIME =
  /\d+(?:[.,]\d+)?\s*(?:\([^)]*\)\s*)?(?:ngày|giờ|tháng|năm|tuần|phút)|ngay (?:trong|sau|khi)|trong ngày/iu;

/** In which words facts are told, and what of a long list is told first. */
export interface Telling {
  wording: Wording;
  /** Of a case or a paper to what was asked. */
  relevance: Relevance;
}

const STATE: Record<Facet, (record: Procedure, telling: Telling) => string[]> = {
  overview: overviewLines,
  documents: documentLines,
  fee: (record, { wording }) => feeLines(record, wording),
  time: timeLines,
  where: whereLines,
  online: onlineLines,
  form: formLines,
  conditions: conditionLines,
  result: ({ results }, { wording }) => (results.length > 0 ? results.map(bullet) : [wording.said.noResult]),
  legal: legalLines,
};

/**
 * Lines for the facet, at most about 1,500 characters; list items begin with "- ". Never empty: what the record lacks is
 * said, and so is that more stands on the official page.
 */
export function factLines(record: Procedure, facet: Facet, told: Partial<Telling> = {}): string[] {
  const telling = { wording: VIETNAMESE, relevance: () => 0, ...told };
  const { morePapers } = telling.wording.said;
  const whole = STATE[facet](record, telling);
  const lines = whole.map((line) => cutAtWord(line, LONGEST_LINE));
  const kept = fitted(lines, LONGEST_FACTS, telling);
  const isCut = kept.length === lines.length && lines.some((line, i) => line !== whole[i]);
  return isCut && !kept.includes(morePapers) ? [...kept, morePapers] : kept;
}

function timeLines({ submissions }: Procedure, { wording }: Telling): string[] {
  const byTime = new Map<string, string[]>();
  for (const submission of submissions) {
    const stated = timeStated(submission, wording);
    if (stated === '') continue;
    byTime.set(stated, [...(byTime.get(stated) ?? []), wording.channels[submission.channel]]);
  }
  if (byTime.size === 0) return [wording.said.noTime];
  if (byTime.size === 1) return [...byTime.keys()];
  return [...byTime].map(([stated, channels]) => bullet(`${[...new Set(channels)].join(', ')}: ${stated}`));
}

function timeStated({ time, note }: Submission, wording: Wording): string {
  const parts = [time === null ? null : timeText(time, wording), note === null ? null : timeIn(note)];
  return parts.filter((part) => part !== null).join('. ');
}

function timeIn(note: string): string | null {
  if (note.length <= LONGEST_WHOLE_NOTE) return note;
  const found = sentences(note).filter((sentence) => SPEAKS_OF_TIME.test(sentence));
  return found.length === 0 ? null : found.join(' ');
}

function timeText({ amount, unit, text }: ProcessingTime, { units }: Wording): string | null {
  if (amount === null || unit === null) return text;
  return `${amount.toLocaleString('vi-VN')} ${units[unit]}`;
}

function whereLines(
  { agencies, receivedAt, levels }: Procedure,
  { wording: { said, levels: names } }: Telling,
): string[] {
  const lines = [
    agencies.length > 0 ? `${said.decidedBy} ${agencies.join('; ')}` : null,
    receivedAt === null ? null : `${said.receivedAt} ${receivedAt}`,
    levels.length > 0 ? `${said.levels} ${levels.map((level) => names[level]).join(', ')}` : null,
  ].filter((line) => line !== null);
  return lines.length > 0 ? lines : [said.noPlace];
}

function onlineLines(
  { submissions, wholeOnline }: Procedure,
  { wording: { said, channels } }: Telling,
): string[] {
  const ways = [...new Set(submissions.map(({ channel }) => channel))];
  const online = ways.includes('online') || wholeOnline === true;
  const verdict = online ? (wholeOnline === true ? said.onlineWhole : said.onlinePart) : said.onlineNotListed;
  if (ways.length === 0) return [verdict];
  return [verdict, `${said.waysToFile} ${ways.map((way) => channels[way]).join(', ')}.`];
}

function formLines({ paperSets }: Procedure, telling: Telling): string[] {
  const papers = paperSets.flatMap((set) => set.papers);
  const named = papers.filter(({ name, forms }) => forms.length > 0 || FORM_NAME.test(name));
  if (named.length === 0) return [telling.wording.said.noForms];
  const lines = [...new Set(named.map(({ name }) => bullet(shortened(name, SHORT_PAPER_NAME))))];
  return fitted(lines, LONGEST_LIST, telling);
}

function conditionLines({ conditions, steps }: Procedure, telling: Telling): string[] {
  const { starterHasNoText, noConditions } = telling.wording.said;
  if (conditions === null) return [steps.length === 0 ? starterHasNoText : noConditions];
  const lines = sentences(conditions).flatMap((sentence) => cutSentence(sentence));
  return fitted(lines, LONGEST_CONDITIONS, telling);
}

function legalLines({ legalBases }: Procedure, telling: Telling): string[] {
  const lines = legalBases.map(({ number, title }) => bullet([number, title].filter(Boolean).join(' – ')));
  return lines.length > 0 ? fitted(lines, LONGEST_LIST, telling) : [telling.wording.said.noLegal];
}

function overviewLines(record: Procedure, telling: Telling): string[] {
  const { said } = telling.wording;
  const papers = record.paperSets.flatMap((set) => set.papers);
  const [time] = timeLines(record, telling);
  const [fee] = feeLines(record, telling.wording);
  const summed = [
    record.agencies.length > 0 ? `${said.overviewWhere} ${record.agencies.join('; ')}` : null,
    time === said.noTime || time === undefined ? null : `${said.overviewTime} ${time.replace(/^- /, '')}`,
    fee === undefined ? null : `${said.overviewFee} ${fee}`,
    record.results.length > 0 ? `${said.overviewResult} ${record.results.join('; ')}` : null,
  ].filter((line) => line !== null);
  const listed = [
    ...new Set(papers.map((paper) => bullet(paperLine(paper, SHORT_PAPER_NAME, telling.wording)))),
  ];
  return [
    ...summed.map((line) => cutAtWord(line, LONGEST_OVERVIEW_LINE)),
    ...(papers.length > 0 ? [said.overviewPapers] : []),
    ...fitted(listed, 700, telling),
  ];
}

function bullet(line: string): string {
  return `- ${line}`;
}

/** As many lines as fit into `longest` characters; a cut list says that it goes on. */
function fitted(lines: readonly string[], longest: number, { wording }: Telling): string[] {
  let length = 0;
  const kept = lines.filter((line, i) => {
    length += line.length + 1;
    return i === 0 || length <= longest;
  });
  return kept.length === lines.length ? [...lines] : [...kept, wording.said.morePapers];
}
