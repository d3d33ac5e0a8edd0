// Reduces a procedure to facts (names, numbers, units, dates) without the running text of its source.

import type { Fee, Paper, PaperSet, Procedure, Submission } from '../procedure.ts';
import { documentNumber } from './legal-basis.ts';
import { tidyLine, withoutMarker } from './tidy.ts';

export const LONGEST_LABEL = 100;
export const LONGEST_NAME = 150;
export const LONGEST_FEE_TEXT = 300;
const LONGEST_HEAD = 110;
const SHORTEST_HEAD = 15;

const SENTENCE_END = /[.;]\s|\n/u;
const AMOUNT = /\d[\d.]*\s*(?:đồng|đ|vnđ|vnd|usd|triệu)(?!\p{L})|\d{1,3}(?:\.\d{3})+/giu;
const CONDITION = /(?:trường hợp|nếu|đối với|trừ(?: khi)?|khi)(?!\p{L})/iu;
const PAPER_START =
  /(?::|,|(?<!\p{L})(?:thì phải có|phải có|thì))\s*(?=(?:đơn|tờ khai|giấy|bản|biên bản|văn bản|báo cáo|hồ sơ|danh sách|quyết định|hợp đồng|phiếu|tài liệu|sơ đồ)(?!\p{L}))/iu;

/** Where the name of a thing ends and its description begins. */
const NAME_END =
  /\s*(?:[:\n]|\.(?=\s|$)|\s\(|\s[-–]\s|(?:,\s*)?(?<!\p{L})(?:trong đó|trong trường hợp|trường hợp|đối với|dành cho|trừ|nếu|ban hành kèm|theo quy định|được quy định|quy định tại|theo mẫu|do|gồm|có xác nhận)(?!\p{L}))/giu;

const FORM_NUMBER = /(?<!\p{L})mẫu(?:\s+số)?\s*(?:[A-ZĐ]{0,4}-?\d[\p{L}\d.]*(?:[/-][\p{L}\d]+)*)/iu;

const TEMPORARY_RATE =
  /(\d[\d.]*\s*(?:đồng|đ)(?:\/[\p{L} ]+?)?)\s+(?:kể )?từ (?:ngày )?(\d{1,2}\/\d{1,2}\/\d{4}) đến (?:hết )?(?:ngày )?(\d{1,2}\/\d{1,2}\/\d{4})/iu;

/** Words added by us where the source says more than the fact that is kept. */
const MORE_ABOUT_FEE = 'nguồn còn ghi mức hoặc điều kiện khác';
const DEPENDS_ON_CASE = '(tùy trường hợp)';
const SET_BY_COUNCIL = 'Hội đồng nhân dân tỉnh quy định';

/**
 * The same procedure without steps, conditions, notes and titles of legal documents. Fees keep their amounts and, when
 * it is a bare label, their text; papers and results keep the head of their name and the number of their form.
 */
export function bareFactsOf(procedure: Procedure): Procedure {
  return {
    ...procedure,
    receivedAt: labelOrNull(procedure.receivedAt),
    submissions: procedure.submissions.map(submissionFacts),
    paperSets: procedure.paperSets.flatMap((set) => paperSetFacts(set) ?? []),
    steps: [],
    conditions: null,
    results: [...new Set(procedure.results.map((result) => nameOf(withoutMarker(result))))],
    legalBases: procedure.legalBases.flatMap(({ number }) =>
      number === null ? [] : [{ number, title: null }],
    ),
  };
}

function submissionFacts(submission: Submission): Submission {
  const text = labelOrNull(submission.time?.text ?? null);
  return {
    channel: submission.channel,
    time: submission.time?.amount == null && text === null ? null : { ...submission.time!, text },
    fees: submission.fees.map((fee) => ({ ...fee, text: feeText(fee) })),
    note: labelOrNull(submission.note),
  };
}

function labelOrNull(text: string | null): string | null {
  const label = (text ?? '').replace(/^[-+*•\s]+/, '').replace(/[\s.;,]+$/, '');
  return label !== '' && label.length <= LONGEST_LABEL && !SENTENCE_END.test(label) ? label : null;
}

/**
 * A short label, a list of amounts with their labels, what the amount is for, who or which document sets the fee;
 * otherwise null, or, beside an amount, that the source says more: an amount must not look unconditional when it is not.
 */
function feeText({ amount, text }: Fee): string | null {
  if (text === null) return null;
  const known = labelOrNull(text) ?? priceList(text) ?? reducedRate(text);
  if (known !== null) return known;
  if (amount !== null && amount > 0) return purposeOf(amount, text) ?? MORE_ABOUT_FEE;
  if (hasAmount(text)) return null;
  if (/hội đồng nhân dân|HĐND/iu.test(text)) return SET_BY_COUNCIL;
  const number = documentNumber(text);
  return number === null ? null : `theo văn bản số ${number}`;
}

/** "Đăng ký tạm trú theo danh sách: + Trường hợp …" when the text names no other amount and no period. */
function purposeOf(amount: number, text: string): string | null {
  const [purpose = '', ...rest] = text.split(':');
  const others = [...text.matchAll(AMOUNT)].some(([figure]) => Number(figure.replace(/\D/g, '')) !== amount);
  const label = labelOrNull(purpose);
  return rest.length === 0 ||
    others ||
    /như sau|\([^)]*$/iu.test(purpose) ||
    /\d{4}|miễn|giảm/iu.test(rest.join(':'))
    ? null
    : label;
}

function hasAmount(text: string): boolean {
  return text.search(AMOUNT) >= 0;
}

/** "- Dưới 5 tấn: 50.000 đồng/giấy; - Từ 5 tấn …" when every part is a short label with an amount. */
function priceList(text: string): string | null {
  const parts = text
    .split(/;\s*|\n|(?<=[\p{L}\d).])\s+(?=[-+]\s)/u)
    .map((part) => withoutMarker(part))
    .filter((part) => part !== '');
  if (!parts.every((part) => part.length <= LONGEST_LABEL && hasAmount(part) && !SENTENCE_END.test(part)))
    return null;
  const list = parts.join('; ');
  return list.length <= LONGEST_FEE_TEXT ? list : null;
}

