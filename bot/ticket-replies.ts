// What a citizen reads about tickets already sent: where they stand, adding to them, rating the answer, asking again.

import type { TicketStatus } from './ports.ts';

export const STATUS_WORDS: Readonly<Record<TicketStatus, string>> = {
  received: 'đã nhận, đang chờ phân công',
  info_requested: 'đang chờ anh chị bổ sung thông tin',
  info_given: 'đã nhận thông tin bổ sung',
  processing: 'đang được giải quyết',
  returned: 'không thuộc thẩm quyền, đã trả lại',
  refused: 'không được tiếp nhận',
  answered: 'đã có trả lời',
  published: 'đã trả lời và công khai',
};

export const ticketReplies = {
  head: (code: string, category: string): string => `Phản ánh **${code}** (${category})`,
  status: (status: string): string => `- Hiện nay: ${status}`,
  agency: (name: string): string => `- Nơi giải quyết: ${name}`,
  due: (day: string): string => `- Hạn trả lời: trước hết ngày ${day}`,
  overdue: (day: string): string => `- Hạn trả lời là ngày ${day}, **đã quá hạn**. Trung tâm xin lỗi anh chị`,
  history: '- Các bước:',
  step: (moment: string, status: string): string => `- ${moment}: ${status}`,
  answer: (text: string): string => `\nTrả lời: ${text}`,
  rate: 'Anh chị có hài lòng với câu trả lời không?',
  add: (code: string): string => `Bổ sung cho ${code}`,
  several: 'Anh chị đã gửi các phản ánh này. Muốn xem phản ánh nào?',
  line: (code: string, category: string, status: string): string => `- ${code} (${category}): ${status}`,
  askCode: 'Xin cho biết mã phản ánh, có dạng PA-2026-000123, và mã bí mật đã nhận khi gửi.',
  askKey: (code: string): string =>
    `Phản ánh ${code} không nhận tin ở cuộc trò chuyện này, nên xin cho biết thêm **mã bí mật** đã nhận khi gửi.`,
  notFound: 'Mã phản ánh hoặc mã bí mật chưa đúng. Xin xem lại rồi gửi lại cả hai.',
  locked: (moment: string): string =>
    `Đã nhập sai nhiều lần nên tôi dừng tra cứu đến ${moment}. Sau lúc đó xin thử lại, hoặc hỏi cán bộ kèm mã phản ánh.`,
  offerHere:
    'Tin về phản ánh này đang gửi đến nơi khác. Muốn nhận tin và trả lời của cán bộ **tại đây** thì bấm “Nhận tin ở đây”; nơi cũ sẽ không nhận nữa.',
  here: 'Nhận tin ở đây',
  continuedHere: (code: string): string =>
    `Từ nay tin và trả lời về phản ánh **${code}** gửi đến đây. Ở đây cũng bổ sung và đánh giá được, không cần nhập lại mã bí mật.`,
  alreadyHere: (codes: string): string =>
    `Tin về phản ánh ${codes} vẫn đang gửi đến đây. Phản ánh khác thì xin cho biết mã và mã bí mật.`,
  continuedElsewhere: (code: string, place: string): string =>
    `Từ nay tin về phản ánh **${code}** gửi đến một cuộc trò chuyện khác trên ${place}, nơi vừa nhập đúng mã bí mật; ở đây không nhận nữa. Muốn nhận lại ở đây thì gõ “nhận tin ở đây”. Nếu không phải anh chị làm việc đó, xin báo ngay cho cán bộ.`,
  askInformation: (code: string): string =>
    `Xin nhắn nội dung bổ sung cho phản ánh ${code}. Gửi kèm ảnh hay PDF cũng được; xin đừng gửi ảnh căn cước.`,
  informationTaken: (code: string): string => `Đã ghi thêm vào phản ánh **${code}** và chuyển cho cán bộ.`,
  filesOnly: 'Gửi kèm tệp.',
  waits: (code: string): string =>
    `Phản ánh ${code} đang chờ anh chị bổ sung. Tin vừa rồi là bổ sung cho phản ánh đó, hay là việc mới?`,
  fresh: 'Phản ánh mới',
  thanks: 'Cảm ơn anh chị đã đánh giá.',
  sorry: (code: string): string =>
    `Tôi xin lỗi vì câu trả lời chưa giải quyết được việc. Xin nhắn chỗ nào chưa được, tôi sẽ **mở lại** phản ánh ${code}. Không cần thì gõ “thôi”.`,
  reopened: (code: string): string =>
    `Đã mở lại phản ánh **${code}**. Cơ quan đang giữ phải tự giải quyết, không được chuyển đi nơi khác nữa.`,
  noted: 'Dạ, tôi chỉ ghi đánh giá, không mở lại phản ánh.',
  noNeed: 'Thôi, không cần',
} as const;
