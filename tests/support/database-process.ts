// A process of its own that opens the embedded database of a directory and writes to it until it is killed.
// Run as `tsx database-process.ts DIRECTORY`; says `open`, then `stored N` after each row that was committed.

import { pino } from 'pino';
import { openDatabase } from '../../api/database/connect.ts';

const dataDir = process.argv[2] ?? '';
const logger = pino({ level: 'silent' });

try {
  const database = await openDatabase({ kind: 'embedded', dataDir, logger });
  await database.query('create table if not exists stored (n integer primary key, note text not null)');
  const { rows } = await database.query<{ last: number }>('select coalesce(max(n), 0) as last from stored');
  console.log('open');
  for (let n = rows[0]!.last + 1; ; n++) {
    await database.transaction(async (tx) => {
      await tx.query('insert into stored values ($1, $2)', [n, 'ghi chú '.repeat(50)]);
    });
    console.log(`stored ${n}`);
  }
} catch (error) {
  console.error((error as Error).message);
  process.exit(1);
}
