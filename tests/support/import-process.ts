// A process of its own that imports a new catalogue and stops at a chosen moment, waiting to be killed.

import { pino } from 'pino';
import { openDatabase } from '../../api/database/connect.ts';
import { migrate } from '../../api/database/migrate.ts';
import { wordSpaceEmbedder } from '../../knowledge/embedding/word-space.ts';
import { type Indexing, importCatalogue } from '../../knowledge/import/import-catalogue.ts';
import { type PreparedIndex, prepareIndex, writeIndex } from '../../knowledge/indexing.ts';
import { shippedWords } from '../../knowledge/words.ts';
import { aProcedure } from './procedures.ts';

/** Arguments: the database configuration as JSON, the name of the catalogue, the moment. */
const [configuration = '', name = '', moment = ''] = process.argv.slice(2);
const MOMENTS = ['planned', 'prepared', 'procedures written', 'index written', 'committed', 'never'];
if (!MOMENTS.includes(moment)) throw new Error(`Expected one of ${MOMENTS.join(', ')}, got "${moment}"`);

const database = await openDatabase({ ...JSON.parse(configuration), logger: pino({ level: 'silent' }) });
await migrate({ database });
const words = shippedWords();
const embedder = wordSpaceEmbedder();

const indexing: Indexing<PreparedIndex> = {
  async prepare(procedures) {
    await stopAt('planned');
    const prepared = await prepareIndex({ database, embedder, words, procedures });
    await stopAt('prepared');
    return prepared;
  },
  async write(tx, prepared) {
    await stopAt('procedures written');
    await writeIndex(tx, prepared);
    await stopAt('index written');
  },
};

const codes = Array.from({ length: 30 }, (_, index) => `1.${String(index + 1).padStart(6, '0')}`);
// The old catalogue ends with codes that the new one lacks, the new one with codes that the old one lacks.
const own = name === 'Cũ' ? codes.slice(0, 28) : [...codes.slice(0, 25), ...codes.slice(28)];
await importCatalogue({
  database,
  indexing,
  incoming: {
    procedures: own.map((code) => aProcedure({ code, title: `${name} ${code}` })),
    partial: false,
    spared: [],
  },
  about: { source: name, kind: 'import', dataDate: '2026-07', at: new Date() },
  allowRepeal: false,
});
await stopAt('committed');
await database.close();
console.log('done');

async function stopAt(here: string): Promise<void> {
  if (here !== moment) return;
  console.log('stopped');
  await new Promise((resolve) => setInterval(resolve, 2 ** 30));
}
