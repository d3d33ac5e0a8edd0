// Turns titles that a source wrote in capitals only into ordinary writing.

/** Written in capitals also inside a sentence. Words without a vowel (UBND has one, HTX none) are recognised by that. */
const ABBREVIATIONS = new Set(
  'UBND BHXH BHYT BHTN BHTNLĐ HĐND TTHC HTX TNHH GPLX CCCD QSDĐ GCN ODA FDI PPP CITES ASEAN EU UAE AEO C/O CE ATTP ATVSLĐ PCCC VLXD THCS THPT GDTX ĐKDN TƯ BTP BTC'.split(
    ' ',
  ),
);

/** Names that keep their capitals, longest first where one contains another. */
const NAMES = [
  'Cộng hòa xã hội chủ nghĩa Việt Nam',
  'Mặt trận Tổ quốc',
  'Quảng Ngãi',
  'Việt Nam',
  'Hà Nội',
  'Hồ Chí Minh',
  'Trung Quốc',
  'Campuchia',
  'Lào',
  'Hoa Kỳ',
  'Nhà nước',
  'Chính phủ',
  'Quốc hội',
  'Thủ tướng',
  'Chủ tịch nước',
  'Ủy ban nhân dân',
  'Hội đồng nhân dân',
  'Nghị định',
  'Thông tư',
]; // biome keeps one name a line otherwise; the list reads better in rows

const CONSONANTS_ONLY = /^[BCDĐFGHJKLMNPQRSTVWXZ]{2,}$/;

/**
 * "THỦ TỤC THÀNH LẬP HỘI (CẤP TỈNH)" → "Thủ tục thành lập hội (cấp tỉnh)". A text with ordinary lower-case words is
 * returned as it is, parentheses in mixed case keep their writing, so do abbreviations and names of the lists above.
 */
export function sentenceCase(text: string): string {
  if (!isShouted(text.replace(/\([^)]*\)/g, ' '))) return text;
  const parts = text.split(/(\([^)]*\))/);
  const lowered = parts
    .map((part) => (part.startsWith('(') && !isShouted(part) ? part : lower(part)))
    .join('');
  const first = lowered.search(/\p{L}/u);
  return lowered.slice(0, first) + lowered.charAt(first).toLocaleUpperCase('vi') + lowered.slice(first + 1);
}

function isShouted(text: string): boolean {
  const letters = text.match(/\p{L}/gu) ?? [];
  const capitals = letters.filter((letter) => letter !== letter.toLocaleLowerCase('vi')).length;
  return letters.length >= 4 && capitals / letters.length > 0.8;
}

function lower(text: string): string {
  let result = text.replace(/[\p{L}\d/]+/gu, (word) =>
    ABBREVIATIONS.has(word) || CONSONANTS_ONLY.test(word) || /\p{L}.*\d|\d.*\p{L}/u.test(word)
      ? word
      : word.toLocaleLowerCase('vi'),
  );
  for (const name of NAMES) {
    result = result.replace(new RegExp(`(?<!\\p{L})${name}(?!\\p{L})`, 'giu'), name);
  }
  return result.replace(/(?<!\p{L})(điều|luật)(?= (?:\d|\p{L}))/giu, (word, _group, position: number) =>
    lawWord(word, result, position),
  );
}

/** "Điều 34" and "của Luật …" are citations; "luật sư", "pháp luật" and "điều kiện" are not. */
function lawWord(word: string, text: string, position: number): string {
  const before = text.slice(0, position);
  const after = text.slice(position + word.length);
  const cited = word.startsWith('đ') ? /^ \d/.test(after) : /\bcủa $/u.test(before) && !/^ sư/u.test(after);
  return cited ? word.charAt(0).toLocaleUpperCase('vi') + word.slice(1) : word;
}
