// `npm run import` of the whole catalogue: for the first time, again unchanged, and with one record changed.

import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { z } from 'zod';
import { changeRecord } from './changed-record.ts';
import { environment, output, start } from './child.ts';
import { type Figure, type Measurement, megabytes } from './figures.ts';

const PEAK_MEMORY = new URL('./peak-memory.ts', import.meta.url).href;

const printed = z.object({
  read: z.number(),
  new: z.array(z.string()),
  changed: z.array(z.string()),
  unchanged: z.number(),
  embedded: z.number(),
});
type Import = z.infer<typeof printed> & { seconds: number; peak: number };

/** Each is a process of its own on one embedded database in `folder`; seconds are those that a person waits. */
export async function measureImport({
  catalogue,
  folder,
}: {
  catalogue: string;
  folder: string;
}): Promise<Measurement> {
  const run = (file: string) => runImport({ file, folder, dataDir: join(folder, 'import-data') });
  const first = await run(catalogue);
  const again = await run(catalogue);
  const code = first.new[Math.floor(first.new.length / 2)];
  if (code === undefined) throw new Error(`${catalogue} holds nothing in scope`);
  const other = join(folder, 'one-changed.jsonl.gz');
  await changeRecord({ from: catalogue, to: other, code });
  const oneChanged = await run(other);
  if (again.unchanged !== first.new.length || oneChanged.changed.length !== 1)
    throw new Error(
      `Expected ${first.new.length} unchanged, then 1 changed; got ${again.unchanged} and ${oneChanged.changed.length}`,
    );
  return {
    about: `${first.read} records read, ${first.new.length} in scope; each a process of its own, from its start to its end, on the embedded database`,
    figures: [
      ...figuresOf('first', first),
      ...figuresOf('unchanged', again),
      ...figuresOf('one changed', oneChanged),
      { name: 'first ÷ unchanged', value: first.seconds / again.seconds, unit: '×' },
    ],
  };
}

async function runImport({
  file,
  folder,
  dataDir,
}: {
  file: string;
  folder: string;
  dataDir: string;
}): Promise<Import> {
  const began = performance.now();
  const program = start({
    file: 'scripts/import.ts',
    args: [file, '--json'],
    preload: [PEAK_MEMORY],
    folder,
    env: environment({ dataDir, LOG_LEVEL: 'silent' }),
    extra: 'pipe',
  });
  const [json, peak] = await Promise.all([output(program), text(program.child.stdio[3] as Readable)]);
  const seconds = (performance.now() - began) / 1000;
  return { ...printed.parse(JSON.parse(json)), seconds, peak: Number(peak) };
}

function figuresOf(name: string, { seconds, embedded, peak }: Import): Figure[] {
  return [
    { name: `${name}, time`, value: seconds, unit: 's' },
    { name: `${name}, texts embedded`, value: embedded, unit: '' },
    { name: `${name}, peak memory`, value: megabytes(peak), unit: 'MB' },
  ];
}
