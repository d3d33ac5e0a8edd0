// What the other screens of the made-up desk show: answers, gaps, days off, figures.
import type {
  ChannelHealth,
  Holiday,
  HotlineAnswer,
  ImportsSeen,
  ListedGap,
  Overview,
  Report,
  ReportsSeen,
  Sentence,
} from '../../../api/console/client/shapes.ts';
import { ago } from './people-and-tickets.ts';

const dayAgo = (days: number): string => ago(days).slice(0, 10);

export const ANSWER: HotlineAnswer = {
  outcome: 'answered',
  spoken:
    'Đăng ký kết hôn thì anh chị cần tờ khai theo mẫu và giấy tờ tùy thân của hai bên. Nộp tại Ủy ban nhân dân cấp xã, xong ngay trong ngày làm việc.',
  procedure: {
    code: '1.000894',
    title: 'Thủ tục đăng ký kết hôn',
    url: 'https://dichvucong.gov.vn/1.000894',
  },
  choices: [{ code: '2.000806', title: 'Thủ tục đăng ký kết hôn có yếu tố nước ngoài' }],
  facts: [
    { facet: 'papers', label: 'Giấy tờ', text: 'Tờ khai đăng ký kết hôn; giấy tờ tùy thân để xuất trình' },
    { facet: 'fee', label: 'Lệ phí', text: 'Miễn lệ phí khi đăng ký trong nước' },
    { facet: 'time', label: 'Thời hạn', text: 'Ngay trong ngày làm việc' },
  ],
  source: 'Thủ tục 1.000894, Bộ Tư pháp, cập nhật 01/07/2026',
};

export const GAPS: ListedGap[] = [
  {
    id: '11',
    count: 14,
    firstDay: dayAgo(20),
    lastDay: dayAgo(1),
    status: 'open',
    resolution: null,
    messages: [
      {
        text: 'tách thửa cho con làm nhà',
        outcome: 'no_source',
        channel: 'direct-line',
        codes: [],
        count: 9,
      },
      { text: 'tach thua dat vuon', outcome: 'asked_back', channel: 'zalo-oa', codes: [], count: 5 },
    ],
  },
  {
    id: '12',
    count: 3,
    firstDay: dayAgo(4),
    lastDay: dayAgo(4),
    status: 'open',
    resolution: null,
    messages: [
      {
        text: 'xin giấy bán hàng rong ở bãi biển',
        outcome: 'rejected',
        channel: 'direct-line',
        codes: [],
        count: 3,
      },
    ],
  },
];

const everybodys = { part: null, agencyId: null, source: 'shipped' } as const;
const QUIET = {
  troubles: [],
  heardAt: '2026-11-24T02:00:00.000Z',
  queued: 0,
  oldestQueuedAt: null,
  waitingForCitizen: 0,
  waitingForQuota: 0,
  failed: 0,
  lastFailure: null,
  keysUntil: null,
  quotas: [],
};

export const CHANNELS: ChannelHealth[] = [
  { channel: 'direct-line', ...QUIET },
  {
    ...QUIET,
    channel: 'zalo-oa',
    troubles: ['consent_ended', 'stuck', 'no_quota', 'failing'],
    queued: 12,
    oldestQueuedAt: '2026-11-24T01:20:00.000Z',
    waitingForCitizen: 3,
    waitingForQuota: 1,
    quotas: [{ type: 'reply', remain: 0, total: 8, toldAt: '2026-11-24T02:00:00.000Z' }],
    failed: 2,
    lastFailure: 'Người dân đã chặn OA',
  },
  { ...QUIET, channel: 'zalo-personal', heardAt: null },
];

export const IMPORTS: ImportsSeen = {
  current: {
    id: '3b8f4c1e-6a55-4a56-9f0a-0c9d5c2f7a11',
    name: 'danh-muc-thang-11.xlsx',
    state: 'planned',
    progress: { done: 0, total: 3 },
    read: 2815,
    counts: { new: 2, changed: 1, unchanged: 2806, repealed: 1 },
    new: [
      { code: '1.014901', title: 'Cấp giấy phép bán lẻ rượu trên địa bàn xã' },
      { code: '1.014902', title: 'Đăng ký hộ kinh doanh' },
    ],
    changed: [{ code: '1.000894', title: 'Đăng ký kết hôn' }],
    repealed: ['1.001193'],
    tooMany: false,
    leftOut: { withdrawn: 1, internal: 2, level: 0, publisher: 0 },
    faultCount: 1,
    faults: [{ line: 17, code: '1.003', field: 'code', reason: 'mã không đúng dạng' }],
    remarks: ['không hiểu cột “Ghi chú 2”'],
  },
  past: [
    {
      source: 'starter',
      kind: 'starter',
      dataDate: '2026-07',
      finishedAt: '2026-11-20T02:00:00.000Z',
      counts: { new: 2809, changed: 0, unchanged: 0, repealed: 0 },
    },
  ],
};

