// A process of its own that brings the index to the embedder of an endpoint. Arguments: database and endpoint as JSON.
// Says `changed` when it is done.

import { pino } from 'pino';
import { openDatabase } from '../../api/database/connect.ts';
import { answeringOver } from './indexed-catalogue.ts';

const [configuration = '', endpoint = ''] = process.argv.slice(2);
const database = await openDatabase({ ...JSON.parse(configuration), logger: pino({ level: 'silent' }) });
const { embedding } = answeringOver(database, { endpoint: JSON.parse(endpoint), owner: 'the only process' });
await embedding.bring();
await database.close();
console.log('changed');
