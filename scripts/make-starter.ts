// Makes knowledge/catalogue/starter.jsonl.gz from an export of the national portal: `tsx scripts/make-starter.ts FILE 2026-07`.

import { writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { bareFactsOf } from '../knowledge/import/bare-facts.ts';
import { gather } from '../knowledge/import/gather.ts';
import { procedureLines } from '../knowledge/import/procedure-lines.ts';
import { DEFAULT_SCOPE } from '../knowledge/import/scope.ts';
import { STARTER_FILE } from '../knowledge/starter.ts';

const [file, dataDate] = process.argv.slice(2);
if (file === undefined || dataDate === undefined) {
  console.error('Usage: tsx scripts/make-starter.ts EXPORT.jsonl.gz YYYY-MM');
  process.exit(2);
}

const { procedures, faults } = await gather({ files: [file], scope: DEFAULT_SCOPE });
const facts = procedures.map(bareFactsOf).sort((a, b) => (a.code < b.code ? -1 : 1));
const packed = gzipSync(procedureLines({ source: 'Cổng Dịch vụ công quốc gia', dataDate }, facts), {
  level: 9,
});
writeFileSync(STARTER_FILE, packed);
console.log(`${facts.length} procedures, ${packed.length} bytes, ${faults.length} faults`);
