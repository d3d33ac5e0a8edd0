// Reads the ".doc" that the national portal offers for one procedure: a .docx of labelled paragraphs and tables.

import { type Fee, officialLink, type PaperSet, type Procedure, type Submission } from '../procedure.ts';
import { agenciesOf } from './agencies.ts';
import { readCode } from './code.ts';
import { feeOf } from './fees.ts';
import { legalBasesOf } from './legal-basis.ts';
import { type PaperEntry, paperSetOf } from './papers.ts';
import { sentenceCase } from './sentence-case.ts';
import { type SourceRecord, UnreadableRecord } from './source-record.ts';
import { tidyLine, tidyList, tidyOrNull, tidyText, withoutMarker } from './tidy.ts';
import type { Block } from './word-document.ts';
import { writtenAmount, writtenChannel, writtenLevels, writtenTime } from './written-values.ts';

/** In the order of the document. */
const LABELS = [
  'Mã thủ tục',
  'Số quyết định',
  'Tên thủ tục',
  'Cấp thực hiện',
  'Loại thủ tục',
  'Lĩnh vực',
  'Trình tự thực hiện',
  'Cách thức thực hiện',
  'Thành phần hồ sơ',
  'Đối tượng thực hiện',
  'Cơ quan thực hiện',
  'Cơ quan có thẩm quyền',
  'Địa chỉ tiếp nhận HS',
  'Cơ quan được ủy quyền',
  'Cơ quan phối hợp',
  'Kết quả thực hiện',
  'Căn cứ pháp lý',
  'Yêu cầu, điều kiện thực hiện',
  'Từ khóa',
  'Mô tả',
] as const;
type Label = (typeof LABELS)[number];
type Section = { text: string; blocks: Block[] };
type Sections = Map<Label, Section>;

/** Begins of agency names: commas inside a name ("Sở Văn hóa, Thể thao và Du lịch") do not separate. */
const NEXT_AGENCY =
  /,\s+(?=(?:Sở|Ủy ban|Uỷ ban|UBND|Chủ tịch|Công an|Bộ|Cục|Chi cục|Thuế|Ngân hàng|Ban|Văn phòng|Trung tâm|Phòng|Tòa|Bảo hiểm|Kho bạc|Cơ quan|Đồn)(?!\p{L}))/u;

/** Whether the document is such an export at all. */
export function isPortalDocument(blocks: readonly Block[]): boolean {
  const sections = sectionsOf(blocks);
  return sections.has('Mã thủ tục') && sections.has('Tên thủ tục');
}

/** The blocks of the document → SourceRecord. Throws UnreadableRecord with the label at fault. */
export function readPortalDocument(blocks: readonly Block[]): SourceRecord {
  const sections = sectionsOf(blocks);
  const raw = lineOf(sections, 'Mã thủ tục');
  const code = readCode(raw);
  if (code === null) throw new UnreadableRecord('Mã thủ tục', `mã "${raw}" không đúng dạng 1.234567`);
  const title = sentenceCase(lineOf(sections, 'Tên thủ tục').replace(/[\s.;,]+$/, ''));
  if (title === '') throw new UnreadableRecord('Tên thủ tục', 'còn trống', code.code);
  const { levels, unknown } = writtenLevels(lineOf(sections, 'Cấp thực hiện'));
  if (unknown.length > 0)
    throw new UnreadableRecord('Cấp thực hiện', `không hiểu "${unknown.join(', ')}"`, code.code);
  const decision = sectionText(sections, 'Số quyết định');
  const procedure: Procedure = {
    code: code.code,
    title,
    levels,
    fields: tidyList([lineOf(sections, 'Lĩnh vực')]),
    agencies: agenciesOf(
      lineOf(sections, 'Cơ quan thực hiện').split(NEXT_AGENCY),
      !/UBND/.test(decision ?? ''),
    ),
    receivedAt: sectionText(sections, 'Địa chỉ tiếp nhận HS'),
    publisher: null,
    decision: { number: decision, date: null },
    publishedOn: null,
    subjects: tidyList(lineOf(sections, 'Đối tượng thực hiện').split(/,\s+(?![^(]*\))(?=\p{Lu})/u)),
    submissions: tablesOf(sections, 'Cách thức thực hiện').flatMap((rows) => rows.slice(1).map(submissionOf)),
    paperSets: paperSetsOf(sections.get('Thành phần hồ sơ')?.blocks ?? []),
    steps: stepsOf(sectionText(sections, 'Trình tự thực hiện')),
    conditions: sectionText(sections, 'Yêu cầu, điều kiện thực hiện'),
    results: tidyList(lineOf(sections, 'Kết quả thực hiện').split(/,\s+(?![^(]*\))(?=\p{Lu})/u)),
    legalBases: legalBasesOf(
      tablesOf(sections, 'Căn cứ pháp lý').flatMap((rows) =>
        rows.slice(1).map(([number = '', name = '']) => ({ code: number, name })),
      ),
    ),
    wholeOnline: null,
    link: officialLink(code.code),
  };
  return { procedure, internal: false, withdrawn: code.withdrawn, codeAsWritten: code.asWritten };
}

