// `npm run bench`: its pure parts, and the document that it writes. What it measures depends on the machine and is not judged.

import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { gather } from '../../knowledge/import/gather.ts';
import { procedureLines } from '../../knowledge/import/procedure-lines.ts';
import { DEFAULT_SCOPE } from '../../knowledge/import/scope.ts';
import { changeRecord } from '../../scripts/bench/changed-record.ts';
import { median, percentage, percentile, ratios, spread } from '../../scripts/bench/figures.ts';
import { holdOut, readQuestions } from '../../scripts/bench/questions.ts';
import { table } from '../../scripts/bench/report.ts';
import { shuffled } from '../../scripts/bench/shuffled.ts';
import { aProcedure } from '../support/procedures.ts';

const Report = z.strictObject({
  at: z.iso.datetime(),
  machine: z.strictObject({
    node: z.string(),
    processor: z.string(),
    processors: z.number(),
    memoryMB: z.number(),
    loadAtStart: z.number(),
  }),
  catalogue: z.string(),
  questions: z.string(),
  measurements: z.record(
    z.string(),
    z.strictObject({
      about: z.string(),
      figures: z
        .array(
          z.strictObject({
            name: z.string(),
            value: z.number(),
            unit: z.enum(['ms', 's', '/s', 'MB', 'bytes', '%', '×', '']),
          }),
        )
        .min(1),
    }),
  ),
  failures: z.strictObject({}),
});

describe('figures', () => {
  const hundred = shuffled(Array.from({ length: 100 }, (_, i) => i + 1));

  it('are nearest-rank percentiles, whatever the order of the samples', () => {
    expect(percentile(hundred, 0.5)).toBe(50);
    expect(percentile(hundred, 0.95)).toBe(95);
    expect(percentile(hundred, 1)).toBe(100);
    expect(percentile(hundred, 0)).toBe(1);
    expect(percentile([7], 0.95)).toBe(7);
    expect(percentile([10, 9, 100], 0.95)).toBe(100);
    expect(median([3, 1, 2])).toBe(2);
    expect(() => percentile([], 0.5)).toThrow('no percentile');
  });

  it('carry their units', () => {
    expect(spread('turn', hundred)).toEqual([
      { name: 'turn, p50', value: 50, unit: 'ms' },
      { name: 'turn, p95', value: 95, unit: 'ms' },
    ]);
    expect(ratios('slow ÷ fast', [30, 60], [10, 15])).toEqual([
      { name: 'slow ÷ fast, p50', value: 3, unit: '×' },
      { name: 'slow ÷ fast, p95', value: 4, unit: '×' },
    ]);
    expect(percentage([1, 2, 3, 4], (n) => n > 3)).toBe(25);
    expect(percentage([], () => true)).toBe(0);
  });
});

it('the table sets numbers under each other and leaves counts whole', () => {
  const figures = [
    { name: 'a turn, p95', value: 83.256, unit: 'ms' as const },
    { name: 'ratio', value: 2.345, unit: '×' as const },
    { name: 'slow', value: 2058.4, unit: 'ms' as const },
    { name: 'embedded', value: 2809, unit: '' as const },
  ];
  expect(table('turn', { about: 'on something', figures })).toBe(
    [
      'turn – on something',
      '  a turn, p95  83.3 ms',
      '  ratio        2.35 ×',
      '  slow         2058 ms',
      '  embedded     2809',
    ].join('\n'),
  );
});

it('a random order loses nothing and repeats nothing', () => {
  expect(shuffled(['a', 'b', 'c'], () => 0.5)).toEqual(['a', 'b', 'c']);
  const falling = [0.9, 0.5, 0.1].values();
  expect(shuffled(['a', 'b', 'c'], () => falling.next().value!)).toEqual(['c', 'b', 'a']);
});

