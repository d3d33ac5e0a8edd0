// What a letter template may say: its fields with what each is filled with, and which it must not leave out.

export const LETTER_KINDS = ['apology', 'answer'] as const;
export type LetterKind = (typeof LETTER_KINDS)[number];

/** The name under which the office puts its own template. */
export const TEMPLATE_FILES: Readonly<Record<LetterKind, string>> = {
  apology: 'van-ban-xin-loi.docx',
  answer: 'van-ban-tra-loi.docx',
};

/** `must`: a letter without it would not say what the rules require (form 04 of TT 03/2025/TT-VPCP for the apology). */
type Field = Readonly<{ must: boolean; means: string }>;

const SHARED = {
  co_quan: { must: true, means: 'tên cơ quan' },
  ngay_lap: { must: false, means: 'ngày lập văn bản' },
  ten: { must: true, means: 'họ tên người dân' },
  ma: { must: false, means: 'mã phản ánh' },
  can_bo: { must: false, means: 'họ tên cán bộ soạn' },
} as const satisfies Record<string, Field>;

export const LETTER_FIELDS = {
  apology: {
    ...SHARED,
    ma_ho_so: { must: true, means: 'mã hồ sơ' },
    thu_tuc: { must: false, means: 'tên thủ tục' },
    ngay_tiep_nhan: { must: false, means: 'ngày tiếp nhận hồ sơ' },
    ngay_hen: { must: false, means: 'ngày hẹn trả kết quả trước đây' },
    ngay_hen_moi: { must: true, means: 'ngày hẹn trả kết quả mới' },
    ly_do: { must: true, means: 'lý do chậm trễ' },
  },
  answer: {
    ...SHARED,
    ma: { must: true, means: 'mã phản ánh' },
    ngay_gui: { must: false, means: 'ngày gửi phản ánh' },
    noi_dung: { must: false, means: 'nội dung phản ánh' },
    tra_loi: { must: true, means: 'nội dung trả lời' },
  },
} as const satisfies Record<LetterKind, Record<string, Field>>;

export type LetterValues<Kind extends LetterKind> = Readonly<
  Record<keyof (typeof LETTER_FIELDS)[Kind], string>
>;

export const LETTER_FAULTS = {
  notWord: 'Tệp mẫu không phải tệp Word (.docx) đọc được.',
  braces: (near: string): string => `Chỗ điền gần "${near}" thiếu dấu { hoặc dấu }.`,
  unknown: (field: string): string => `Mẫu có chỗ điền {${field}} mà phần mềm không biết.`,
  missing: (field: string, means: string): string => `Mẫu thiếu chỗ điền {${field}} (${means}).`,
} as const;

/** For what nobody knows: the office writes it in by hand. */
export const BLANK = '…………';
