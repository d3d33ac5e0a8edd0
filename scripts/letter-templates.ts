// Writes our letter templates as Word files for the office to change: `tsx scripts/letter-templates.ts DIRECTORY`; keeps what is there.

import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { defaultTemplates } from '../api/tickets/letters/templates.ts';

const [directory] = process.argv.slice(2);
if (directory === undefined) {
  console.error('Cách dùng: npx tsx scripts/letter-templates.ts THƯ_MỤC');
  process.exit(2);
}

await mkdir(directory, { recursive: true });
for (const { file, bytes } of defaultTemplates()) {
  const path = join(directory, file);
  try {
    await writeFile(path, bytes, { flag: 'wx' });
    console.log(`Đã ghi ${path}`);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    console.log(`Giữ nguyên ${path}`);
  }
}
