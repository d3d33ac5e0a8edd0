// Reads one record of the national public-service portal's API (2026).

import type { z } from 'zod';
import {
  type Fee,
  type Level,
  officialLink,
  type Procedure,
  type ProcessingTime,
  procedure,
  type Submission,
  type SubmissionChannel,
  type TimeUnit,
} from '../procedure.ts';
import { agenciesOf, isNationwide } from './agencies.ts';
import { readCode } from './code.ts';
import { feeOf } from './fees.ts';
import { documentNumber, legalBasesOf } from './legal-basis.ts';
import { type PortalRecord, portalRecord } from './national-portal-record.ts';
import { paperSetOf } from './papers.ts';
import { sentenceCase } from './sentence-case.ts';
import { type SourceRecord, UnreadableRecord } from './source-record.ts';
import { tidyLine, tidyList, tidyOrNull, tidyText } from './tidy.ts';

const CHANNELS: Record<'DIRECT' | 'ONLINE' | 'POSTAL', SubmissionChannel> = {
  DIRECT: 'direct',
  ONLINE: 'online',
  POSTAL: 'postal',
};
const UNITS: Record<'WORKING_DAY' | 'DAY' | 'HOUR' | 'MONTH' | 'YEAR', TimeUnit> = {
  WORKING_DAY: 'working_day',
  DAY: 'day',
  HOUR: 'hour',
  MONTH: 'month',
  YEAR: 'year',
};
const FEE_KINDS: Record<'FEE' | 'SERVICE_FEE' | 'PRICE_LEVEL', Fee['kind']> = {
  FEE: 'fee',
  SERVICE_FEE: 'service_fee',
  PRICE_LEVEL: 'price',
};
type SourceUnit = keyof typeof UNITS | 'OTHER';

/** Where the source gives no unit, the time often stands in the description of the row. */
const SAYS_HOW_LONG =
  /\d\s*(?:ngày|giờ|tháng|năm)(?!\s*\d)|trong ngày|thời hạn giải quyết|ngay (?:sau )?khi/iu;

type PortalMethod = NonNullable<PortalRecord['executionMethods']>[number];

/**
 * A raw record → SourceRecord. Accepts the bare record, the record under `detail`, and the envelope
 * `{code: "OK", data}`. Throws UnreadableRecord with the field at fault.
 */
export function readPortalRecord(raw: unknown): SourceRecord {
  const source = portalRecord.safeParse(unwrap(raw));
  if (!source.success) throw faultOf(source.error, raw);
  const record = source.data;
  const code = readCode(record.code);
  if (code === null)
    throw new UnreadableRecord('code', `mã thủ tục "${record.code}" không đúng dạng 1.234567`, record.code);
  const result = procedure.safeParse(procedureOf(record, code.code));
  if (!result.success) throw faultOf(result.error, raw);
  return {
    procedure: result.data,
    internal: record.isInternal ?? false,
    withdrawn: code.withdrawn,
    codeAsWritten: code.asWritten,
  };
}

