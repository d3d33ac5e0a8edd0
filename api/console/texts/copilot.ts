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
} as const;
