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
  no_such_procedure: {
    status: 404,
    title: 'Không có thủ tục này',
    detail: 'Danh mục hiện hành không có thủ tục mang mã này.',
  },
  no_such_gap: {
    status: 404,
    title: 'Không có mục này',
    detail: 'Không có câu hỏi chưa trả lời được nào mang số này.',
  },
  no_such_alias: {
    status: 404,
    title: 'Không có cách hỏi này',
    detail: 'Thủ tục này không có cách hỏi đó.',
  },
  alias_taken: {
    status: 409,
    title: 'Cách hỏi đã thuộc thủ tục khác',
    detail: 'Thủ tục khác đã có đúng cách hỏi này. Nếu vẫn muốn dùng chung, xin gửi lại với "shared": true.',
  },
  alias_shipped: {
    status: 409,
    title: 'Không xóa được cách hỏi này',
    detail: 'Cách hỏi này đi kèm phần mềm. Chỉ xóa được cách hỏi do cán bộ thêm.',
  },
  personal_data: {
    status: 400,
    title: 'Có dữ liệu cá nhân',
    detail:
      'Cách hỏi có tên người, số điện thoại, địa chỉ hoặc giấy tờ của người khác. Xin bỏ phần đó rồi gửi lại.',
  },
  no_such_agency: {
    status: 404,
    title: 'Không có cơ quan này',
    detail: 'Danh sách cơ quan không có mã này.',
  },
  no_such_holiday: {
    status: 404,
    title: 'Chưa ghi ngày này',
    detail: 'Không có ngày nghỉ hay ngày làm bù nào được ghi thêm cho ngày này.',
  },
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

/** What is wrong with one field of what an officer sent. */
export const INPUT_FAULTS = {
  code: 'Mã thủ tục có dạng 1.000001.',
  gapId: 'Số của mục là dãy chữ số, gửi dưới dạng chuỗi.',
  phrase: 'Cách hỏi là một dòng chữ dài từ 2 đến 200 ký tự.',
  shared: 'Chỉ nhận true hoặc false.',
  status: 'Chỉ nhận open hoặc resolved.',
  sort: 'Chỉ nhận count hoặc recent.',
  q: 'Câu cần tìm có ít nhất một chữ và dài không quá 500 ký tự.',
  day: 'Ngày có dạng 2026-11-24 và phải có thật.',
  year: 'Năm là bốn chữ số, từ 1900 đến 2199.',
  dayKind: 'Chỉ nhận off hoặc work.',
  dayStatus: 'Chỉ nhận official hoặc projected.',
  dayPart: 'Chỉ nhận morning, afternoon hoặc để trống.',
  dayAgency: 'Mã cơ quan gồm chữ thường không dấu, chữ số và gạch nối.',
  dayText: 'Tên và căn cứ là một dòng chữ dài từ 2 đến 200 ký tự.',
  shape: 'Nội dung không đúng quy cách.',
  unknown: 'Không có trường này.',
  whole: (min: number, max: number): string => `Số nguyên từ ${min} đến ${max}.`,
} as const;

export type ProblemKind = keyof typeof PROBLEMS;
