// What a citizen reads while a complaint is written, sent, or guided to another door. Buttons are phrases of complaints/commands.tsv.

import type { MediaFault } from './attachments.ts';

export const buttons = {
  send: 'Gửi phản ánh',
  edit: 'Sửa lại',
  cancel: 'Thôi, không gửi',
  anonymous: 'Gửi ẩn danh',
  named: 'Không ẩn danh',
  call: 'Xin gọi lại',
  noCall: 'Không cần gọi lại',
  skip: 'Bỏ qua',
  unknownCode: 'Không nhớ mã',
  unknownTime: 'Không nhớ rõ',
  resume: 'Tiếp tục phản ánh',
  fresh: 'Viết phản ánh mới',
  different: 'Việc khác',
  ordinary: 'Đây chỉ là phản ánh',
  mine: 'Phản ánh của tôi',
  /** Under a dossier that is late; its code is known then. */
  late: 'Gửi phản ánh trễ hẹn',
  editWhat: 'Sửa nội dung',
  editWhere: 'Sửa nơi xảy ra',
  editWhen: 'Sửa thời gian',
  editDossier: 'Sửa mã hồ sơ',
  editCategory: 'Sửa loại việc',
  urgent: 'Đánh dấu gấp',
  notUrgent: 'Không gấp',
} as const;

/** Files of a message that did not come; each says what the citizen may do. */
const missed: Readonly<Record<MediaFault, string>> = {
  unreachable:
    'Tôi chưa lấy được ảnh hay tệp vừa gửi. Xin gửi lại; không gửi được thì cứ viết tiếp, không có tệp cũng được.',
  too_large:
    'Tệp vừa gửi nặng quá 10 MB nên không được giữ. Xin gửi ảnh nhỏ hơn, hoặc cứ viết tiếp, không có tệp cũng được.',
  too_many_pixels:
    'Ảnh vừa gửi quá lớn nên không được giữ. Xin gửi ảnh nhỏ hơn, hoặc cứ viết tiếp, không có ảnh cũng được.',
  too_many: 'Tin vừa gửi có quá nhiều tệp; các tệp sau không được giữ.',
  unknown_type:
    'Tôi chỉ nhận ảnh chụp (JPEG, PNG, WebP) và tệp PDF, nên tệp vừa gửi không được giữ. Xin gửi ảnh khác, hoặc cứ viết tiếp, không có tệp cũng được.',
  identity_card:
    'Ảnh vừa gửi là ảnh căn cước hoặc hộ chiếu nên tôi không nhận và đã xóa ngay: đó là giấy tờ riêng, phản ánh không cần đến. Xin cứ viết tiếp, hoặc gửi ảnh khác.',
  broken:
    'Tệp vừa gửi bị hỏng nên không được giữ. Xin gửi lại tệp khác, hoặc cứ viết tiếp, không có tệp cũng được.',
};

