// What officers read in a transcript besides what was said.

export const texts = {
  erased: '(Nội dung này đã được xóa theo yêu cầu của người dân hoặc hết thời hạn lưu.)',
} as const;