function sectionsOf(blocks: readonly Block[]): Sections {
  const headings = headingsOf(blocks);
  const sections: Sections = new Map();
  for (const [order, { at, index, rest }] of headings.entries()) {
    const inside = blocks.slice(at + 1, headings[order + 1]?.at);
    const more = inside.flatMap((block) => (block.kind === 'paragraph' ? [block.text] : []));
    sections.set(LABELS[index]!, { text: [rest, ...more].join('\n'), blocks: inside });
  }
  return sections;
}

type Heading = { at: number; index: number; rest: string };

/** The longest run of labels in the order of LABELS: a label that only occurs in somebody's text breaks that order. */
function headingsOf(blocks: readonly Block[]): Heading[] {
  const longest: Heading[][] = [];
  for (const [at, block] of blocks.entries()) {
    if (block.kind !== 'paragraph') continue;
    const text = block.text.normalize('NFC').trimStart();
    const index = LABELS.findIndex((label) => text.startsWith(`${label}:`));
    if (index < 0) continue;
    const before = longest.filter((run) => run.at(-1)!.index < index);
    const best = before.reduce<Heading[]>((most, run) => (run.length > most.length ? run : most), []);
    longest.push([...best, { at, index, rest: text.slice(LABELS[index]!.length + 1) }]);
  }
  return longest.reduce((most, run) => (run.length > most.length ? run : most), []);
}

function sectionText(sections: Sections, label: Label): string | null {
  return tidyOrNull(sections.get(label)?.text);
}

function lineOf(sections: Sections, label: Label): string {
  return tidyLine(sectionText(sections, label) ?? '');
}

function tablesOf(sections: Sections, label: Label): string[][][] {
  return (sections.get(label)?.blocks ?? []).flatMap((block) => (block.kind === 'table' ? [block.rows] : []));
}

function stepsOf(text: string | null): Procedure['steps'] {
  return text === null ? [] : [{ name: null, text }];
}

function submissionOf([channel = '', time = '', fees = '', note = '']: string[]): Submission {
  const known = writtenChannel(channel);
  if (known === null)
    throw new UnreadableRecord('Cách thức thực hiện', `không hiểu hình thức nộp "${channel}"`);
  return { channel: known, time: writtenTime(time), fees: feesOf(fees), note: tidyOrNull(note) };
}

/** "Phí : 10.000 Đồng (…)" and so on, one after the other. "Miễn phí Đồng" is how the portal prints an amount of 0. */
function feesOf(cell: string): Fee[] {
  const parts = tidyText(cell).split(/\n(?=(?:Phí|Lệ phí|Giá|Mức giá)\s*:)/u);
  return parts.flatMap((part) => {
    const match =
      /^(Phí|Lệ phí|Giá|Mức giá)\s*:\s*(Miễn phí|[\d.,]*)\s*(Đồng|Việt Nam Đồng|VNĐ|USD)?\s*([\s\S]*)$/u.exec(
        part,
      );
    if (match === null)
      return tidyOrNull(part) === null
        ? []
        : [feeOf({ kind: 'fee', amount: null, currency: null, text: part })];
    const [, kind, figure = '', currency, rest = ''] = match;
    return [
      feeOf({
        kind: kind === 'Phí' ? 'fee' : kind === 'Lệ phí' ? 'service_fee' : 'price',
        amount: figure === 'Miễn phí' ? 0 : writtenAmount(figure),
        currency: currency === 'USD' ? 'USD' : 'VND',
        text: /^\([\s\S]*\)$/.test(rest) ? rest.slice(1, -1) : rest,
      }),
    ];
  });
}

/** Each table of papers stands under the name of its case. */
function paperSetsOf(blocks: readonly Block[]): PaperSet[] {
  const sets: PaperSet[] = [];
  let title = '';
  for (const block of blocks) {
    if (block.kind === 'paragraph') {
      title = tidyLine(block.text) === '' ? title : block.text;
      continue;
    }
    const set = paperSetOf(title, block.rows.slice(1).map(paperEntry));
    if (set !== null) sets.push(set);
    title = '';
  }
  return sets;
}

function paperEntry([name = '', forms = '', quantities = '']: string[]): PaperEntry {
  return {
    name,
    originals: Number(/Bản chính:\s*(\d+)/iu.exec(quantities)?.[1] ?? 0),
    copies: Number(/Bản sao:\s*(\d+)/iu.exec(quantities)?.[1] ?? 0),
    forms: forms.split('\n').map(withoutMarker),
  };
}