export const complaintReplies = {
  begun:
    'Tôi sẽ giúp ghi **phản ánh, kiến nghị**. Chưa có gì được gửi đi cho đến khi anh chị bấm “Gửi phản ánh”; muốn dừng thì gõ “thôi”.',
  files: 'Có ảnh hay tệp PDF thì gửi kèm ở đây được. Xin **đừng gửi ảnh căn cước** hay giấy tờ tùy thân.',
  questions: {
    what: 'Xin kể việc cần phản ánh: chuyện gì đã xảy ra?',
    dossier: 'Mã hồ sơ ghi trên giấy hẹn là gì? Ví dụ: H48.18-250701-0001.',
    where: 'Việc này xảy ra ở đâu? Ví dụ: quầy số 3, UBND phường Nghĩa Lộ.',
    when: 'Việc này xảy ra lúc nào? Ví dụ: sáng nay, ngày 15/8, cả tuần nay.',
    phone: 'Xin cho số điện thoại để cán bộ gọi lại.',
    name: 'Cán bộ gọi thì xưng hô thế nào? Xin cho biết tên, hoặc bấm “Bỏ qua”.',
    part: 'Anh chị muốn sửa phần nào?',
    category: 'Việc này thuộc loại nào?',
  },
  again: {
    what: 'Xin kể lại nội dung cần phản ánh.',
    dossier: 'Mã hồ sơ đúng là gì?',
    where: 'Nơi xảy ra đúng là ở đâu?',
    when: 'Thời gian đúng là lúc nào?',
  },
  noCode: 'Tôi chưa đọc được mã hồ sơ. Mã có dạng H48.18-250701-0001; không nhớ thì bấm “Không nhớ mã”.',
  noPhone: 'Số này chưa đúng. Số di động có 10 chữ số, số bàn có 11 chữ số và bắt đầu bằng 02.',
  review: '**Xin xem lại trước khi gửi**',
  lines: {
    what: (text: string): string => `- Nội dung: ${text}`,
    where: (text: string): string => `- Nơi xảy ra: ${text}`,
    when: (text: string): string => `- Thời gian: ${text}`,
    dossier: (code: string): string => `- Mã hồ sơ: ${code}`,
    category: (label: string): string => `- Loại việc: ${label}`,
    agency: (name: string): string => `- Nơi dự kiến trả lời: ${name} (cán bộ sẽ xem lại)`,
    urgent: '- Mức độ: gấp',
    files: (count: number): string => `- Tệp gửi kèm: ${count}`,
    lostFiles: (count: number): string =>
      `- ${count} tệp gửi đã quá một ngày nên không còn; cần thì xin gửi lại`,
    joined: (code: string): string => `- Cùng việc với phản ánh ${code}`,
    chat: '- Trả lời: ngay tại cuộc trò chuyện này',
    call: (phone: string, name: string | null): string =>
      `- Trả lời: tại đây và gọi số ${phone}${name === null ? '' : ` (${name})`}`,
    anonymous:
      '- Gửi **ẩn danh**: không ghi tên và số điện thoại. Phản ánh ẩn danh được nhận để tham khảo, không hứa trả lời',
  },
  reviewEnd: 'Đúng thì bấm “Gửi phản ánh”. Chỗ nào chưa đúng, bấm “Sửa lại” hoặc nhắn: “sửa nơi xảy ra: …”.',
  similar: 'Đã có phản ánh giống việc này đang được giải quyết. Có phải cùng một việc không?',
  similarLine: (number: number, summary: string, code: string): string => `${number}. ${summary} (${code})`,
  similarEnd:
    'Nếu cùng việc, anh chị vẫn có mã riêng và hạn trả lời riêng, và cán bộ giải quyết chung một lần.',
  same: (code: string): string => `Cùng việc ${code}`,
  receipt: (code: string, moment: string): string => `Đã ghi nhận phản ánh **${code}** lúc ${moment}.`,
  key: (key: string): string =>
    `Mã bí mật để theo tiếp ở nơi khác: **${key}**. Xin chép lại và đừng cho người khác biết.`,
  due: (day: string): string => `Hạn trả lời: trước hết ngày **${day}**.`,
  dueProjected: (day: string): string =>
    `Hạn trả lời: dự kiến trước hết ngày **${day}** (lịch nghỉ lễ chưa công bố chính thức).`,
  noAnswerPromised: 'Phản ánh ẩn danh được nhận để tham khảo, không hứa trả lời.',
  newsHere:
    'Khi có kết quả, tôi báo ngay tại đây. Muốn biết tới đâu rồi thì gõ “phản ánh của tôi”. Ở nơi khác (Zalo, trang web, máy khác, hoặc trang web đã đóng quá một giờ) thì gõ câu đó kèm mã và mã bí mật: xem được, và chuyển sang nhận tin ở đó được.',
  sentBefore: (code: string): string =>
    `Phản ánh này đã gửi rồi, mã **${code}**; không gửi thêm lần nữa. Có việc khác thì cứ kể.`,
  longEnough:
    'Nội dung đã dài, nên phần vừa nhắn chưa được thêm vào. Xin gửi phản ánh này; còn ý khác thì viết phản ánh sau.',
  cancelled: 'Dạ, tôi bỏ phản ánh này, không gửi gì đi. Khi cần thì cứ nhắn.',
  aside: 'Phản ánh đang viết dở vẫn còn. Muốn viết tiếp thì bấm “Tiếp tục phản ánh”.',
  resumed: 'Dạ, ta viết tiếp.',
  nothingToResume: 'Chưa có phản ánh nào viết dở, ta viết mới nhé.',
  which: 'Anh chị đang viết dở một phản ánh:',
  whichEnd: 'Viết tiếp phản ánh đó, hay bỏ đi và viết phản ánh mới?',
  filesKept: (count: number): string => (count === 1 ? 'Đã nhận 1 tệp.' : `Đã nhận ${count} tệp.`),
  pdfKept: 'Tệp PDF được giữ nguyên như đã gửi, kể cả thông tin ẩn trong tệp.',
  filesTooMany: (most: number): string =>
    `Mỗi phản ánh nhận nhiều nhất ${most} tệp; các tệp sau không được giữ.`,
  filesUnasked: 'Tôi chỉ nhận tệp khi đang viết phản ánh, nên tệp vừa gửi không được dùng.',
  missed,
  lateMatter: (code: string): string => `Hồ sơ ${code} trễ hẹn, đến nay chưa có kết quả.`,
  callMatter: 'Xin gọi lại.',
  callTaken: (phone: string): string =>
    `Tôi chỉ ghi số **${phone}** và lời xin gọi lại, không ghi nội dung nào khác.`,
  callOffer:
    'Nếu cần người thật hướng dẫn, bấm “Xin gọi lại”: chỉ số điện thoại được ghi, không ghi nội dung.',
  ordinaryBegun:
    'Dạ, vậy ta ghi như phản ánh thường. Xin kể lại ngắn gọn việc cần phản ánh; không cần nêu tên người.',
} as const;
