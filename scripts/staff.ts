// Lets people in from the server's command line: `npm run staff -- add USERNAME …` and `-- invite USERNAME` print a one-time link.

import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { ConfigError, readConfig } from '../api/config.ts';
import { openDatabase } from '../api/database/connect.ts';
import { DirectoryInUse } from '../api/database/directory-lock.ts';
import { MigrationError, migrate } from '../api/database/migrate.ts';
import { readInput } from '../api/gaps/input.ts';
import { createLogger } from '../api/log.ts';
import { Problem } from '../api/problem.ts';
import { PROBLEMS } from '../api/problems.ts';
import { seedAgencies } from '../api/staff/agencies.ts';
import { createColleagues } from '../api/staff/colleagues.ts';
import { createInvitations } from '../api/staff/invitations.ts';
import { createSessions } from '../api/staff/sessions.ts';
import { NewMember } from '../api/staff/views.ts';

const USAGE = `Cách dùng: npm run staff -- add TÊN_ĐĂNG_NHẬP --name "Họ tên" --role VAI_TRÒ [--agency MÃ_CƠ_QUAN]
           npm run staff -- invite TÊN_ĐĂNG_NHẬP
  VAI_TRÒ: operator (trực tổng đài), officer (cán bộ cơ quan, cần --agency), coordinator (điều phối), administrator (quản trị)`;

if (existsSync('.env')) process.loadEnvFile('.env');

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (error instanceof Problem) console.error(sentenceFor(error));
  else if (error instanceof ConfigError || error instanceof DirectoryInUse || error instanceof MigrationError)
    console.error(error.message);
  else throw error;
  process.exitCode = 1;
}

async function main(args: string[]): Promise<number> {
  const options = optionsOf(args);
  if (options === null) {
    console.error(USAGE);
    return 2;
  }
  const { verb, username, name, role, agency } = options;
  const config = readConfig();
  const member =
    verb === 'add' ? readInput(NewMember, { username, name, role, agencyId: agency ?? null }) : null;
  const database = await openDatabase({ ...config.database, logger: createLogger(config.log) });
  try {
    await migrate({ database });
    await seedAgencies(database);
    const now = () => new Date();
    const publicUrl = config.http.publicUrl ?? `http://localhost:${config.http.port}`;
    const invitations = createInvitations({ database, publicUrl, now });
    const sessions = createSessions({ database, now });
    const colleagues = createColleagues({ database, invitations, sessions, now });
    if (member !== null) await colleagues.add(member, null);
    const { url } = await colleagues.invite({ username }, null);
    console.log(`Đường dẫn cho ${username}, dùng một lần trong 24 giờ tới:\n${url}`);
    return 0;
  } finally {
    await database.close();
  }
}

/** Null when it is not how the command is used. */
function optionsOf(args: string[]) {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { name: { type: 'string' }, role: { type: 'string' }, agency: { type: 'string' } },
    });
    const [verb, username, ...more] = positionals;
    const known = verb === 'add' || (verb === 'invite' && Object.keys(values).length === 0);
    return known && username !== undefined && more.length === 0 ? { verb, username, ...values } : null;
  } catch {
    return null;
  }
}

function sentenceFor({ kind, more }: Problem): string {
  const faults = (more.errors ?? []) as { field: string; message: string }[];
  return [PROBLEMS[kind].detail, ...faults.map(({ field, message }) => `- ${field}: ${message}`)].join('\n');
}
