// What `npm run import-dossiers` and `npm run demo-dossiers` tell the officer: every sentence in one table.

import type { DossierCounts } from '../api/dossiers/import/import-dossiers.ts';
import type { DossierFile } from '../api/dossiers/import/read-dossiers.ts';

export const TEXT = {
  usage: `Cách dùng: npm run import-dossiers -- TỆP… [tùy chọn]
  --dry-run                  chỉ in kế hoạch, không thay đổi gì
  --as-of "2026-11-28 17:00" thời điểm của dữ liệu; không ghi thì là lúc nhập
  --json                     in kết quả dạng JSON`,
  demoUsage: `Cách dùng: npm run demo-dossiers -- [tùy chọn]
  --seed 1       số khác cho dữ liệu khác
  --count 61294  số hồ sơ
  --remove       xóa mọi hồ sơ minh họa`,
  storing: 'Ghi hồ sơ',
  plan: 'Kế hoạch nhập hồ sơ',
  read: 'Đã đọc',
  fresh: 'Mới',
  changed: 'Thay đổi',
  unchanged: 'Không đổi hoặc đã biết tin mới hơn',
  without: 'Không có số điện thoại hay số định danh nên người dân không tra được',
  faults: 'Không dùng được',
  unused: 'Cột không dùng',
  dryRun: 'Chạy thử: chưa thay đổi gì.',
  nothing: 'Không có hồ sơ nào dùng được; không thay đổi gì.',
  done: ({ fresh, changed, told }: DossierCounts) =>
    `Đã nhập xong: ${fresh} hồ sơ mới, ${changed} hồ sơ thay đổi, đã báo ${told} cuộc trò chuyện đang theo dõi.`,
  madeUp: (count: number) => `Đã ghi ${count} hồ sơ minh họa; người tra cứu thấy dòng “dữ liệu minh họa”.`,
  removed: (count: number) => `Đã xóa ${count} hồ sơ minh họa.`,
  real: 'Từ chối: cơ sở dữ liệu này đã có hồ sơ thật.',
  noFile: 'Chưa nêu tệp nào.',
  wrongTime: (value: string) =>
    `--as-of phải là thời điểm đã qua, dạng "2026-11-28 17:00", nhận được "${value}"`,
  wrongNumber: (name: string, value: string) => `--${name} phải là số nguyên dương, nhận được "${value}"`,
} as const;

const FAULTS_SHOWN = 200;

/** The plan as lines of text; it names codes, lines and fields, and nothing else of what the rows hold. */
export function dossierPlan(files: readonly DossierFile[], plan: Omit<DossierCounts, 'told'>): string {
  const dossiers = files.flatMap((file) => file.dossiers);
  const faults = files.flatMap((file) => file.faults);
  const without = dossiers.filter(({ phoneHash, identityHash }) => !phoneHash && !identityHash).length;
  const unused = [...new Set(files.flatMap((file) => file.unused))];
  const more = faults.length > FAULTS_SHOWN ? [`    … (+${faults.length - FAULTS_SHOWN})`] : [];
  return [
    TEXT.plan,
    `  ${TEXT.read}: ${dossiers.length + faults.length}`,
    `  ${TEXT.fresh}: ${plan.fresh}`,
    `  ${TEXT.changed}: ${plan.changed}`,
    `  ${TEXT.unchanged}: ${plan.unchanged}`,
    ...(without > 0 ? [`  ${TEXT.without}: ${without}`] : []),
    `  ${TEXT.faults}: ${faults.length}`,
    ...faults
      .slice(0, FAULTS_SHOWN)
      .map(
        ({ file, line, code, field, reason }) =>
          `    ${file}:${line}${code ? ` ${code}` : ''} [${field}] ${reason}`,
      ),
    ...more,
    ...(unused.length > 0 ? [`  ${TEXT.unused}: ${unused.join(', ')}`] : []),
  ].join('\n');
}
