// Every word of the report, in one table.

import type { Intent } from '../../../bot/understand.ts';
import type { Outcome } from '../../../knowledge/answer.ts';
import type { Fault } from '../failures.ts';
import type { FigureName } from '../figure.ts';
import type { Expectation } from '../sets.ts';

export const WORDS = {
  title: 'Báo cáo đánh giá trợ lý',
  about:
    'Trợ lý trả lời các bộ câu hỏi bằng đúng chương trình đang phục vụ người dân; bảng dưới đây so câu trả lời với đáp án.',
  catalogue: 'Danh mục',
  embedder: 'Bộ nhúng',
  at: 'Lúc đo',
  contents: 'Mục lục',
  totals: 'Kết quả chung',
  questions: 'Câu hỏi',
  messages: 'Tin nhắn',
  dialogs: 'Hội thoại',
  slices: 'Chia nhỏ',
  slicesAbout: 'Nhóm ít câu có khoảng tin cậy rộng: chưa nên kết luận.',
  byStyle: 'Theo cách viết',
  byFacet: 'Theo điều được hỏi',
  byPublisher: 'Theo cơ quan công bố',
  byField: 'Theo lĩnh vực',
  confusion: 'Nhầm lẫn',
  confusionAbout:
    'Hàng: đáp án. Cột: trợ lý hiểu. Đường chéo là đúng; màu càng đậm, tỷ lệ trong hàng càng lớn.',
  facets: 'Điều được hỏi',
  intents: 'Ý định',
  expectedByFound: 'Đáp án \\ hiểu là',
  reliability: 'Độ tin cậy của quyết định',
  reliabilityAbout:
    'Mỗi điểm là một nhóm câu có độ tin cậy gần nhau; càng gần đường chéo, độ tin cậy càng đúng với thực tế. Vạch đứng: khoảng 95%.',
  noConfidence: 'Lần đo này không có độ tin cậy để vẽ.',
  calibrationError: (value: string) => `Sai lệch trung bình giữa độ tin cậy và tỷ lệ đúng: ${value}.`,
  confidence: 'Độ tin cậy',
  shareRight: 'Tỷ lệ đúng',
  latency: 'Thời gian trả lời',
  latencyAbout: (p50: string, p95: string) => `Trung vị ${p50} ms, 95% số lượt không quá ${p95} ms.`,
  milliseconds: 'Mili giây',
  turns: 'Số lượt',
  leftOut: 'Khi bỏ cách hỏi của một ngành',
  leftOutAbout:
    'Mỗi hàng: lập chỉ mục không có tệp cách hỏi của ngành đó, rồi hỏi lại các câu của ngành. Mức giảm cho thấy phần nào nhờ cách hỏi viết sẵn, phần nào tự tổng quát được. “Chỉ tên thủ tục”: chỉ mục không có cách hỏi nào, của ngành nào cũng vậy. Bộ nhúng dựng sẵn giữ nguyên như khi phát hành.',
  group: 'Ngành',
  all: 'Tất cả',
  without: 'Khi bỏ',
  drop: 'Mức giảm',
  titlesOnly: 'Chỉ tên thủ tục',
  failures: 'Chưa đạt',
  noFailures: 'Không có câu nào chưa đạt.',
  failedOf: (failed: number, n: number) => `${failed} trên ${n}`,
  expected: 'Đáp án',
  found: 'Tìm thấy',
  outcome: 'Kết cục',
  facts: 'Dữ kiện phải có',
  missing: '(thiếu)',
  isRight: '(đúng)',
  score: 'điểm',
  chance: 'khả năng',
  matched: 'khớp với',
  nothingFound: 'Không tìm thấy thủ tục nào.',
  choices: 'Lựa chọn đã đưa ra',
  reply: 'Câu trả lời',
  said: 'Người dân',
  turn: 'lượt',
  figure: 'Chỉ số',
  value: 'Giá trị',
  interval: 'Khoảng 95%',
  table: 'Bảng số liệu',
  name: 'Nhóm',
  none: 'không có',
} as const;

