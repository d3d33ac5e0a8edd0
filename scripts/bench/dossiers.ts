// `npm run import-dossiers` of a year as the Center had one: for the first time, and the same list again.

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { makeDemoYear } from '../../api/dossiers/demo.ts';
import type { Dossier } from '../../api/dossiers/dossier.ts';
import { createCalendar } from '../../knowledge/calendar.ts';
import { shippedHolidays } from '../../knowledge/holidays.ts';
import { environment, output, start } from './child.ts';
import { type Figure, type Measurement, megabytes } from './figures.ts';

const PEAK_MEMORY = new URL('./peak-memory.ts', import.meta.url).href;
const COLUMNS: [string, (dossier: Dossier) => string | number | null][] = [
  ['Mã hồ sơ', ({ code }) => code],
  ['Mã thủ tục', ({ procedureCode }) => procedureCode],
  ['Tên thủ tục', ({ procedureTitle }) => procedureTitle],
  ['Cơ quan xử lý', ({ agency }) => agency],
  ['Trạng thái', ({ status }) => status],
  ['Ngày tiếp nhận', ({ receivedAt }) => receivedAt?.toISOString() ?? null],
  ['Ngày hẹn trả', ({ dueAt }) => dueAt?.toISOString() ?? null],
  ['Ngày có kết quả', ({ finishedAt }) => finishedAt?.toISOString() ?? null],
  ['Số điện thoại', ({ phone }) => phone],
];

/** Each import is a process of its own on one embedded database in `folder`; seconds are those that a person waits. */
export async function measureDossiers({ folder }: { folder: string }): Promise<Measurement> {
  const calendar = createCalendar({ days: shippedHolidays(), hours: null });
  const year = makeDemoYear({ calendar, now: new Date() });
  const file = join(folder, 'dossiers.csv');
  const lines = year.map((dossier) => COLUMNS.map(([, read]) => `"${read(dossier) ?? ''}"`).join(','));
  await writeFile(file, [COLUMNS.map(([title]) => title).join(','), ...lines].join('\n'));
  const run = () => runImport({ file, folder, dataDir: join(folder, 'dossier-data') });
  return {
    about: `${year.length} dossiers in a CSV file; each a process of its own, from its start to its end, on the embedded database`,
    figures: [...figuresOf('first', await run()), ...figuresOf('again', await run())],
  };
}

async function runImport({ file, folder, dataDir }: { file: string; folder: string; dataDir: string }) {
  const began = performance.now();
  const program = start({
    file: 'scripts/import-dossiers.ts',
    args: [file, '--json'],
    preload: [PEAK_MEMORY],
    folder,
    env: environment({ dataDir, LOG_LEVEL: 'silent' }),
    extra: 'pipe',
  });
  const [, peak] = await Promise.all([output(program), text(program.child.stdio[3] as Readable)]);
  return { seconds: (performance.now() - began) / 1000, peak: Number(peak) };
}

function figuresOf(name: string, { seconds, peak }: { seconds: number; peak: number }): Figure[] {
  return [
    { name: `${name}, time`, value: seconds, unit: 's' },
    { name: `${name}, peak memory`, value: megabytes(peak), unit: 'MB' },
  ];
}
