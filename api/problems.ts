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
  no_such_ticket: {
    status: 404,
    title: 'Không có phiếu này',
    detail: 'Không có phiếu mang mã này trong phạm vi của anh chị.',
  },
  no_such_agency: {
    status: 404,
    title: 'Không có cơ quan này',
    detail: 'Không có cơ quan đang hoạt động nào mang mã này.',
  },
  no_such_assignee: {
    status: 404,
    title: 'Không giao được cho người này',
    detail: 'Người nhận phải là cán bộ đang làm việc của cơ quan xử lý phiếu, hoặc là điều phối viên.',
  },
  nobody_to_assign: {
    status: 409,
    title: 'Chưa có người để giao',
    detail: 'Phiếu chưa có cơ quan xử lý, hoặc cơ quan chưa có cán bộ nào đang làm việc.',
  },
  no_such_incident: {
    status: 404,
    title: 'Không có phiếu gốc này',
    detail: 'Không có phiếu nào mang mã này để gộp vào.',
  },
  link_not_allowed: {
    status: 409,
    title: 'Không gộp được phiếu',
    detail: 'Không gộp phiếu vào chính nó, và không gộp phiếu đang có phiếu khác gộp vào.',
  },
  move_not_allowed: {
    status: 409,
    title: 'Không chuyển được trạng thái',
    detail:
      'Phiếu không đi được từ trạng thái hiện tại sang trạng thái này, hoặc vai trò này không được chuyển.',
  },
  may_not_transfer: {
    status: 409,
    title: 'Phiếu này không chuyển tiếp được',
    detail: 'Người dân đã yêu cầu xem lại, nên cơ quan đang giữ phiếu phải tự giải quyết.',
  },
  reply_on_its_way: {
    status: 409,
    title: 'Câu trả lời chưa gửi xong',
    detail: 'Câu trả lời vừa viết còn trong thời gian thu hồi. Vui lòng chờ gửi xong rồi chuyển bước.',
  },
  too_late_to_undo: {
    status: 409,
    title: 'Đã quá lúc thu hồi',
    detail: 'Câu trả lời đã gửi đến người dân hoặc phiếu đã chuyển bước, nên không thu hồi được nữa.',
  },
  unknown_field: {
    status: 400,
    title: 'Có chỗ điền không rõ',
    detail: 'Câu mẫu chỉ dùng được các chỗ điền {ten}, {ma}, {han} và {co_quan}.',
  },
  no_such_canned_reply: {
    status: 404,
    title: 'Không có câu mẫu này',
    detail: 'Không có câu trả lời mẫu nào mang số này.',
  },
  not_a_working_day: {
    status: 400,
    title: 'Ngày hẹn không phải ngày làm việc',
    detail: 'Ngày hẹn trả kết quả mới phải là ngày làm việc.',
  },
  second_extension: {
    status: 409,
    title: 'Hồ sơ đã được gia hạn một lần',
    detail: 'Mỗi hồ sơ chỉ được xin lỗi và gia hạn một lần. Việc này đã được chuyển lên điều phối viên.',
  },
  letter_template: {
    status: 409,
    title: 'Mẫu văn bản chưa dùng được',
    detail: 'Mẫu văn bản của đơn vị có lỗi. Vui lòng sửa mẫu theo các lỗi kèm theo rồi thử lại.',
  },
  no_such_attachment: {
    status: 404,
    title: 'Không có tệp này',
    detail: 'Phiếu này không có tệp đính kèm đó.',
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
  shape: 'Nội dung không đúng quy cách.',
  unknown: 'Không có trường này.',
  dossierCode: 'Phiếu chưa ghi mã hồ sơ. Xin cho biết mã hồ sơ.',
  newDay: 'Ngày hẹn mới phải sau hôm nay và sau ngày hẹn trước đây.',
  answer: 'Phiếu chưa có câu trả lời. Xin viết nội dung trả lời.',
  cursor: 'Trang này không có trong danh sách đang xem. Xin xem lại từ trang đầu.',
  unknownField: (field: string): string => `Không có chỗ điền {${field}}.`,
  whole: (min: number, max: number): string => `Số nguyên từ ${min} đến ${max}.`,
} as const;

export type ProblemKind = keyof typeof PROBLEMS;
