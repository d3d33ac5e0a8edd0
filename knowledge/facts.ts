// States one facet of a record as short lines. Every word is fixed wording or stands in the record.

import type { Facet } from './facet.ts';
import { feeLines } from './fees.ts';
import { cutSentence } from './passages.ts';
import type { Paper, Procedure, ProcessingTime } from './procedure.ts';
import { cutAtWord, sentences } from './vietnamese.ts';
import { CHANNEL_NAMES, LEVEL_NAMES, SAID, UNIT_NAMES } from './wording.ts';

const LONGEST_PAPER_NAME = 230;
const SHORT_PAPER_NAME = 110;
const LONGEST_LIST = 1300;
const LONGEST_LINE = 600;
const LONGEST_FACTS = 1400;
const LONGEST_OVERVIEW_LINE = 300;
const LONGEST_CONDITIONS = 700;
const FORM_NAME = /mẫu|tờ khai|phiếu|đơn |giấy đề nghị|giấy khai|thông báo|văn bản đề nghị|bản khai/i;

const STATE: Record<Facet, (record: Procedure) => string[]> = {
  overview: overviewLines,
  documents: documentLines,
  fee: feeLines,
  time: timeLines,
  where: whereLines,
  online: onlineLines,
  form: formLines,
  conditions: conditionLines,
  result: ({ results }) => (results.length > 0 ? results.map(bullet) : [SAID.noResult]),
  legal: legalLines,
};

/**
 * Lines for the facet, at most about 1,500 characters; list items begin with "- ". Never empty: what the record lacks is
 * said, and so is that more stands on the official page.
 */
export function factLines(record: Procedure, facet: Facet): string[] {
  const whole = STATE[facet](record);
  const lines = whole.map((line) => cutAtWord(line, LONGEST_LINE));
  const kept = fitted(lines, LONGEST_FACTS);
  const isCut = kept.length === lines.length && lines.some((line, i) => line !== whole[i]);
  return isCut && !kept.includes(SAID.morePapers) ? [...kept, SAID.morePapers] : kept;
}

function documentLines({ paperSets }: Procedure): string[] {
  const sets = paperSets.filter(({ papers }) => papers.length > 0);
  if (sets.length === 0) return [SAID.noPapers];
  const lines = (longest: number, only: (paper: Paper) => boolean) =>
    sets.flatMap(({ name, papers }) => {
      const shown = papers.filter(only).map((paper) => bullet(paperLine(paper, longest)));
      return name !== null && shown.length > 0
        ? [SAID.papersOfCase(shortened(name, longest)), ...shown]
        : shown;
    });
  const whole = lines(LONGEST_PAPER_NAME, () => true);
  if (lengthOf(whole) <= LONGEST_LIST) return whole;
  const short = lines(SHORT_PAPER_NAME, () => true);
  if (lengthOf(short) <= LONGEST_LIST) return short;
  // What one fills in oneself comes first: it is asked for most and cannot be guessed.
  const forms = lines(SHORT_PAPER_NAME, isForm);
  const others = lines(SHORT_PAPER_NAME, (paper) => !isForm(paper));
  return fitted([...forms, ...others], LONGEST_LIST);
}

function isForm({ name, forms }: Paper): boolean {
  return forms.length > 0 || FORM_NAME.test(name.slice(0, 60));
}

function lengthOf(lines: readonly string[]): number {
  return lines.reduce((sum, line) => sum + line.length + 1, 0);
}

function paperLine({ name, originals, copies }: Paper, longest: number): string {
  const counts = SAID.copies(originals, copies);
  return counts === '' ? shortened(name, longest) : `${shortened(name, longest)} (${counts})`;
}

/** Long names are cut at a word; the number of a form is what people need most, so one that would be cut off is kept. */
function shortened(name: string, longest: number): string {
  const line = name.replace(/\s+/g, ' ').replace(/[;,.\s]+$/, '');
  const head = cutAtWord(line, longest);
  if (head === line) return line;
  const form = /mẫu (?:số |đơn )?[^\s,;()]*\d[^\s,;()]*/iu.exec(line.slice(head.length - 2))?.[0];
  return form ? `${head} (${form})` : head;
}