export const FIGURE_NAMES: Record<FigureName, string> = {
  n: 'Số lượt',
  r1: 'Đúng thủ tục ở vị trí đầu (R@1)',
  r3: 'Trong 3 vị trí đầu (R@3)',
  r5: 'Trong 5 vị trí đầu (R@5)',
  r10: 'Trong 10 vị trí đầu (R@10)',
  mrr10: 'Trung bình nghịch đảo thứ hạng (MRR@10)',
  resolvedFirstReply: 'Giải quyết ngay ở câu trả lời đầu',
  facetAccuracy: 'Hiểu đúng điều được hỏi',
  factRecall: 'Nêu đủ dữ kiện',
  factRecallWhereRight: 'Nêu đủ dữ kiện khi đúng thủ tục',
  askedBack: 'Phải hỏi lại',
  intentAccuracy: 'Hiểu đúng ý định',
  categoryAccuracy: 'Đúng loại phản ánh',
  dossierCodeAccuracy: 'Đọc đúng mã hồ sơ',
  denunciationAsComplaint: 'Tố cáo bị hiểu thành phản ánh',
  turnAccuracy: 'Lượt đúng',
  dialogAccuracy: 'Hội thoại đúng trọn vẹn',
  p50ms: 'Thời gian trung vị (ms)',
  p95ms: 'Thời gian ở phân vị 95 (ms)',
};

/** Heads of the slices' columns. */
export const SHORT_NAMES = {
  n: 'Số câu',
  r1: 'R@1',
  r3: 'R@3',
  resolvedFirstReply: 'Giải quyết ngay',
  facetAccuracy: 'Đúng điều hỏi',
  factRecallWhereRight: 'Đủ dữ kiện',
} as const satisfies Partial<Record<FigureName, string>>;

export const STYLE_NAMES: Readonly<Record<string, string>> = {
  plain: 'Thường',
  nodiacritics: 'Không dấu',
  teencode: 'Viết tắt, teencode',
  story: 'Kể chuyện',
  dialect: 'Tiếng địa phương',
};

export const OUTCOME_NAMES: Record<Outcome, string> = {
  answered: 'đã trả lời',
  asked_back: 'hỏi lại',
  no_source: 'không tìm thấy căn cứ',
  out_of_scope: 'ngoài phạm vi',
  ungrounded: 'bị chặn vì thiếu căn cứ',
};

export const INTENT_NAMES: Record<Intent, string> = {
  procedure: 'thủ tục',
  dossier: 'hồ sơ',
  complaint: 'phản ánh',
  denunciation: 'tố cáo',
  'formal-appeal': 'khiếu nại',
  'ticket-status': 'tra cứu phiếu',
  handoff: 'gặp cán bộ',
  smalltalk: 'xã giao',
  'out-of-scope': 'ngoài phạm vi',
  emergency: 'khẩn cấp',
  abuse: 'lăng mạ',
  cancel: 'hủy',
  confirm: 'xác nhận',
};

export const FAULT_NAMES: Record<Fault, string> = {
  unresolved: 'chưa giải quyết được',
  rank: 'thủ tục đúng không ở đầu',
  intent: 'hiểu sai ý định',
  facet: 'hiểu sai điều được hỏi',
  facts: 'thiếu dữ kiện',
};

export const EXPECTATION_NAMES: Record<keyof Expectation, string> = {
  intent: 'ý định',
  facet: 'điều được hỏi',
  codes: 'thủ tục',
  facts: 'dữ kiện',
  category: 'loại phản ánh',
  dossierCode: 'mã hồ sơ',
};

/** The name of a label, or the label itself where a set uses one that has none. */
export function nameIn(names: Readonly<Record<string, string>>, label: string): string {
  return names[label] ?? (label === '' ? WORDS.none : label);
}

const PERCENT = new Intl.NumberFormat('vi-VN', {
  style: 'percent',
  minimumFractionDigits: 1,
  maximumFractionDigits: 1,
});
const DECIMAL = new Intl.NumberFormat('vi-VN', { minimumFractionDigits: 1, maximumFractionDigits: 3 });

/** 0.925 → "92,5%". */
export function percent(value: number): string {
  return PERCENT.format(value);
}

/** At most three decimals, with a comma. */
export function decimal(value: number): string {
  return DECIMAL.format(value);
}
