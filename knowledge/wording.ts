// Every fixed word of an answer in Vietnamese, in one table. Facts come from the record; nothing here states one.

import type { Facet } from './facet.ts';
import type { Fee, Level, Procedure, SubmissionChannel, TimeUnit } from './procedure.ts';

export const LEVEL_NAMES: Record<Level, string> = {
  ministry: 'cấp bộ',
  province: 'cấp tỉnh',
  commune: 'cấp xã',
  other: 'cơ quan khác',
};

export const CHANNEL_NAMES: Record<SubmissionChannel, string> = {
  direct: 'Nộp trực tiếp',
  online: 'Nộp trực tuyến',
  postal: 'Gửi qua bưu chính',
};

export const UNIT_NAMES: Record<TimeUnit, string> = {
  working_day: 'ngày làm việc',
  day: 'ngày',
  hour: 'giờ',
  month: 'tháng',
  year: 'năm',
};

export const FEE_KINDS: Record<Fee['kind'], string> = {
  fee: 'phí',
  service_fee: 'lệ phí',
  price: 'giá dịch vụ',
};

/** What officers call the parts of a record. */
export const FIELD_NAMES: Record<Exclude<keyof Procedure, 'code'>, string> = {
  title: 'Tên thủ tục',
  levels: 'Cấp thực hiện',
  fields: 'Lĩnh vực',
  agencies: 'Cơ quan giải quyết',
  receivedAt: 'Nơi tiếp nhận',
  publisher: 'Cơ quan công bố',
  decision: 'Quyết định công bố',
  publishedOn: 'Ngày công khai',
  subjects: 'Đối tượng thực hiện',
  submissions: 'Cách nộp, thời gian, phí',
  paperSets: 'Thành phần hồ sơ',
  steps: 'Trình tự thực hiện',
  conditions: 'Yêu cầu, điều kiện',
  results: 'Kết quả',
  legalBases: 'Căn cứ pháp lý',
  wholeOnline: 'Trực tuyến toàn trình',
  link: 'Trang chính thức',
};

/** Heading under the title, by facet. */
export const HEADINGS: Record<Facet, string> = {
  overview: 'Tóm tắt cách làm',
  documents: 'Giấy tờ cần có',
  fee: 'Phí, lệ phí',
  time: 'Thời gian giải quyết',
  where: 'Nơi nộp hồ sơ',
  online: 'Nộp qua mạng',
  form: 'Mẫu đơn, tờ khai',
  conditions: 'Yêu cầu, điều kiện',
  result: 'Kết quả nhận được',
  legal: 'Căn cứ pháp lý',
};

/** Short question for a suggested button, by facet. */
export const FACET_BUTTONS: Record<Facet, string> = {
  overview: 'Làm thế nào?',
  documents: 'Cần giấy tờ gì?',
  fee: 'Lệ phí bao nhiêu?',
  time: 'Mất bao lâu?',
  where: 'Nộp ở đâu?',
  online: 'Nộp qua mạng được không?',
  form: 'Dùng mẫu đơn nào?',
  conditions: 'Điều kiện thế nào?',
  result: 'Nhận được giấy gì?',
  legal: 'Theo văn bản nào?',
};

