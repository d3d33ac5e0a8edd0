// What people read in reports and their exports.

/** Columns of the report on reflections, in order. */
export const TICKET_COLUMNS = {
  category: 'Lĩnh vực',
  channel: 'Kênh',
  total: 'Tổng số',
  received: 'Nhận trong kỳ',
  carriedOver: 'Kỳ trước chuyển sang',
  regulation: 'Quy định hành chính',
  conduct: 'Hành vi hành chính',
  otherClass: 'Loại khác',
  competent: 'Thuộc thẩm quyền',
  returned: 'Chuyển đi, trả lại',
  refused: 'Từ chối',
  decided: 'Đã xử lý',
  decidedOnTime: 'Đã xử lý đúng hạn',
  decidedLate: 'Đã xử lý quá hạn',
  decidedUntimed: 'Đã xử lý, không tính hạn',
  open: 'Đang xử lý',
  openInTime: 'Đang xử lý trong hạn',
  openLate: 'Đang xử lý quá hạn',
  openUntimed: 'Đang xử lý, không tính hạn',
  published: 'Đã công khai',
  satisfied: 'Hài lòng',
  dissatisfied: 'Không hài lòng',
} as const;

export const texts = {
  all: 'Cộng',
  /** How channels are called; one that is missing is called by its own name. */
  channels: { 'direct-line': 'Trang web', phone: 'Đường dây nóng' } as Readonly<Record<string, string>>,
  fileName: (firstDay: string, lastDay: string): string => `phan-anh-kien-nghi-${firstDay}-${lastDay}.csv`,
} as const;
