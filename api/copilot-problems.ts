// Refusals of the officers' copilot: part of the table in problems.ts.

export const COPILOT_PROBLEMS = {
  copilot_off: {
    status: 409,
    title: 'Chưa bật máy gợi ý',
    detail: 'Đơn vị chưa bật máy gợi ý cho cán bộ. Anh chị vẫn trả lời và xem phiếu như thường.',
  },
  copilot_busy: {
    status: 503,
    title: 'Máy gợi ý đang bận',
    detail:
      'Máy gợi ý đang có nhiều việc, đang tạm nghỉ hoặc đã hết lượt của hôm nay. Vui lòng thử lại sau, hoặc tự soạn câu trả lời.',
  },
  copilot_failed: {
    status: 502,
    title: 'Máy chưa gợi ý được',
    detail:
      'Máy không viết được câu nào dùng được cho phiếu này. Vui lòng thử lại, hoặc tự soạn câu trả lời.',
  },
} as const;
