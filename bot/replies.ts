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
    'Tôi cũng xem giúp hồ sơ đã nộp tới đâu, và ghi phản ánh, kiến nghị để cơ quan trả lời ngay tại đây.',
    'Cứ hỏi như nói chuyện bình thường, không cần đúng tên thủ tục. Xin **đừng gửi** ảnh căn cước, mật khẩu, mã OTP hay số tài khoản.',
    'You can also write in English.',
  ].join('\n'),
  welcomePrivacy: (days: number): string =>
    `Nội dung trò chuyện được lưu ${days} ngày để hỗ trợ. Gõ “xóa dữ liệu” để yêu cầu xóa, “gặp cán bộ” để gặp người thật.`,
  welcomeSuggestions: ['Làm giấy khai sinh cho con', 'Sang tên sổ đỏ', 'Mở quán nhỏ thì đăng ký gì?'],
  cut: 'Tin nhắn dài quá nên tôi chỉ đọc được phần đầu. Nếu còn ý khác, xin gửi tiếp từng câu ngắn.',
  unreadable:
    'Tôi chưa đọc được nội dung. Xin gõ câu hỏi bằng chữ, ví dụ: “làm giấy khai sinh cho con cần giấy gì”.',
  noCodeOnPhoto:
    'Tôi chưa thấy mã hồ sơ trong ảnh, và ảnh không được lưu lại. Xin chụp gần và rõ mã vạch trên giấy hẹn, hoặc gõ mã, ví dụ: H48.18-250701-0001. Muốn gửi ảnh kèm phản ánh, xin nhắn “tôi muốn phản ánh” trước.',
  identityCard:
    'Ảnh vừa gửi là ảnh căn cước hoặc hộ chiếu nên tôi không nhận và đã xóa ngay: đó là giấy tờ riêng, không nên gửi qua tin nhắn. Tra hồ sơ thì chỉ cần mã hồ sơ trên giấy hẹn.',
  voiceNote: 'Tin thoại',
  heard: (text: string): string => `Tôi nghe: “${text}”`,
  voiceUnclear: 'Tôi nghe chưa rõ. Xin nói lại chậm, gần máy và ở chỗ ít ồn, hoặc gõ bằng chữ.',
  voiceUnclearAgain:
    'Xin lỗi, tôi vẫn chưa nghe rõ. Xin gõ bằng chữ, hoặc bấm “Gặp cán bộ” để nói chuyện với người thật.',
  voiceUnavailable:
    'Lúc này tôi chưa nghe được tin thoại. Xin gõ bằng chữ, hoặc gửi lại tin thoại sau ít phút.',
  readBack: (text: string): string =>
    `Tôi nghe: “${text}”. Việc này làm rồi thì không rút lại được. Có **đúng** như vậy không?`,
  readBackYes: 'Đúng, làm đi',
  readBackNo: 'Không phải',
  readBackDropped: 'Dạ, tôi chưa làm gì. Xin nói lại, hoặc bấm nút đã hiện ở trên.',
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
  dossier:
    'Tôi chưa tra cứu được hồ sơ ở kênh này. Xin tra bằng mã hồ sơ trên Cổng Dịch vụ công quốc gia, hoặc gọi số điện thoại in trên giấy tiếp nhận hồ sơ.',
  dossierCode: (code: string): string => `Mã hồ sơ tôi đọc được: **${code}**.`,
  handoff: 'Tôi là máy nên có khi chưa hiểu hết ý. Để gặp người thật:',
  handoffPhone: (phone: string): string => `- Điện thoại: ${phone}`,
  handoffAddress: (address: string): string => `- Đến trực tiếp: ${address}`,
  handoffHours: (hours: string): string => `- Giờ làm việc: ${hours}`,
  handoffOtherwise: 'Hoặc gặp người thật bằng cách khác:',
  handoffUnknown:
    '- Gọi số điện thoại in trên giấy tiếp nhận hồ sơ, hoặc đến bộ phận một cửa của xã, phường hay Trung tâm Phục vụ hành chính công.',
  queuedNext: 'Ông/bà là người **kế tiếp** được gặp cán bộ.',
  queued: (place: number): string => `Ông/bà là người **thứ ${place}** đang chờ gặp cán bộ.`,
  whileQueued:
    'Xin giữ khung trò chuyện này; cán bộ sẽ trả lời ngay tại đây. Trong lúc chờ vẫn hỏi tôi được. Không muốn chờ nữa, xin gõ “thôi gặp cán bộ”.',
  closed: (opensAt: string): string =>
    [
      `Bây giờ **ngoài giờ làm việc** nên chưa có cán bộ trực. Cán bộ làm việc lại lúc ${opensAt}.`,
      'Tôi đã ghi yêu cầu gặp cán bộ; khi có người nhận, ông/bà sẽ thấy tin ngay tại đây. Trong lúc chờ vẫn hỏi tôi được.',
    ].join('\n'),
  requestNoted:
    'Tôi cũng đã báo cho cán bộ. Nếu có người nhận, ông/bà sẽ thấy tin ngay tại đây; tôi không biết trước là lúc nào.',
  officerHere: (officer: string): string =>
    `Ông/bà đang trò chuyện với **${officer}**. Trợ lý tự động tạm dừng trả lời. Muốn quay lại trợ lý, xin gõ “gặp trợ lý”.`,
  assistantAgainButton: 'Gặp trợ lý',
  assistantAgain:
    'Phần trò chuyện với cán bộ đã xong. **Trợ lý tự động tiếp tục**: từ đây là máy trả lời. Cần gặp lại cán bộ, xin gõ “gặp cán bộ”.',
  officerSilent:
    'Đã lâu cán bộ chưa nhắn thêm nên **trợ lý tự động tiếp tục**: từ đây là máy trả lời. Nếu còn điều chưa được trả lời thì xin lỗi ông/bà, xin nhắn lại; cần gặp cán bộ, xin gõ “gặp cán bộ”.',
  assistantTakenBack:
    'Dạ, **trợ lý tự động tiếp tục**: từ đây là máy trả lời. Cần gặp cán bộ lúc nào thì gõ “gặp cán bộ”.',
  eraseAsk: 'Ông/bà muốn **xóa nội dung cuộc trò chuyện này**? Xóa rồi không lấy lại được.',
  eraseKeepsOpen: (codes: string): string =>
    `Phần liên quan đến phản ánh ${codes} chưa xóa được, vì phản ánh đang được giải quyết và phải có nội dung để trả lời. Giải quyết xong, ông/bà yêu cầu lại thì phần đó cũng được xóa.`,
  eraseKeepsFiled: (codes: string): string =>
    `Hồ sơ phản ánh ${codes} vẫn được lưu theo quy định về lưu trữ, nên không xóa ở đây được.`,
  eraseYes: 'Xóa hết',
  eraseNo: 'Giữ lại',
  erased:
    'Đã xóa nội dung cuộc trò chuyện trước tin này. Chỉ còn số đếm không gắn với ai. Tải lại trang thì các tin cũ không hiện nữa.',
  eraseDropped: 'Dạ, tôi giữ nguyên, chưa xóa gì. Cần hỏi việc gì xin cứ nhắn.',
  smalltalk:
    'Dạ, tôi là trợ lý tự động (AI) về thủ tục hành chính. Anh chị cần hỏi giấy tờ, lệ phí, nơi nộp hay thời gian của việc gì thì cứ nhắn.',
  thanks: 'Dạ không có gì. Cần hỏi thêm thủ tục nào thì cứ nhắn tôi.',
  goodbye: 'Dạ chào tạm biệt. Khi cần hỏi thủ tục thì cứ nhắn tôi.',
  abuse:
    'Tôi xin lỗi vì chưa giúp được. Xin nói lại việc cần làm bằng một câu ngắn, hoặc gõ “gặp cán bộ” để gặp người thật.',
  cancel: 'Dạ, tôi dừng ở đây. Khi cần hỏi việc khác thì cứ nhắn.',
  outOfScope:
    'Việc này ngoài khả năng của tôi. Tôi chỉ giúp về thủ tục hành chính (giấy tờ, nơi nộp, thời gian, lệ phí), hồ sơ đã nộp, và phản ánh, kiến nghị.',
  confirmNothing: 'Dạ. Anh chị muốn hỏi thủ tục nào?',
  rejected: 'Xin lỗi, tôi đã hiểu chưa đúng ý.',
  rejectedChoices: 'Việc cần làm có phải là một trong các việc này không?',
  rejectedNothingElse: 'Xin nói lại việc cần làm bằng một câu khác, hoặc chọn gặp cán bộ.',
  human: 'Gặp cán bộ',
  failed: 'Xin lỗi, tôi vừa gặp trục trặc nên chưa trả lời được. Xin gửi lại câu hỏi sau ít phút.',
} as const;

/** Fixed replies of intents that need nothing but a sentence. */
export const FIXED: Partial<Record<Intent, string>> = {
  abuse: replies.abuse,
  cancel: replies.cancel,
  'out-of-scope': replies.outOfScope,
  confirm: replies.confirmNothing,
};

/** How to reach a person, from what is configured. */
export function handoffText(contact: Contact): string {
  const ways = contactWays(contact);
  return [replies.handoff, ...(ways.length > 0 ? ways : [replies.handoffUnknown])].join('\n');
}

/** A line for each way to a person that is configured. */
export function contactWays({ phone, address, hours }: Contact): string[] {
  return [
    phone === null ? null : replies.handoffPhone(phone),
    address === null ? null : replies.handoffAddress(address),
    hours === null ? null : replies.handoffHours(hours),
  ].filter((way) => way !== null);
}
