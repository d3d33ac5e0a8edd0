// Every refusal a caller of the HTTP interface can meet: its status and what a person reads, in one table.

type Wording = Readonly<{ status: number; title: string; detail: string }>;

export const PROBLEMS = {
  invalid: {
    status: 400,
    title: 'Yêu cầu không hợp lệ',
    detail: 'Nội dung gửi lên không đúng quy cách. Vui lòng kiểm tra và gửi lại.',
  },
  malformed_json: {
    status: 400,
    title: 'Không đọc được nội dung',
    detail: 'Nội dung gửi lên không phải JSON đúng quy cách.',
  },
  unauthenticated: {
    status: 401,
    title: 'Chưa xác thực',
    detail: 'Thiếu mã truy cập hoặc mã truy cập không đúng.',
  },
  forbidden: {
    status: 403,
    title: 'Không được phép',
    detail: 'Mã truy cập này không dùng được cho yêu cầu này.',
  },
  not_found: { status: 404, title: 'Không tìm thấy', detail: 'Địa chỉ này không có trên hệ thống.' },
  conflict: {
    status: 409,
    title: 'Dữ liệu đã thay đổi',
    detail: 'Dữ liệu vừa được thay đổi ở nơi khác. Vui lòng tải lại rồi thử lại.',
  },
  too_large: {
    status: 413,
    title: 'Nội dung quá lớn',
    detail: 'Nội dung gửi lên vượt quá 256 kB. Vui lòng gửi ngắn hơn.',
  },
  unsupported: {
    status: 415,
    title: 'Không hỗ trợ loại nội dung này',
    detail: 'Hệ thống chỉ nhận nội dung JSON.',
  },
  too_many: {
    status: 429,
    title: 'Gửi quá nhanh',
    detail: 'Có quá nhiều yêu cầu trong thời gian ngắn. Vui lòng chờ một lát rồi thử lại.',
  },
  internal: {
    status: 500,
    title: 'Hệ thống gặp lỗi',
    detail: 'Hệ thống gặp lỗi ngoài dự kiến. Vui lòng thử lại sau ít phút.',
  },
  unavailable: {
    status: 503,
    title: 'Hệ thống chưa sẵn sàng',
    detail: 'Hệ thống đang khởi động hoặc tạm gián đoạn. Vui lòng thử lại sau ít phút.',
  },
} as const satisfies Record<string, Wording>;

export type ProblemKind = keyof typeof PROBLEMS;