function unwrap(raw: unknown): unknown {
  if (typeof raw !== 'object' || raw === null) return raw;
  if ('detail' in raw && isObject(raw.detail)) return raw.detail;
  if ('data' in raw && isObject(raw.data)) return unwrap(raw.data);
  return raw;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function faultOf(error: z.ZodError, raw: unknown): UnreadableRecord {
  const issue = error.issues[0]!;
  const record = unwrap(raw);
  const code =
    isObject(record) && 'code' in record && typeof record.code === 'string' ? record.code.trim() : null;
  const field = issue.path.join('.') || 'bản ghi';
  return new UnreadableRecord(field, `không đọc được (${issue.message})`, code);
}

function procedureOf(record: PortalRecord, code: string): Procedure {
  const publisher = tidyLine(record.departmentPromulgateName ?? '');
  const proposal = record.procedureProposal;
  return {
    code,
    title: sentenceCase(tidyLine(record.name).replace(/[\s.;,]+$/, '')),
    levels: levelsOf(record),
    fields: namesOf(record.categoriesDetails),
    agencies: agenciesOfRecord(record, isNationwide(publisher)),
    receivedAt: tidyOrNull(record.dossierReceivingAddresses),
    publisher: publisher === '' ? null : publisher,
    decision: { number: decisionNumber(proposal?.proposalNumber), date: dayOf(proposal?.decisionDate) },
    publishedOn: dayOf(proposal?.publicationDate),
    subjects: namesOf(record.subjectTypesDetails),
    submissions: (record.executionMethods ?? []).map(submissionOf),
    paperSets: (record.executionCases ?? []).flatMap((executionCase) => {
      const entries = (executionCase.profileComponents ?? []).map((component) => ({
        name: component.name,
        originals: component.originalQty ?? 0,
        copies: component.copyQty ?? 0,
        forms: (component.attachments ?? []).flatMap(({ fileName }) => fileName ?? []),
      }));
      return paperSetOf(executionCase.name ?? null, entries) ?? [];
    }),
    steps: (record.executionSteps ?? []).flatMap((step) => {
      const description = tidyText(step.description ?? '');
      const name = tidyOrNull(step.name);
      if (description === '') return name === null ? [] : [{ name: null, text: name }];
      return [{ name, text: description }];
    }),
    conditions: tidyOrNull(record.requirementsAndConditions),
    results: namesOf(record.resultsDetails).map(sentenceCase),
    legalBases: legalBasesOf(
      (record.legalBasisesDetails ?? []).map((basis) => ({ code: basis.code ?? '', name: basis.name ?? '' })),
    ),
    wholeOnline: record.isFullProcess ?? null,
    link: officialLink(code),
  };
}

function submissionOf(method: PortalMethod): Submission {
  const note = tidyOrNull(method.description);
  const time = timeOf(method);
  const timeInNote = time === null && note !== null && SAYS_HOW_LONG.test(note);
  return {
    channel: CHANNELS[method.submissionMethod],
    time: timeInNote ? { amount: null, unit: null, text: note } : time,
    fees: (method.fees ?? []).map((fee) =>
      feeOf({
        kind: FEE_KINDS[fee.type ?? 'FEE'],
        amount: fee.value ?? null,
        currency: /USD/i.test(fee.currencyName ?? '') ? 'USD' : fee.currencyName ? 'VND' : null,
        text: fee.description,
      }),
    ),
    note: timeInNote ? null : note,
  };
}

function levelsOf(record: PortalRecord): Level[] {
  const flags: [boolean | null | undefined, Level][] = [
    [record.isMinistry, 'ministry'],
    [record.isProvince, 'province'],
    [record.isWard, 'commune'],
    [record.isOtherAgency, 'other'],
  ];
  return flags.flatMap(([flag, level]) => (flag ? [level] : []));
}

function namesOf(entries: ({ name: string } | null)[] | null | undefined): string[] {
  return tidyList((entries ?? []).map((entry) => entry?.name));
}

/** The agency stands in any of three places; the one in words repeats the first. Who has the authority stands in when none is named. */
function agenciesOfRecord(record: PortalRecord, nationwide: boolean): string[] {
  const executing = [...namesOf(record.departmentsExecuting), ...namesOf(record.unitGroupsExecuting)];
  if (executing.length > 0) return agenciesOf(executing, nationwide);
  const inWords = agenciesOf([record.executingAgencies], nationwide);
  if (inWords.length > 0) return inWords;
  return agenciesOf(
    [...namesOf(record.departmentsAuthority), ...namesOf(record.unitGroupsAuthority)],
    nationwide,
  );
}

/** A number needs a unit to be a time: with unit OTHER it says nothing, and so does a bare "Không" or "-". */
function timeOf({ processingTime, processingTimeUnit }: PortalMethod): ProcessingTime | null {
  const unit: SourceUnit = processingTimeUnit ?? 'OTHER';
  const words = typeof processingTime === 'string' ? tidyText(processingTime) : '';
  const amount = typeof processingTime === 'number' ? processingTime : numberIn(words);
  if (amount !== null)
    return unit === 'OTHER' || amount <= 0 ? null : { amount, unit: UNITS[unit], text: null };
  return /\p{L}{2}/u.test(words) && !/^không( có)?\.?$/i.test(words)
    ? { amount: null, unit: null, text: words }
    : null;
}

function numberIn(words: string): number | null {
  return /^\d+(?:[.,]\d+)?$/.test(words) ? Number(words.replace(',', '.')) : null;
}

/** "1122/QĐ-UBND-2026-SXDdacthu" carries a note of the typist behind the number. */
function decisionNumber(raw: string | null | undefined): string | null {
  const line = tidyOrNull(raw);
  if (line === null) return null;
  return (documentNumber(line) ?? line).replace(/-\d{4}-.*$/, '');
}

/** Epoch milliseconds of a midnight in Việt Nam (UTC+7, no summer time) → its date. */
function dayOf(milliseconds: number | null | undefined): string | null {
  if (milliseconds === null || milliseconds === undefined) return null;
  return new Date(milliseconds + 7 * 3_600_000).toISOString().slice(0, 10);
}
