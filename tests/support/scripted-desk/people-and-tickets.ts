// A made-up desk: people, agencies, tickets and conversations.
import type {
  Agency,
  Colleague,
  ConversationRow,
  Said,
  TicketRow,
  TicketView,
} from '../../../api/console/client/shapes.ts';

const DAY_MS = 86_400_000;
const NOW = Date.now();
export const ago = (days: number): string => new Date(NOW - days * DAY_MS).toISOString();

const center = { id: 'trung-tam', name: 'Trung tâm Phục vụ hành chính công tỉnh' };
const land = { id: 'so-nn-mt', name: 'Sở Nông nghiệp và Môi trường' };
const building = { id: 'so-xay-dung', name: 'Sở Xây dựng' };
export const ME = { id: '1', name: 'Nguyễn Thị Hạnh' };
const OTHER = { id: '2', name: 'Trần Văn Bình' };

export const AGENCIES: Agency[] = [
  { ...center, kind: 'center', phrases: ['trung tâm hành chính công', 'một cửa tỉnh'], active: true },
  { ...land, kind: 'department', phrases: ['sở tài nguyên', 'sở nông nghiệp'], active: true },
  { ...building, kind: 'department', phrases: ['sở giao thông'], active: true },
  { id: 'xa-binh-son', name: 'UBND xã Bình Sơn', kind: 'commune', phrases: ['xã bình sơn'], active: false },
];

const member = { active: true, signedUp: true, createdAt: ago(90) };
export const STAFF: Colleague[] = [
  { ...ME, ...member, username: 'hanh.nguyen', role: 'coordinator', agency: null },
  { ...OTHER, ...member, username: 'binh.tran', role: 'officer', agency: land },
  {
    id: '3',
    name: 'Lê Thu Cúc',
    ...member,
    username: 'cuc.le',
    role: 'operator',
    agency: null,
    signedUp: false,
  },
  {
    id: '4',
    name: 'Phạm Đức',
    ...member,
    username: 'duc.pham',
    role: 'officer',
    agency: building,
    active: false,
  },
];

const row = (
  number: number,
  summary: string,
  rest: Partial<TicketRow> & Pick<TicketRow, 'status' | 'clock'>,
): TicketRow => ({
  code: `PA-2026-${String(number).padStart(6, '0')}`,
  version: 1,
  category: 'late-dossier',
  class: 'conduct',
  urgent: false,
  anonymous: false,
  channel: 'direct-line',
  summary,
  agency: land,
  assignee: null,
  openedAt: ago(3),
  dueAt: ago(-12),
  workingDaysLeft: 12,
  reopened: 0,
  incidentCode: null,
  linked: 0,
  ...rest,
});

export const ROWS: TicketRow[] = [
  row(131, 'Hồ sơ sang tên sổ đỏ quá hẹn hai tuần chưa có kết quả, gọi không ai trả lời', {
    status: 'processing',
    clock: 'overdue',
    workingDaysLeft: -2,
    dueAt: ago(3),
    openedAt: ago(24),
    assignee: ME,
    linked: 2,
  }),
  row(140, 'Bãi rác đốt gần trường học, khói bay vào lớp mỗi sáng', {
    status: 'received',
    clock: 'due_soon',
    workingDaysLeft: 1,
    dueAt: ago(-1),
    category: 'environment',
    class: 'service',
    urgent: true,
    channel: 'zalo-oa',
  }),
  row(138, 'Cán bộ quầy số 4 nói chuyện thiếu tôn trọng, bắt đi lại ba lần', {
    status: 'info_given',
    clock: 'due_soon',
    workingDaysLeft: 0,
    dueAt: ago(0),
    category: 'staff-attitude',
    agency: center,
    assignee: OTHER,
    reopened: 1,
  }),
  row(142, 'Cổng dịch vụ công báo lỗi khi nộp phí trước bạ', {
    status: 'received',
    clock: 'running',
    category: 'portal-error',
    class: 'service',
    agency: null,
  }),
  row(143, 'Đề nghị mở thêm quầy nhận hồ sơ đất đai vào sáng thứ Bảy', {
    status: 'processing',
    clock: 'none',
    dueAt: null,
    workingDaysLeft: null,
    category: 'other',
    class: 'service',
    anonymous: true,
    channel: 'phone',
    agency: center,
  }),
  row(120, 'Thu phí chứng thực cao hơn bảng niêm yết', {
    status: 'info_requested',
    clock: 'paused',
    category: 'wrong-fee',
    agency: building,
    assignee: OTHER,
  }),
  row(98, 'Yêu cầu nộp lại bản sao căn cước đã có trên VNeID', {
    status: 'answered',
    clock: 'stopped',
    category: 'extra-documents',
    assignee: ME,
  }),
];