export const SAID = {
  copies: (originals: number, copies: number): string =>
    [originals > 0 ? `${originals} bản chính` : '', copies > 0 ? `${copies} bản sao` : '']
      .filter(Boolean)
      .join(', '),
  morePapers: 'Danh sách còn dài, xem đủ ở trang chính thức bên dưới.',
  papersOfCase: (name: string): string => `${name.replace(/[:\s]+$/, '')}:`,
  papersOfSomeCase: 'Tùy trường hợp, cần một số trong các giấy tờ sau:',
  noPapers: 'Nguồn chưa ghi danh sách giấy tờ. Xin hỏi nơi tiếp nhận hồ sơ trước khi đi nộp.',
  noFee: 'Nguồn không ghi mức phí, lệ phí. Xin hỏi nơi tiếp nhận hồ sơ để biết mức thu.',
  unsettledFee:
    'Nguồn ghi 0 đồng nhưng không nói rõ là được miễn hay chưa quy định mức thu. Xin hỏi lại nơi tiếp nhận hồ sơ trước khi nộp.',
  oddFee: 'con số nguồn ghi, có thể sai đơn vị; xin hỏi lại nơi tiếp nhận',
  noTime: 'Nguồn không ghi thời gian giải quyết bằng con số. Xin xem ngày hẹn trên giấy tiếp nhận hồ sơ.',
  noPlace: 'Nguồn chưa ghi rõ nơi nộp. Xin hỏi Trung tâm Phục vụ hành chính công.',
  decidedBy: 'Cơ quan giải quyết:',
  receivedAt: 'Nơi tiếp nhận:',
  levels: 'Thực hiện ở:',
  onlineWhole: 'Được. Thủ tục này làm trực tuyến toàn bộ quá trình trên Cổng Dịch vụ công quốc gia.',
  onlinePart: 'Được nộp trực tuyến trên Cổng Dịch vụ công quốc gia; có bước vẫn có thể phải đến nơi.',
  onlineNotListed: 'Nguồn không ghi cách nộp trực tuyến cho thủ tục này.',
  waysToFile: 'Các cách nộp nguồn ghi:',
  noForms: 'Nguồn chưa ghi mẫu đơn, tờ khai riêng cho thủ tục này.',
  noConditions: 'Nguồn không ghi yêu cầu, điều kiện riêng cho thủ tục này.',
  starterHasNoText:
    'Bản số liệu rút gọn đang dùng chưa có phần này. Xin xem trang chính thức bên dưới hoặc hỏi nơi tiếp nhận.',
  noResult: 'Nguồn chưa ghi tên giấy tờ được nhận.',
  noLegal: 'Nguồn chưa ghi số văn bản.',
  fromText: 'Nguồn ghi rõ thêm:',
  overviewPapers: 'Giấy tờ:',
  overviewWhere: 'Nơi giải quyết:',
  overviewTime: 'Thời gian:',
  overviewFee: 'Phí, lệ phí:',
  overviewResult: 'Kết quả:',
  source: 'Nguồn:',
  yes: 'có',
  no: 'không',
  procedureCode: 'thủ tục',
  decision: (number: string | null, date: string | null): string =>
    [`Quyết định`, number, date ? `ngày ${date}` : null].filter(Boolean).join(' '),
  dataDate: (month: string): string => `số liệu ${month}`,
  starter: 'bản rút gọn',
  variants: 'Thủ tục này còn có bản thực hiện ở cấp khác:',
  askBack: 'Có mấy thủ tục gần giống nhau. Việc cần làm là việc nào?',
  sameForAll: (fact: string): string => `Việc nào cũng vậy: ${fact}`,
  notFound:
    'Tôi chưa tìm thấy thủ tục nào khớp với câu hỏi này trong danh mục đang có. Xin nói rõ hơn muốn làm giấy gì, hoặc chọn gặp cán bộ.',
  ungrounded:
    'Tôi tìm thấy thủ tục nhưng chưa đủ chắc chắn để trả lời phần này. Xin xem trang chính thức hoặc chọn gặp cán bộ.',
} as const;

type Sentence = string | ((...parts: never[]) => string);
type Worded<Table extends Record<string, Sentence>> = {
  [Key in keyof Table]: Table[Key] extends (...parts: infer Parts) => string
    ? (...parts: Parts) => string
    : string;
};

/** All fixed words of an answer in one language. */
export interface Wording {
  levels: Record<Level, string>;
  channels: Record<SubmissionChannel, string>;
  units: Record<TimeUnit, string>;
  headings: Record<Facet, string>;
  buttons: Record<Facet, string>;
  said: Worded<typeof SAID>;
}

export const VIETNAMESE: Wording = {
  levels: LEVEL_NAMES,
  channels: CHANNEL_NAMES,
  units: UNIT_NAMES,
  headings: HEADINGS,
  buttons: FACET_BUTTONS,
  said: SAID,
};
