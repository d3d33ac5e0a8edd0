// What `npm run import` tells the officer about a plan and its outcome: every sentence in one table.

import type { ImportPlan } from '../knowledge/catalogue.ts';
import type { Gathered } from '../knowledge/import/gather.ts';
import { repealsTooMuch } from '../knowledge/import/import-catalogue.ts';
import type { LeftOut } from '../knowledge/import/scope.ts';

export const TEXT = {
  usage: `Cách dùng: npm run import -- TỆP… [tùy chọn]
  --dry-run           chỉ in kế hoạch, không thay đổi gì
  --partial           các tệp chỉ là một phần danh mục: không bãi bỏ thủ tục nào
  --levels tỉnh,xã    cấp thực hiện được nhận (bộ, tỉnh, xã, khác)
  --publishers "Bộ Tư pháp,Quảng Ngãi"   chỉ nhận nơi công bố có tên chứa một trong các cụm này ("*": tất cả)
  --include-internal  nhận cả thủ tục nội bộ
  --allow-repeal      cho phép bãi bỏ hơn 30% danh mục hiện có
  --data-date 2026-07 tháng của dữ liệu, khi tệp không ghi
  --json              in kết quả dạng JSON`,
  reading: 'Đọc bản ghi',
  indexing: 'Lập chỉ mục',
  plan: 'Kế hoạch nhập',
  read: 'Đã đọc',
  new: 'Mới',
  changed: 'Thay đổi',
  unchanged: 'Không đổi',
  repealed: 'Bãi bỏ',
  leftOut: 'Ngoài phạm vi',
  faults: 'Không dùng được',
  remark: 'Lưu ý',
  dryRun: 'Chạy thử: chưa thay đổi gì.',
  done: (embedded: number) => `Đã nhập xong. Số văn bản phải lập chỉ mục lại: ${embedded}.`,
  nothing: 'Không có thủ tục nào trong phạm vi; không thay đổi gì.',
  nameless: (count: number) => `có ${count} bản ghi không đọc được cả mã, nên không bãi bỏ thủ tục nào`,
  tooMany: ({ current, repealed }: ImportPlan['established']) =>
    `Từ chối: sẽ bãi bỏ ${repealed} trong ${current} thủ tục đã nhập. Nếu tệp chỉ là một phần danh mục, thêm --partial; nếu đúng là phải bãi bỏ, thêm --allow-repeal.`,
  wrongDate: (value: string) => `--data-date phải có dạng 2026-07, nhận được "${value}"`,
  wrongLevels: (value: string) => `--levels: không hiểu "${value}" (dùng: bộ, tỉnh, xã, khác)`,
  noFile: 'Chưa nêu tệp nào.',
} as const;

const LEFT_OUT: Record<LeftOut, string> = {
  withdrawn: 'đã xóa ở nguồn (mã có -Xoa)',
  internal: 'thủ tục nội bộ',
  level: 'không thuộc cấp được nhận',
  publisher: 'nơi khác công bố',
};

const CODES_SHOWN = 10;

/** The plan as lines of text. */
export function planReport({ plan, gathered }: { plan: ImportPlan; gathered: Gathered }): string {
  const leftOut = (Object.keys(LEFT_OUT) as LeftOut[]).filter((reason) => gathered.leftOut[reason] > 0);
  const lines = [
    TEXT.plan,
    `  ${TEXT.read}: ${gathered.records}`,
    `  ${TEXT.new}: ${plan.new.length}`,
    `  ${TEXT.changed}: ${plan.changed.length}${shown(plan.changed.map(({ code }) => code))}`,
    `  ${TEXT.unchanged}: ${plan.unchanged}`,
    `  ${TEXT.repealed}: ${plan.repealed.length}${shown(plan.repealed)}`,
    `  ${TEXT.leftOut}: ${leftOut.reduce((sum, reason) => sum + gathered.leftOut[reason], 0)}`,
    ...leftOut.map((reason) => `    ${LEFT_OUT[reason]}: ${gathered.leftOut[reason]}`),
    `  ${TEXT.faults}: ${gathered.faults.length}`,
    ...gathered.faults.map(
      ({ file, line, code, field, reason }) =>
        `    ${file}:${line}${code ? ` ${code}` : ''} [${field}] ${reason}`,
    ),
    ...gathered.remarks.map((remark) => `  ${TEXT.remark}: ${remark}`),
  ];
  return lines.join('\n');
}

/** The same for programs. */
export function planData({ plan, gathered }: { plan: ImportPlan; gathered: Gathered }) {
  const codes = (procedures: ImportPlan['new']) => procedures.map(({ code }) => code);
  return {
    read: gathered.records,
    new: codes(plan.new),
    changed: codes(plan.changed),
    unchanged: plan.unchanged,
    repealed: plan.repealed,
    refused: repealsTooMuch(plan),
    leftOut: gathered.leftOut,
    faults: gathered.faults,
    remarks: gathered.remarks,
  };
}

function shown(codes: readonly string[]): string {
  if (codes.length === 0) return '';
  const more = codes.length > CODES_SHOWN ? `, … (+${codes.length - CODES_SHOWN})` : '';
  return ` (${codes.slice(0, CODES_SHOWN).join(', ')}${more})`;
}