export const CONVERSATION = 'direct-line:c1';

export function viewOf(ticket: TicketRow): TicketView {
  const mine = ticket.channel !== 'phone';
  return {
    ...ticket,
    what: `${ticket.summary}.\nTôi nộp ngày 02/11, phiếu hẹn trả ngày 16/11. Đến nay đã lên hỏi hai lần, lần nào cũng bảo về chờ.`,
    where: 'Quầy số 4, Trung tâm tỉnh',
    when: 'Từ ngày 16/11 đến nay',
    dossierCode: 'H48.18-261102-0042',
    citizen: { name: 'Võ Thị Lành', phone: '0905 123 456' },
    attachments: [
      { id: 'a1', name: 'phieu-hen.png', type: 'image/png', bytes: 182_000 },
      { id: 'a2', name: 'don-de-nghi.pdf', type: 'application/pdf', bytes: 96_000 },
    ],
    conversationId: mine ? CONVERSATION : null,
    openedIn: null,
    rating: null,
    mayTransfer: ticket.reopened === 0,
    moves: ['info_requested', 'returned', 'answered'],
    undoUntil: null,
    events: [
      {
        id: '1',
        at: ticket.openedAt,
        kind: 'opened',
        by: 'citizen',
        from: null,
        to: null,
        text: null,
        delivery: null,
        deliveryReason: null,
      },
      {
        id: '2',
        at: ago(2),
        kind: 'triaged',
        by: ME,
        from: null,
        to: null,
        text: 'Hồ sơ trễ hẹn, thuộc Sở Nông nghiệp và Môi trường.',
        delivery: null,
        deliveryReason: null,
      },
      {
        id: '3',
        at: ago(1),
        kind: 'moved',
        by: OTHER,
        from: 'received',
        to: 'processing',
        text: 'Đã liên hệ chi nhánh đăng ký đất đai.',
        delivery: 'announced',
        deliveryReason: 'Quá 7 ngày kể từ lần cuối người dân nhắn',
      },
      {
        id: '4',
        at: ago(0.2),
        kind: 'read',
        by: OTHER,
        from: null,
        to: null,
        text: null,
        delivery: null,
        deliveryReason: null,
      },
    ],
    linkedCodes: ticket.linked > 0 ? ['PA-2026-000098', 'PA-2026-000120'] : [],
    similar: [
      {
        code: 'PA-2026-000142',
        summary: 'Hồ sơ đất nộp ở quầy số 4 cũng quá hẹn, chưa ai gọi lại',
        openedAt: ago(5),
      },
    ],
  };
}

export const ACTIVITIES: Said[] = [
  {
    position: 1,
    from: 'citizen',
    by: null,
    text: 'ho so sang ten so do cua toi tre hen 2 tuan roi',
    at: ago(3),
    sources: [],
    delivery: null,
    deliveryReason: null,
  },
  {
    position: 2,
    from: 'assistant',
    by: null,
    text: 'Dạ, theo quy định **thời hạn giải quyết là 10 ngày làm việc**. Ông/bà có muốn gửi phản ánh chậm trễ không?\n\nNguồn: [Cổng Dịch vụ công Quốc gia](https://dichvucong.gov.vn)',
    at: ago(3),
    sources: [
      {
        code: '1.012756',
        title: 'Đăng ký biến động quyền sử dụng đất, quyền sở hữu tài sản gắn liền với đất',
      },
    ],
    delivery: 'delivered',
    deliveryReason: null,
  },
  {
    position: 3,
    from: 'citizen',
    by: null,
    text: 'có, cho tôi gặp cán bộ luôn',
    at: ago(2.9),
    sources: [],
    delivery: null,
    deliveryReason: null,
  },
];

export const CONVERSATIONS: ConversationRow[] = [
  {
    id: CONVERSATION,
    channel: 'direct-line',
    mode: 'bot',
    waitingSince: ago(0.01),
    place: 1,
    holder: null,
    unread: 0,
    lastText: 'có, cho tôi gặp cán bộ luôn',
    ticketCodes: ['PA-2026-000131'],
  },
  {
    id: 'zalo-oa:c2',
    channel: 'zalo-oa',
    mode: 'bot',
    waitingSince: ago(0.005),
    place: 2,
    holder: null,
    unread: 0,
    lastText: 'alo có ai không, tôi hỏi giấy phép xây dựng nhà ở nông thôn',
    ticketCodes: [],
  },
];