function timeLines({ submissions }: Procedure): string[] {
  const byTime = new Map<string, string[]>();
  for (const { channel, time, note } of submissions) {
    const stated = [time === null ? null : timeText(time), note].filter((part) => part !== null).join('. ');
    if (stated === '') continue;
    byTime.set(stated, [...(byTime.get(stated) ?? []), CHANNEL_NAMES[channel]]);
  }
  if (byTime.size === 0) return [SAID.noTime];
  if (byTime.size === 1) return [...byTime.keys()];
  return [...byTime].map(([stated, channels]) => bullet(`${[...new Set(channels)].join(', ')}: ${stated}`));
}

function timeText({ amount, unit, text }: ProcessingTime): string | null {
  if (amount === null || unit === null) return text;
  return `${amount.toLocaleString('vi-VN')} ${UNIT_NAMES[unit]}`;
}

function whereLines({ agencies, receivedAt, levels }: Procedure): string[] {
  const lines = [
    agencies.length > 0 ? `${SAID.decidedBy} ${agencies.join('; ')}` : null,
    receivedAt === null ? null : `${SAID.receivedAt} ${receivedAt}`,
    levels.length > 0 ? `${SAID.levels} ${levels.map((level) => LEVEL_NAMES[level]).join(', ')}` : null,
  ].filter((line) => line !== null);
  return lines.length > 0 ? lines : [SAID.noPlace];
}

function onlineLines({ submissions, wholeOnline }: Procedure): string[] {
  const ways = [...new Set(submissions.map(({ channel }) => channel))];
  const online = ways.includes('online') || wholeOnline === true;
  const verdict = online ? (wholeOnline === true ? SAID.onlineWhole : SAID.onlinePart) : SAID.onlineNotListed;
  if (ways.length === 0) return [verdict];
  return [verdict, `${SAID.waysToFile} ${ways.map((way) => CHANNEL_NAMES[way]).join(', ')}.`];
}

function formLines({ paperSets }: Procedure): string[] {
  const papers = paperSets.flatMap((set) => set.papers);
  const named = papers.filter(({ name, forms }) => forms.length > 0 || FORM_NAME.test(name));
  if (named.length === 0) return [SAID.noForms];
  return fitted(
    [...new Set(named.map(({ name }) => bullet(shortened(name, SHORT_PAPER_NAME))))],
    LONGEST_LIST,
  );
}

function conditionLines({ conditions, steps }: Procedure): string[] {
  if (conditions === null) return [steps.length === 0 ? SAID.starterHasNoText : SAID.noConditions];
  const lines = sentences(conditions).flatMap((sentence) => cutSentence(sentence));
  return fitted(lines, LONGEST_CONDITIONS);
}

function legalLines({ legalBases }: Procedure): string[] {
  const lines = legalBases.map(({ number, title }) => bullet([number, title].filter(Boolean).join(' – ')));
  return lines.length > 0 ? fitted(lines, LONGEST_LIST) : [SAID.noLegal];
}

function overviewLines(record: Procedure): string[] {
  const papers = record.paperSets.flatMap((set) => set.papers);
  const [time] = timeLines(record);
  const [fee] = feeLines(record);
  const summed = [
    record.agencies.length > 0 ? `${SAID.overviewWhere} ${record.agencies.join('; ')}` : null,
    time === SAID.noTime || time === undefined ? null : `${SAID.overviewTime} ${time.replace(/^- /, '')}`,
    fee === undefined ? null : `${SAID.overviewFee} ${fee}`,
    record.results.length > 0 ? `${SAID.overviewResult} ${record.results.join('; ')}` : null,
  ].filter((line) => line !== null);
  return [
    ...summed.map((line) => cutAtWord(line, LONGEST_OVERVIEW_LINE)),
    ...(papers.length > 0 ? [SAID.overviewPapers] : []),
    ...fitted(
      papers.map((paper) => bullet(paperLine(paper, SHORT_PAPER_NAME))),
      700,
    ),
  ];
}

function bullet(line: string): string {
  return `- ${line}`;
}

/** As many lines as fit into `longest` characters; a cut list says that it goes on. */
function fitted(lines: readonly string[], longest: number): string[] {
  let length = 0;
  const kept = lines.filter((line, i) => {
    length += line.length + 1;
    return i === 0 || length <= longest;
  });
  return kept.length === lines.length ? [...lines] : [...kept, SAID.morePapers];
}
