// What the console says of drafts that a machine wrote.

export const copilot = {
  mark: 'Gợi ý của máy, cán bộ xem lại trước khi gửi',
  suggest: 'Gợi ý trả lời',
  ready: 'Đã có gợi ý trả lời, xin xem lại trước khi dùng.',
  use: 'Dùng gợi ý',
  used: 'Đã đưa gợi ý vào ô soạn. Chưa gửi gì cho người dân.',
  drop: 'Bỏ gợi ý',
  cut: 'Đã bỏ vài câu vì nguồn không nói như vậy.',
  sources: 'Nguồn máy đã xem',
  noSources: 'Máy chưa xem nguồn nào. Xin kiểm tra kỹ.',
  kinds: { procedure: 'Thủ tục', ticket: 'Phản ánh', canned_reply: 'Câu mẫu' },
  summary: {
    action: 'Tóm tắt',
    mark: 'Máy tóm tắt, cán bộ đọc lại trò chuyện khi cần',
    ready: 'Đã tóm tắt trò chuyện.',
    close: 'Ẩn tóm tắt',
  },
  runs: {
    lead: 'Những lần cán bộ nhờ máy gợi ý trả lời hoặc tóm tắt: gửi gì (đã che thông tin cá nhân), máy tra cứu gì, viết gì, và máy kiểm tra giữ lại gì. Máy không gửi gì cho người dân.',
    purposes: { suggest: 'Gợi ý trả lời', summarise: 'Tóm tắt trò chuyện' },
    cost: (calls: number, tokensIn: number, tokensOut: number, ms: number) =>
      `${calls.toLocaleString('vi-VN')} lượt hỏi, ${tokensIn.toLocaleString('vi-VN')} token vào, ${tokensOut.toLocaleString('vi-VN')} token ra, ${ms.toLocaleString('vi-VN')} ms`,
    noReply: 'Mô hình chưa trả lời gì.',
    made: 'Cán bộ được xem',
    unused: 'Không có gì dùng được.',
    steps: (count: number) => `Đã tra cứu ${count.toLocaleString('vi-VN')} lần`,
    noSteps: 'Không tra cứu gì',
    empty: 'Chưa có lần nhờ nào',
    emptyMore: 'Khi máy gợi ý được bật (COPILOT=on), các lần cán bộ nhờ hiện ở đây.',
    tools: {
      search_procedures: 'Tìm thủ tục',
      procedure_facts: 'Xem thông tin thủ tục',
      similar_tickets: 'Xem phản ánh giống',
      canned_replies: 'Tìm câu trả lời mẫu',
    } as Readonly<Record<string, string>>,
  },
} as const;
