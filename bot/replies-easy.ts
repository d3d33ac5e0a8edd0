// The fixed replies in easier words, by the key of the usual one; what is not here is said as usual.

import { replies } from './replies.ts';
import { sayingOtherwise } from './said-otherwise.ts';

type Easier = {
  [Key in keyof typeof replies]?: (typeof replies)[Key] extends (part: string) => string
    ? (part: string) => string
    : (typeof replies)[Key] extends string
      ? string
      : never;
};

/** Short sentences, everyday words, one thing at a time; numbers and commands are those of the usual ones. */
export const easyReplies: Easier = {
  cut: 'Tin dài quá. Tôi chỉ đọc phần đầu. Còn ý khác thì nhắn tiếp, mỗi lần một câu ngắn.',
  unreadable: 'Tôi chưa đọc được. Xin gõ chữ. Ví dụ: “làm giấy khai sinh cho con cần giấy gì”.',
  noCodeOnPhoto:
    'Tôi chưa thấy mã trong ảnh. Ảnh đã bỏ đi, không giữ. Xin chụp gần mã vạch trên giấy hẹn. Hoặc gõ mã, ví dụ: H48.18-250701-0001. Muốn báo việc chưa tốt thì nhắn “tôi muốn phản ánh” trước.',
  identityCard:
    'Đây là ảnh căn cước. Tôi đã bỏ đi, không giữ. Đừng gửi giấy này qua tin nhắn. Xem hồ sơ chỉ cần mã trên giấy hẹn.',
  voiceUnclear: 'Tôi nghe chưa rõ. Xin nói lại chậm hơn, gần máy hơn. Hoặc gõ chữ.',
  voiceUnclearAgain: 'Tôi vẫn chưa nghe rõ. Xin gõ chữ. Muốn gặp người thật thì bấm “Gặp cán bộ”.',
  voiceUnavailable: 'Lúc này tôi chưa nghe được. Xin gõ chữ, hoặc lát nữa nói lại.',
  readBackDropped: 'Dạ, tôi chưa làm gì. Xin nói lại.',
  emergency: [
    '**Đang nguy hiểm thì gọi ngay:**',
    '- 113: công an',
    '- 114: cháy, lũ, đuối nước, mắc kẹt',
    '- 115: cấp cứu người bệnh',
    'Nói rõ mình đang ở đâu. Tôi là máy, không gọi giúp được.',
  ].join('\n'),
  distress: [
    'Tôi rất tiếc. Đừng ở một mình. Hãy gọi cho người thân. Thấy nguy hiểm thì gọi **115**.',
    'Tôi chỉ là máy. Người thật luôn sẵn sàng nghe. Hãy đến trạm y tế gần nhất, hoặc báo công an, cán bộ xã.',
  ].join('\n'),
  denunciation: [
    'Việc này giống **tố cáo**, là báo một người làm sai luật. Để an toàn, **đừng gửi thêm tên người hay bằng chứng** ở đây.',
    'Hãy báo thủ trưởng người đó, thanh tra, ban tiếp công dân hoặc công an. Luật giữ kín tên người báo.',
  ].join('\n'),
  formalAppeal: [
    'Việc này là **khiếu nại**, là xin xem lại một quyết định.',
    'Đơn đầu tiên gửi cho cơ quan đã ra quyết định. Giữ kỹ tờ quyết định và nhớ ngày nhận, vì có hạn. Chưa rõ thì hỏi ban tiếp công dân.',
  ].join('\n'),
  dossier:
    'Ở đây tôi chưa xem hồ sơ được. Xin xem trên Cổng Dịch vụ công quốc gia bằng mã hồ sơ. Hoặc gọi số in trên giấy hẹn.',
  handoff: 'Tôi là máy, có khi chưa hiểu. Muốn gặp người thật:',
  handoffUnknown:
    '- Gọi số in trên giấy hẹn. Hoặc đến bộ phận một cửa của xã, phường. Hoặc đến Trung tâm Phục vụ hành chính công.',
  queuedNext: 'Ông/bà là người **kế tiếp** được gặp cán bộ.',
  whileQueued:
    'Xin đừng đóng khung này. Cán bộ sẽ trả lời ở đây. Trong lúc chờ vẫn hỏi tôi được. Không chờ nữa thì gõ “thôi gặp cán bộ”.',
  requestNoted: 'Tôi đã báo cán bộ. Có người trả lời thì ông/bà thấy ngay ở đây. Tôi không biết là lúc nào.',
  eraseAsk: 'Ông/bà muốn **xóa hết tin nhắn ở đây**? Xóa rồi không lấy lại được.',
  erased: 'Đã xóa các tin nhắn trước đây. Tải lại trang thì không còn thấy nữa.',
  eraseDropped: 'Dạ, tôi chưa xóa gì. Cần gì xin cứ nhắn.',
  smalltalk: 'Dạ, tôi là trợ lý tự động (AI), là máy trả lời. Cần làm giấy tờ gì thì cứ hỏi tôi.',
  thanks: 'Dạ không có gì. Cần gì thì nhắn tôi.',
  goodbye: 'Dạ chào. Cần gì thì nhắn tôi.',
  abuse: 'Xin lỗi vì tôi chưa giúp được. Xin nói lại bằng câu ngắn. Hoặc gõ “gặp cán bộ”.',
  cancel: 'Dạ, tôi dừng. Cần gì thì nhắn.',
  outOfScope: 'Việc này tôi không biết. Tôi chỉ giúp về giấy tờ, hồ sơ đã nộp, và phản ánh.',
  confirmNothing: 'Dạ. Anh chị cần làm giấy tờ gì?',
  rejected: 'Xin lỗi, tôi hiểu chưa đúng.',
  rejectedChoices: 'Có phải một trong các việc này không?',
  rejectedNothingElse: 'Xin nói lại bằng câu khác, hoặc chọn gặp cán bộ.',
};

/** The text with its fixed sentences in easier words. */
export const inEasyWords = sayingOtherwise(replies, easyReplies);
