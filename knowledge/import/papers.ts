// Tells the papers of a source's list from the notes that stand among them.

import type { Paper, PaperSet } from '../procedure.ts';
import { tidyLine, tidyList, withoutMarker } from './tidy.ts';

export interface PaperEntry {
  name: string;
  originals: number;
  copies: number;
  forms: string[];
}

const PAPER_WORDS =
  /^(?:(?:một|các|những|bản (?:chính|sao|gốc|chụp|kê|khai|vẽ|cam kết|thuyết minh|tóm tắt|đồ)|\d{2}) )?(?:đơn|tờ|giấy|bản|biên|văn bản|công văn|báo cáo|hồ sơ|danh (?:sách|mục)|quyết định|nghị quyết|hợp đồng|hóa đơn|hoá đơn|chứng (?:từ|chỉ|thư|minh)|hộ chiếu|phiếu|ảnh|sơ (?:yếu|đồ)|lý lịch|tài liệu|đề án|phương án|dự (?:án|thảo)|bảng|vận đơn|thẻ|sổ|mẫu|điều lệ|thông báo|thuyết minh|kế hoạch|catalog|chương trình|quy (?:chế|trình|định))(?!\p{L})/iu;

/** Words of a rule, not of a paper's name. */
const RULE_WORDS =
  /(?<!\p{L})(?:phải|thì|có trách nhiệm|không (?:được|cần|yêu cầu|có|bắt buộc)|có thể|được (?:khai thác|sử dụng|thực hiện|chứng thực bởi|lập thành|gửi)|nêu trên|sau đây|gồm|này là)(?!\p{L})/iu;

const LONGEST_NAME_WITHOUT_QUANTITY = 200;

/**
 * Whether an entry is a paper to hand in. With a number of originals or copies it is. With 0 and 0 the source mostly
 * writes notes and headings there ("Trường hợp …", "Lưu ý: …", "… gồm:"); then it is a paper only when a form is
 * attached, or when it starts like the name of one ("Tờ khai hải quan …"), is short and states no rule.
 */
function isPaper({ name, originals, copies, forms }: PaperEntry): boolean {
  if (originals > 0 || copies > 0 || forms.length > 0) return true;
  return (
    PAPER_WORDS.test(name) &&
    name.length <= LONGEST_NAME_WITHOUT_QUANTITY &&
    !name.endsWith(':') &&
    !RULE_WORDS.test(name)
  );
}

/** One case of the procedure from its raw entries; null when it holds neither papers nor notes. */
export function paperSetOf(name: string | null, entries: readonly PaperEntry[]): PaperSet | null {
  const papers: Paper[] = [];
  const notes: string[] = [];
  for (const { name: raw, originals, copies, forms: files } of entries) {
    const entry = { name: withoutMarker(tidyLine(raw)), originals, copies, forms: tidyList(files) };
    if (entry.name === '') continue;
    if (isPaper(entry)) papers.push(entry);
    else notes.push(entry.name);
  }
  const title = withoutMarker(tidyLine(name ?? '')).replace(/\s*:$/, '');
  if (papers.length === 0 && notes.length === 0) return null;
  return { name: title === '' || /^bao gồm$/i.test(title) ? null : title, papers, notes };
}
