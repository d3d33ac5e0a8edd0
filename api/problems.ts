// Every refusal a caller of the HTTP interface can meet: its status and what a person reads, in one table.

import { COPILOT_PROBLEMS } from './copilot-problems.ts';
import { KNOWLEDGE_PROBLEMS } from './knowledge-problems.ts';

type Wording = Readonly<{ status: number; title: string; detail: string }>;

export const PROBLEMS = {
  ...COPILOT_PROBLEMS,
  ...KNOWLEDGE_PROBLEMS,
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
    detail: 'Chưa đăng nhập, hoặc mã truy cập không đúng.',
  },
  forbidden: {
    status: 403,
    title: 'Không được phép',
    detail: 'Tài khoản này không có quyền làm việc này.',
  },
  session_expired: {
    status: 401,
    title: 'Phiên làm việc đã kết thúc',
    detail: 'Phiên làm việc đã hết hạn hoặc đã bị đăng xuất. Vui lòng đăng nhập lại.',
  },
  wrong_credentials: {
    status: 401,
    title: 'Không đăng nhập được',
    detail: 'Tên đăng nhập hoặc mật khẩu không đúng. Vui lòng kiểm tra và thử lại.',
  },
  second_factor_needed: {
    status: 401,
    title: 'Cần mã xác thực',
    detail: 'Vui lòng nhập mã 6 chữ số trong ứng dụng xác thực trên điện thoại.',
  },
  wrong_code: {
    status: 401,
    title: 'Mã xác thực không đúng',
    detail: 'Mã không đúng hoặc đã hết hạn. Vui lòng nhập mã đang hiện trong ứng dụng xác thực.',
  },
  code_used: {
    status: 401,
    title: 'Mã xác thực đã dùng',
    detail: 'Mỗi mã chỉ dùng được một lần. Vui lòng chờ ứng dụng hiện mã mới, khoảng nửa phút.',
  },
  locked: {
    status: 429,
    title: 'Tạm khóa đăng nhập',
    detail: 'Có nhiều lần đăng nhập sai liên tiếp. Vui lòng thử lại sau, chậm nhất là 15 phút.',
  },
  forged: {
    status: 403,
    title: 'Yêu cầu không rõ nguồn',
    detail: 'Yêu cầu không đến từ trang làm việc của hệ thống. Vui lòng tải lại trang rồi thử lại.',
  },
  invitation_spent: {
    status: 410,
    title: 'Đường dẫn mời không còn dùng được',
    detail:
      'Đường dẫn đã được dùng, đã hết hạn hoặc không đúng. Vui lòng xin quản trị viên gửi đường dẫn mới.',
  },
  weak_password: {
    status: 400,
    title: 'Mật khẩu dễ đoán',
    detail: 'Mật khẩu này nhiều người dùng hoặc quá đơn giản. Vui lòng chọn một cụm từ dài mà chỉ mình biết.',
  },
  username_taken: {
    status: 409,
    title: 'Tên đăng nhập đã có',
    detail: 'Đã có người dùng tên đăng nhập này. Vui lòng chọn tên khác.',
  },
  agency_taken: {
    status: 409,
    title: 'Cơ quan đã có',
    detail: 'Đã có cơ quan mang mã hoặc tên này.',
  },
  last_administrator: {
    status: 409,
    title: 'Cần ít nhất một quản trị viên',
    detail: 'Đây là quản trị viên duy nhất đang hoạt động nên không thể khóa hoặc đổi vai trò.',
  },
  no_such_staff: {
    status: 404,
    title: 'Không có cán bộ này',
    detail: 'Không có tài khoản cán bộ nào mang số này.',
  },
  no_such_session: {
    status: 404,
    title: 'Không có phiên làm việc này',
    detail: 'Phiên làm việc này không có hoặc đã kết thúc.',
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
  no_such_conversation: {
    status: 404,
    title: 'Không có cuộc trò chuyện này',
    detail: 'Không có cuộc trò chuyện này, hoặc không thuộc phần việc của bạn.',
  },
  conversation_held: {
    status: 409,
    title: 'Đã có cán bộ khác nhận',
    detail: 'Cuộc trò chuyện này vừa có cán bộ khác nhận. Mỗi cuộc chỉ một cán bộ trả lời.',
  },
  conversation_not_yours: {
    status: 409,
    title: 'Bạn không giữ cuộc trò chuyện này',
    detail:
      'Cuộc trò chuyện đã trở về trợ lý tự động hoặc do cán bộ khác giữ, nên tin chưa được gửi. Vui lòng nhận lại rồi gửi.',
  },
  no_phone_number: {
    status: 400,
    title: 'Số điện thoại không đúng',
    detail: 'Số điện thoại có 10 hoặc 11 chữ số và bắt đầu bằng 0 hoặc +84.',
  },
  call_time: {
    status: 400,
    title: 'Giờ của cuộc gọi không đúng',
    detail: 'Giờ bắt đầu cuộc gọi phải trong 24 giờ qua.',
  },
  no_such_report: {
    status: 404,
    title: 'Không có báo cáo này',
    detail: 'Không có báo cáo đã chốt nào mang số này.',
  },
  report_frozen: {
    status: 409,
    title: 'Kỳ này đã chốt',
    detail: 'Báo cáo của kỳ này đã được chốt và không thay đổi nữa.',
  },
  channel_not_served: {
    status: 404,
    title: 'Kênh này chưa bật',
    detail: 'Máy chủ chưa phục vụ tài khoản Zalo cá nhân. Muốn bật, đặt ZALO_PERSONAL=on rồi khởi động lại.',
  },
  sign_in_running: {
    status: 409,
    title: 'Đang có người đăng nhập',
    detail:
      'Một lần đăng nhập khác đang chờ quét mã. Vui lòng chờ lần đó xong, hoặc bấm thôi rồi lấy mã mới.',
  },
  no_sign_in: {
    status: 409,
    title: 'Không có lần đăng nhập nào',
    detail: 'Lần đăng nhập đã xong, đã hết hạn hoặc đã thôi trước đó.',
  },
  report_too_early: {
    status: 409,
    title: 'Kỳ báo cáo chưa kết thúc',
    detail: 'Chỉ chốt được báo cáo khi kỳ đã kết thúc.',
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