describe('with a folder', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'bench-test-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('questions come from the file, with the right codes where it says them', () => {
    const file = join(folder, 'questions.jsonl');
    writeFileSync(file, '{"question":"một","codes":["1.000001"],"facet":"fee"}\n{"question":"hai"}\n');
    const set = readQuestions(file);
    expect(set.name).toBe('questions.jsonl');
    expect(set.questions).toEqual([
      { question: 'một', codes: ['1.000001'] },
      { question: 'hai', codes: [] },
    ]);
    expect(set.aliases.length).toBeGreaterThan(100);
    writeFileSync(file, '\n');
    expect(() => readQuestions(file)).toThrow('holds no question');
    writeFileSync(file, '{"text":"ba"}\n');
    expect(() => readQuestions(file)).toThrow('line 1');
  });

  function bench(...args: string[]) {
    const root = join(import.meta.dirname, '../..');
    return spawnSync(process.execPath, ['--import', 'tsx', join(root, 'scripts/bench.ts'), ...args], {
      cwd: root,
      encoding: 'utf8',
    });
  }

  it('writes every figure with its name and unit, and prints the same', () => {
    const questions = join(folder, 'one.jsonl');
    writeFileSync(questions, '{"question":"một"}\n');
    const out = join(folder, 'new folder', 'bench.json');
    const { status, stdout } = bench('--only', 'widget', '--questions', questions, '--out', out);
    expect(status).toBe(0);
    const report = Report.parse(JSON.parse(readFileSync(out, 'utf8')));
    expect(report.questions).toBe('1 of one.jsonl');
    expect(Object.keys(report.measurements)).toEqual(['widget']);
    expect(report.measurements.widget!.figures.map(({ name, unit }) => `${name} ${unit}`)).toEqual([
      'raw bytes',
      'gzip bytes',
      'brotli bytes',
      'gzip, share of the budget %',
    ]);
    expect(stdout).toContain(table('widget', report.measurements.widget!));
  });

  it.each([
    [['--only', 'widget,speed'], 'there is no speed'],
    [['--questions', 'no-such-file.jsonl'], 'no-such-file.jsonl'],
    [['--fast'], '--fast'],
  ])('%j is explained with the usage', (args, message) => {
    const { status, stderr } = bench(...args);
    expect(status).toBe(2);
    expect(stderr).toContain(message);
    expect(stderr).toContain('npm run bench -- ');
  });

  it('one record changes, and only its title', async () => {
    const codes = ['1.000001', '1.000002', '1.000003'];
    const own = join(folder, 'own.jsonl');
    writeFileSync(
      own,
      procedureLines(
        { source: 'thử', dataDate: '2026-07' },
        codes.map((code) => aProcedure({ code, conditions: 'Như 1.000002' })),
      ),
    );
    const portal = join(folder, 'portal.jsonl');
    const detail = (code: string) => ({
      code,
      name: `Tên ${code}`,
      departmentPromulgateName: 'Bộ Tư pháp',
      isWard: true,
    });
    writeFileSync(portal, codes.map((code) => JSON.stringify({ code: '', detail: detail(code) })).join('\n'));
    for (const from of [own, portal]) {
      const to = join(folder, 'changed.jsonl.gz');
      await changeRecord({ from, to, code: '1.000002' });
      const [before, after] = await Promise.all(
        [from, to].map((file) => gather({ files: [file], scope: DEFAULT_SCOPE })),
      );
      expect(before!.procedures).toHaveLength(3);
      expect(after!.procedures).toEqual(
        before!.procedures.map((procedure) =>
          procedure.code === '1.000002' ? { ...procedure, title: `${procedure.title} (tên mới)` } : procedure,
        ),
      );
    }
    const missing = changeRecord({ from: own, to: join(folder, 'x.gz'), code: '9.999999' });
    await expect(missing).rejects.toThrow('9.999999');
  });
});

it('held-out aliases are asked and no longer known, spread over all that have another', () => {
  const entry = (code: string, ...phrases: string[]) => ({ code, demand: 1 as const, phrases, shared: [] });
  const entries = [
    entry('1.000001', 'a1', 'a2'),
    entry('1.000002', 'b1'),
    entry('1.000003', 'c1', 'c2'),
    entry('1.000004', 'd1', 'd2'),
    entry('1.000005', 'e1', 'e2', 'e3'),
  ];
  const { name, questions, aliases } = holdOut(entries, 2);
  expect(name).toContain('first alias of 2 procedures');
  expect(questions).toEqual([
    { question: 'a1', codes: ['1.000001'] },
    { question: 'd1', codes: ['1.000004'] },
  ]);
  expect(aliases.map(({ phrases }) => phrases.join())).toEqual(['a2', 'b1', 'c1,c2', 'd2', 'e1,e2,e3']);
  expect(entries[0]!.phrases).toEqual(['a1', 'a2']);
  expect(holdOut(entries, 99).questions).toHaveLength(4);
});
