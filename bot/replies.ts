// Every sentence a citizen reads from the assistant, in one table. Answers about procedures are worded in knowledge/wording.ts.

import type { Intent } from './understand.ts';

/** What the Center has configured about itself; null where nothing is known, and then nothing is said. */
export interface Contact {
  phone: string | null;
  address: string | null;
  hours: string | null;
}

export const replies = {
  assistantName: 'Trợ lý tự động',
  welcome: [
    'Xin chào! Tôi là **trợ lý tự động (AI)** của Trung tâm Phục vụ hành chính công, không phải cán bộ.',
    'Tôi trả lời về thủ tục hành chính: cần giấy tờ gì, nộp ở đâu, bao lâu, lệ phí bao nhiêu. Câu trả lời lấy từ thủ tục đã công bố và có ghi nguồn để đối chiếu.',
    'Cứ hỏi như nói chuyện bình thường, không cần đúng tên thủ tục. Xin **đừng gửi** ảnh căn cước, mật khẩu, mã OTP hay số tài khoản.',
    'You can also write in English.',
  ].join('\n'),
  welcomeSuggestions: ['Làm giấy khai sinh cho con', 'Sang tên sổ đỏ', 'Mở quán nhỏ thì đăng ký gì?'],
  cut: 'Tin nhắn dài quá nên tôi chỉ đọc được phần đầu. Nếu còn ý khác, xin gửi tiếp từng câu ngắn.',
  unreadable:
    'Tôi chưa đọc được nội dung. Xin gõ câu hỏi bằng chữ, ví dụ: “làm giấy khai sinh cho con cần giấy gì”.',
  attachment:
    'Tôi chưa nhận được tệp hay hình ảnh. Xin gõ câu hỏi bằng chữ, và đừng gửi ảnh giấy tờ tùy thân.',
  emergency: [
    '**Nếu đang nguy hiểm, xin gọi ngay:**',
    '- 113: công an (đánh nhau, trộm cướp, bạo lực)',
    '- 114: cứu hỏa, cứu nạn (cháy, lũ, đuối nước, mắc kẹt)',
    '- 115: cấp cứu y tế',
    'Gọi được thì nói rõ đang ở đâu. Tôi là máy, không gọi giúp được.',
  ].join('\n'),
  distress: [
    'Tôi rất tiếc khi đọc điều này. Xin đừng ở một mình lúc này: hãy gọi cho một người thân, hoặc gọi **115** nếu thấy nguy hiểm.',
    'Tôi chỉ là máy trả lời thủ tục, nhưng luôn có người thật sẵn sàng nghe. Nếu cần, xin đến cơ sở y tế gần nhất hoặc báo cho công an, cán bộ xã.',
  ].join('\n'),
  denunciation: [
    'Nội dung này có dấu hiệu **tố cáo**. Để bảo vệ người tố cáo, xin **đừng gửi thêm tên người hay bằng chứng** qua kênh này.',
    'Nơi nhận tố cáo: người đứng đầu cơ quan quản lý người bị tố cáo, thanh tra, ban tiếp công dân hoặc công an. Danh tính người tố cáo được giữ bí mật theo Luật Tố cáo.',
  ].join('\n'),
  formalAppeal: [
    'Việc này là **khiếu nại** một quyết định hoặc hành vi hành chính, không phải phản ánh thường.',
    'Đơn khiếu nại lần đầu gửi đến chính cơ quan đã ra quyết định hoặc có hành vi đó. Xin giữ lại quyết định và ngày nhận, vì khiếu nại có thời hạn. Nếu chưa rõ, xin hỏi ban tiếp công dân.',
  ].join('\n'),
  complaint:
    'Tôi hiểu đây là **phản ánh, kiến nghị**. Ở kênh này tôi chưa ghi nhận phản ánh được nên chưa có gì được lưu hay chuyển đi. Xin gửi trên Cổng Dịch vụ công quốc gia (mục Phản ánh, kiến nghị) hoặc báo trực tiếp tại nơi tiếp nhận hồ sơ.',
  ticketStatus:
    'Tôi chưa tra cứu được phản ánh đã gửi. Xin xem ở nơi đã gửi phản ánh, hoặc hỏi nơi tiếp nhận kèm mã phản ánh.',
  dossier:
    'Tôi chưa tra cứu được hồ sơ ở kênh này. Xin tra bằng mã hồ sơ trên Cổng Dịch vụ công quốc gia, hoặc gọi số điện thoại in trên giấy tiếp nhận hồ sơ.',
  dossierCode: (code: string): string => `Mã hồ sơ tôi đọc được: **${code}**.`,
  handoff: 'Tôi là máy nên có khi chưa hiểu hết ý. Để gặp người thật:',
  handoffPhone: (phone: string): string => `- Điện thoại: ${phone}`,
  handoffAddress: (address: string): string => `- Đến trực tiếp: ${address}`,
  handoffHours: (hours: string): string => `- Giờ làm việc: ${hours}`,
  handoffUnknown:
    '- Gọi số điện thoại in trên giấy tiếp nhận hồ sơ, hoặc đến bộ phận một cửa của xã, phường hay Trung tâm Phục vụ hành chính công.',
  smalltalk:
    'Dạ, tôi là trợ lý tự động (AI) về thủ tục hành chính. Anh chị cần hỏi giấy tờ, lệ phí, nơi nộp hay thời gian của việc gì thì cứ nhắn.',
  thanks: 'Dạ không có gì. Cần hỏi thêm thủ tục nào thì cứ nhắn tôi.',
  goodbye: 'Dạ chào tạm biệt. Khi cần hỏi thủ tục thì cứ nhắn tôi.',
  abuse:
    'Tôi xin lỗi vì chưa giúp được. Xin nói lại việc cần làm bằng một câu ngắn, hoặc gõ “gặp cán bộ” để gặp người thật.',
  cancel: 'Dạ, tôi dừng ở đây. Khi cần hỏi việc khác thì cứ nhắn.',
  outOfScope:
    'Việc này ngoài khả năng của tôi. Tôi chỉ trả lời về thủ tục hành chính: giấy tờ, nơi nộp, thời gian, lệ phí.',
  confirmNothing: 'Dạ. Anh chị muốn hỏi thủ tục nào?',
  rejected: 'Xin lỗi, tôi đã hiểu chưa đúng ý.',
  rejectedChoices: 'Việc cần làm có phải là một trong các việc này không?',
  rejectedNothingElse: 'Xin nói lại việc cần làm bằng một câu khác, hoặc chọn gặp cán bộ.',
  human: 'Gặp cán bộ',
  failed: 'Xin lỗi, tôi vừa gặp trục trặc nên chưa trả lời được. Xin gửi lại câu hỏi sau ít phút.',
} as const;

/** Fixed replies of intents that need nothing but a sentence. */
export const FIXED: Partial<Record<Intent, string>> = {
  denunciation: replies.denunciation,
  'formal-appeal': replies.formalAppeal,
  complaint: replies.complaint,
  'ticket-status': replies.ticketStatus,
  abuse: replies.abuse,
  cancel: replies.cancel,
  'out-of-scope': replies.outOfScope,
  confirm: replies.confirmNothing,
};

/** How to reach a person, from what is configured. */
export function handoffText({ phone, address, hours }: Contact): string {
  const ways = [
    phone === null ? null : replies.handoffPhone(phone),
    address === null ? null : replies.handoffAddress(address),
    hours === null ? null : replies.handoffHours(hours),
  ].filter((way) => way !== null);
  return [replies.handoff, ...(ways.length > 0 ? ways : [replies.handoffUnknown])].join('\n');
}
