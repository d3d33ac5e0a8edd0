// Refusals about what the assistant knows and says: part of the table in problems.ts.

export const KNOWLEDGE_PROBLEMS = {
  no_such_sentence: {
    status: 404,
    title: 'Không có câu này',
    detail: 'Không có câu nào mang tên này, hoặc câu này chưa được sửa.',
  },
  sentence_lacks: {
    status: 422,
    title: 'Câu còn thiếu',
    detail:
      'Câu mới phải giữ những phần người dân cần: số gọi khẩn, ví dụ bằng số, cách gõ lệnh, và lời nói rõ đây là máy.',
  },
  unreadable_file: {
    status: 422,
    title: 'Không đọc được tệp',
    detail: 'Tệp này không nhập được; danh mục vẫn như cũ.',
  },
  file_too_large: {
    status: 413,
    title: 'Tệp quá lớn',
    detail: 'Tệp dài quá 64 MB. Vui lòng chia nhỏ, hoặc nhập bằng lệnh trên máy chủ.',
  },
  no_such_import: {
    status: 404,
    title: 'Không còn kế hoạch nhập này',
    detail:
      'Kế hoạch đã bỏ, đã hết hạn hoặc máy chủ vừa khởi động lại. Danh mục vẫn như cũ; vui lòng tải tệp lên lần nữa.',
  },
  import_running: {
    status: 409,
    title: 'Đang nhập danh mục',
    detail: 'Một lần nhập khác đang chạy. Vui lòng chờ xong rồi làm tiếp.',
  },
  too_many_repealed: {
    status: 409,
    title: 'Bãi bỏ quá nhiều thủ tục',
    detail:
      'Lần nhập này sẽ bãi bỏ hơn 30% danh mục. Nếu tệp chỉ là một phần danh mục, hãy chọn “Chỉ là một phần”; nếu đúng là phải bãi bỏ, hãy xác nhận.',
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
} as const;