/** One amount that holds for a time: "25.000 đồng/hồ sơ kể từ ngày 01/7/2025 đến hết ngày 31/12/2026". */
function reducedRate(text: string): string | null {
  const line = tidyLine(text).replace(/(\d{1,2}) tháng (\d{1,2}) năm (\d{4})/giu, '$1/$2/$3');
  const rate = TEMPORARY_RATE.exec(line);
  if (rate === null || [...line.matchAll(AMOUNT)].length !== 1) return null;
  return `${rate[1]} từ ngày ${rate[2]} đến hết ngày ${rate[3]}`;
}

function paperSetFacts(set: PaperSet): PaperSet | null {
  const papers = new Map<string, Paper>();
  for (const paper of set.papers) {
    const name = paperName(paper.name);
    if (!papers.has(name)) papers.set(name, { ...paper, name, forms: [] });
  }
  if (papers.size === 0) return null;
  const title =
    set.name === null
      ? null
      : shorten(set.name.replace(/,? (?:thành phần )?hồ sơ[^,]{0,60}gồm$/iu, ''), LONGEST_HEAD);
  return { name: title, papers: [...papers.values()], notes: [] };
}

/** "Trường hợp mất: đơn trình báo (mẫu M02)" → "Đơn trình báo (mẫu M02) (tùy trường hợp)". */
function paperName(full: string): string {
  const conditional = /^(?:trường hợp|đối với|nếu|trong trường hợp|khi)(?!\p{L})/iu.test(full);
  const start = conditional ? PAPER_START.exec(full) : null;
  const paper = start === null ? full : full.slice(start.index + start[0].length);
  const head = conditional && start === null ? shorten(full, LONGEST_HEAD) : headOf(paper);
  const form = FORM_NUMBER.exec(paper)?.[0].replace(/[.]$/, '');
  const capital = head.charAt(0).toLocaleUpperCase('vi') + head.slice(1);
  const name =
    form === undefined || head.includes(form) || form.length > 20 ? capital : `${capital} (${form})`;
  const depends = conditional || CONDITION.test(paper.slice(head.length));
  return depends ? `${name} ${DEPENDS_ON_CASE}` : name;
}

function nameOf(full: string): string {
  return full.length <= LONGEST_LABEL && !SENTENCE_END.test(full) ? full : headOf(full);
}

/** Up to where the description begins, unless too little would be left. */
function headOf(full: string): string {
  const end =
    [...full.matchAll(NAME_END)].find((match) => match.index >= SHORTEST_HEAD)?.index ?? full.length;
  return shorten(withoutMarker(full.slice(0, end).replace(/[\s,([–-]+$/, '')), LONGEST_HEAD);
}

/** The first sentence, cut between words with an ellipsis when it is longer. */
function shorten(text: string, longest: number): string {
  const line = tidyLine(text).replace(/(?<=\p{Ll}{2}[)”"]?)\.\s.*$/u, '');
  if (line.length <= longest) return line;
  return `${line.slice(0, line.lastIndexOf(' ', longest - 1)).replace(/[\s,;:([–-]+$/, '')}…`;
}
