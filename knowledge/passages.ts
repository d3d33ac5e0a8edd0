// Sentences of a record's running text that speak to a question; quoted, never rewritten.

import type { Facet } from './facet.ts';
import { wordTerms } from './lexical.ts';
import type { Procedure } from './procedure.ts';
import type { Question } from './question.ts';
import { cutAtWord, fold, sentences, tokenise } from './vietnamese.ts';

const LONGEST_PASSAGE = 420;
const SHORTEST_PASSAGE = 15;

/** What a sentence of each facet looks like; a sentence without it is quoted only when the question's own words are in it. */
const LOOKS_LIKE: Partial<Record<Facet, RegExp>> = {
  time: /\d+\s*(?:ngày|giờ|tháng|năm|tuần|phút)|ngay trong|trong ngày/i,
  fee: /\d\s*(?:đồng|%)|lệ phí|mức (?:thu|phí)|miễn (?:phí|thu|nộp)/i,
  where:
    /(?:nộp|gửi|đến|tiếp nhận|liên hệ|lựa chọn)[^.;]{0,90}(?:cơ quan|ủy ban|trung tâm|văn phòng|công an|sở |thuế|bảo hiểm)|không phụ thuộc|thẩm quyền|chủ tịch/i,
  online: /trực tuyến|điện tử|ứng dụng|cổng|qua mạng/i,
  conditions: /phải|không được|điều kiện|có mặt|đủ|từ \d+ tuổi|tuổi|thuộc|được /i,
  form: /mẫu|tờ khai|phiếu|đơn /i,
  documents: /xuất trình|bản chính|bản sao|giấy|tờ khai|mẫu/i,
  result: /kết quả|cấp |quyết định|giấy|trích lục/i,
  legal: /nghị định|thông tư|luật|quyết định/i,
};

/** Passages of a facet are quoted only from this score on. Papers are listed anyway, so there more is asked. */
const FLOOR: Partial<Record<Facet, number>> = {
  documents: 0.5,
  overview: 0.5,
  result: 0.45,
  legal: 0.5,
  form: 0.45,
};
const USUAL_FLOOR = 0.3;
/** Facets whose passage must look like the facet, whatever words it shares. */
const STRICT: ReadonlySet<Facet> = new Set(['fee', 'time', 'form', 'where', 'online']);

/** The best passages for the question in reading order, at most `limit`. */
export function passagesFor(question: Question, facet: Facet, record: Procedure, limit = 3): string[] {
  const texts = [...new Set(textsOf(record, facet).flatMap(sentences).flatMap(cutSentence))]
    .map((text) => text.replace(/^[-+•*–\s]+/, ''))
    .filter((text) => text.length >= SHORTEST_PASSAGE);
  const units = texts.map((text, order) => ({
    text,
    order,
    terms: new Set(tokenise(text).flatMap(wordTerms)),
  }));
  const content = contentWeights(question, record.title, units);
  const pattern = LOOKS_LIKE[facet];
  return units
    .filter(({ text }) => !STRICT.has(facet) || pattern?.test(text))
    .map((unit) => ({ ...unit, score: scoreOf(unit, content, question.hints, pattern) }))
    .filter(({ score }) => score >= (FLOOR[facet] ?? USUAL_FLOOR))
    .toSorted((a, b) => b.score - a.score || a.order - b.order)
    .slice(0, limit)
    .toSorted((a, b) => a.order - b.order)
    .map(({ text }) => text);
}

interface Unit {
  text: string;
  order: number;
  terms: ReadonlySet<string>;
}

/** A word of the question weighs more the fewer sentences of this record have it; words of the title weigh little. */
function contentWeights(question: Question, title: string, units: readonly Unit[]): Map<string, number> {
  const inTitle = new Set(tokenise(title).map(fold));
  const weights = new Map<string, number>();
  for (const token of question.tokens) {
    const folded = fold(token);
    const own = (question.terms.get(folded) ?? 0) * (inTitle.has(folded) ? 0.4 : 1);
    for (const term of wordTerms(token)) {
      const having = units.filter(({ terms }) => terms.has(term)).length;
      const rarity = having === 0 ? 0 : Math.log(1 + units.length / having);
      weights.set(term, own * rarity * (term === folded ? 1 : 0.6));
    }
  }
  return weights;
}

function scoreOf(
  { text, terms }: Unit,
  content: ReadonlyMap<string, number>,
  hints: readonly string[],
  pattern: RegExp | undefined,
): number {
  let total = 0;
  let shared = 0;
  for (const [term, weight] of content) {
    total += weight;
    if (terms.has(term)) shared += weight;
  }
  const overlap = total === 0 ? 0 : shared / total;
  const lower = text.toLowerCase();
  const hinted = hints.filter((hint) => lower.includes(hint)).length;
  return (
    overlap * 0.7 +
    (pattern?.test(text) ? 0.12 : 0) +
    Math.min(3, hinted) * 0.12 +
    (terms.size <= 60 ? 0.04 : 0)
  );
}

/** Papers speak to what must be brought, not to where, when or how much. */
const ASKS_ABOUT_PAPERS: ReadonlySet<Facet> = new Set([
  'documents',
  'form',
  'conditions',
  'overview',
  'result',
]);

function textsOf(record: Procedure, facet: Facet): string[] {
  return [
    record.conditions ?? '',
    ...record.submissions.flatMap(({ note, fees, time }) => [
      note ?? '',
      time?.text ?? '',
      ...fees.map(({ text }) => text ?? ''),
    ]),
    ...record.steps.map(({ text }) => text),
    ...record.paperSets.flatMap(({ name, notes, papers }) => [
      ...notes,
      ...(ASKS_ABOUT_PAPERS.has(facet) ? [name ?? '', ...papers.map((paper) => paper.name)] : []),
    ]),
  ].filter((text) => text !== '');
}

/** A long sentence is cut at semicolons, then at commas before a new clause; what remains too long keeps its beginning, cut at a word. */
export function cutSentence(text: string): string[] {
  if (text.length <= LONGEST_PASSAGE) return [text];
  const parts = text.split(/(?<=;)\s+|(?<=,)\s+(?=(?:trường hợp|nếu|trong đó|thì|trừ)\s)/iu);
  return parts.map((part) => cutAtWord(part, LONGEST_PASSAGE));
}