const SUM: Report['sum'] = {
  total: 120,
  received: 110,
  carriedOver: 10,
  regulation: 12,
  conduct: 60,
  otherClass: 48,
  competent: 112,
  returned: 5,
  refused: 3,
  decided: 100,
  decidedOnTime: 92,
  decidedLate: 6,
  decidedUntimed: 2,
  open: 12,
  openInTime: 9,
  openLate: 2,
  openUntimed: 1,
  published: 40,
  satisfied: 51,
  dissatisfied: 7,
};

export const REPORT: Report = {
  firstDay: '2026-10-15',
  lastDay: '2026-11-14',
  rows: [],
  sum: SUM,
  frozen: null,
};

export const REPORTS: ReportsSeen = {
  periods: [
    { name: '2026-M11', firstDay: '2026-10-15', lastDay: '2026-11-14' },
    { name: '2026-M12', firstDay: '2026-11-15', lastDay: '2026-12-14' },
  ],
  frozen: [
    {
      id: '3',
      firstDay: '2026-09-15',
      lastDay: '2026-10-14',
      frozenAt: '2026-10-16T02:00:00.000Z',
      frozenBy: { id: '1', name: 'Nguyễn Thị Hạnh' },
    },
  ],
};

export const SENTENCES: Sentence[] = [
  {
    key: 'general.thanks',
    text: 'Dạ không có chi. Cần hỏi thêm thủ tục nào thì cứ nhắn tôi.',
    shipped: 'Dạ không có gì. Cần hỏi thêm thủ tục nào thì cứ nhắn tôi.',
    changedAt: '2026-11-20T02:00:00.000Z',
  },
  {
    key: 'dossier.madeUp',
    text: 'Đây là dữ liệu minh họa, không phải hồ sơ thật.',
    shipped: 'Đây là dữ liệu minh họa, không phải hồ sơ thật.',
    changedAt: null,
  },
];

export const HOLIDAYS: Holiday[] = [
  {
    ...everybodys,
    day: '2026-08-22',
    kind: 'work',
    name: 'Làm bù cho 31/8',
    basis: 'Thông báo của Bộ Nội vụ',
    status: 'official',
  },
  {
    ...everybodys,
    day: '2026-09-02',
    kind: 'off',
    name: 'Quốc khánh',
    basis: 'Bộ luật Lao động',
    status: 'official',
  },
  {
    ...everybodys,
    day: '2026-11-24',
    kind: 'off',
    name: 'Ngày Văn hóa Việt Nam',
    basis: 'NQ 28/2026/QH16',
    status: 'projected',
    source: 'entered',
  },
];

export const OVERVIEW: Overview = {
  today: {
    opened: 6,
    answered: 4,
    overdue: 1,
    dueSoon: 2,
    waitingConversations: 2,
    questions: 184,
    answeredShare: 0.91,
  },
  clocks: [
    { agency: 'Trung tâm Phục vụ hành chính công tỉnh', onTime: 12, overdue: 0 },
    { agency: 'Sở Nông nghiệp và Môi trường', onTime: 21, overdue: 1 },
    { agency: 'Sở Xây dựng', onTime: 8, overdue: 0 },
  ],
  perDay: Array.from({ length: 30 }, (_, index) => ({
    day: dayAgo(29 - index),
    opened: 3 + ((index * 7) % 5),
    answered: 2 + ((index * 5) % 6),
    questions: 120 + ((index * 37) % 90),
  })),
  topProcedures: [
    { code: '1.012756', title: 'Đăng ký biến động quyền sử dụng đất', count: 212 },
    { code: '1.000894', title: 'Thủ tục đăng ký kết hôn', count: 143 },
    { code: '1.004222', title: 'Đăng ký thường trú', count: 96 },
  ],
  satisfaction: { very_satisfied: 31, satisfied: 22, dissatisfied: 4 },
  byCategory: [
    { category: 'late-dossier', count: 38 },
    { category: 'land', count: 21 },
    { category: 'staff-attitude', count: 9 },
  ],
  byChannel: [
    { channel: 'direct-line', count: 44 },
    { channel: 'zalo-oa', count: 20 },
    { channel: 'phone', count: 12 },
  ],
};
