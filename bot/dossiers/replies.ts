// Every sentence a citizen reads about a dossier, in one table; what each status means stands in statuses.tsv.

import type { FactorSettings } from '../ports.ts';

const FACTOR_NUMBERS: Readonly<Record<FactorSettings['of'], string>> = {
  phone: 'số điện thoại đã ghi khi nộp hồ sơ',
  identity: 'số căn cước của người nộp hồ sơ',
  either: 'số điện thoại hoặc số căn cước đã ghi khi nộp hồ sơ',
};

export const dossierReplies = {
  askCode:
    'Xin gửi **mã hồ sơ** in trên giấy tiếp nhận hồ sơ và hẹn trả kết quả, ví dụ: H48.18-250701-0001. Gõ thiếu dấu chấm hay dấu gạch cũng được.',
  askCodeAgain:
    'Tôi chưa thấy mã hồ sơ trong tin nhắn. Mã nằm ở đầu giấy tiếp nhận, có dạng H48.18-250701-0001. Mất giấy thì hỏi nơi đã nộp hồ sơ.',
  askFactor: ({ of, digits }: FactorSettings): string =>
    `Để không ai khác xem được hồ sơ của ông/bà, xin gửi thêm **${digits} số cuối** của ${FACTOR_NUMBERS[of]}.`,
  askFactorAgain: ({ of, digits }: FactorSettings): string =>
    `Xin gửi đúng ${digits} chữ số cuối của ${FACTOR_NUMBERS[of]}, ví dụ: ${'1234567890'.slice(0, digits)}. Không tra nữa thì gõ “thôi”.`,
  forgotFactor:
    'Không nhớ số đã ghi thì xin xem trên giấy tiếp nhận hồ sơ, hoặc hỏi nơi đã nộp. Tôi không tra theo tên được.',
  noMatch: ({ digits }: FactorSettings): string =>
    `Tôi không tìm thấy hồ sơ nào khớp với mã và ${digits} số cuối vừa gửi. Xin xem lại cả hai trên giấy tiếp nhận hồ sơ rồi gửi lại. Hồ sơ mới nộp có khi chưa được cập nhật.`,
  locked: (until: string): string =>
    `Đã thử sai nhiều lần nên việc tra cứu tạm khóa đến ${until}. Nếu cần gấp, xin gọi số điện thoại in trên giấy tiếp nhận hồ sơ.`,
  unavailable:
    'Hệ thống hồ sơ đang không trả lời nên tôi chưa tra cứu được. Xin thử lại sau ít phút, tra trên Cổng Dịch vụ công quốc gia, hoặc gọi số điện thoại in trên giấy tiếp nhận hồ sơ.',
  madeUp: 'Đây là dữ liệu minh họa, không phải hồ sơ thật.',
  headline: (code: string, status: string): string => `**Hồ sơ ${code}: ${status}**`,
  procedure: (title: string): string => `- Thủ tục: ${title}`,
  agency: (name: string): string => `- Cơ quan xử lý: ${name}`,
  received: (day: string): string => `- Ngày tiếp nhận: ${day}`,
  due: (moment: string): string => `- Hẹn trả kết quả: ${moment}`,
  finished: (day: string): string => `- Có kết quả ngày: ${day}`,
  left: (days: number): string => `- Còn ${days} ngày làm việc nữa đến hẹn.`,
  dueToday: '- Hôm nay là ngày hẹn trả kết quả.',
  overdue: (code: string, days: number, day: string): string =>
    `Hồ sơ ${code} đã quá hẹn ${days} ngày làm việc (hẹn ngày ${day}). Trung tâm xin lỗi ông/bà.`,
  overdueRight:
    'Hồ sơ trễ hẹn thì ông/bà được nhận văn bản xin lỗi có ghi ngày hẹn mới của cơ quan xử lý. Tôi không tự hẹn ngày thay cơ quan được.',
  overdueReport: 'Ông/bà muốn gửi phản ánh trễ hẹn thì bấm nút bên dưới, mã hồ sơ được điền sẵn.',
  next: (what: string): string => `- Việc cần làm: ${what}`,
  asOf: (moment: string): string => `Thông tin cập nhật lúc ${moment}.`,
  stale: (moment: string): string =>
    `Hệ thống hồ sơ đang gián đoạn; đây là tình trạng biết được lần cuối, lúc ${moment}.`,
  apology: [
    'Khi hồ sơ trễ hẹn, cơ quan xử lý phải gửi người nộp văn bản xin lỗi có ghi ngày hẹn mới.',
    '- Hiện nay mẫu này tên là “Văn bản xin lỗi và đề nghị gia hạn thời gian giải quyết” (mẫu 04).',
    '- Trước đây, và ở một số thủ tục hộ tịch, tên là “Phiếu xin lỗi và hẹn lại ngày trả kết quả”. Hai tên là một việc.',
    'Chưa nhận được thì hỏi nơi đã nộp hồ sơ, hoặc gửi mã hồ sơ để tôi tra.',
  ].join('\n'),
  followed: (code: string): string =>
    `Tôi sẽ nhắn ở đây khi hồ sơ ${code} đổi tình trạng. Không muốn nữa thì gõ “bỏ theo dõi”.`,
  followUnseen: 'Muốn theo dõi thì trước hết tôi cần tra được hồ sơ.',
  unfollowed: (code: string): string => `Tôi không nhắn tin về hồ sơ ${code} nữa.`,
  nothingFollowed: 'Tôi đang không theo dõi hồ sơ nào trong cuộc trò chuyện này.',
  news: (code: string, status: string): string => `**Hồ sơ ${code} vừa đổi tình trạng: ${status}**`,
  reportLate: 'Gửi phản ánh trễ hẹn',
  follow: 'Theo dõi hồ sơ',
  unfollow: 'Bỏ theo dõi',
  another: 'Tra hồ sơ khác',
} as const;
