// `npm run evaluate` as a user runs it: a new machine, no arguments but a limit; and what it says to mistakes.

import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { FACETS } from '../../knowledge/facet.ts';
import { OWN_QUESTIONS, readOptions, UsageError } from '../../scripts/evaluation/options.ts';

const ROOT = join(import.meta.dirname, '../..');
const TSX = join(ROOT, 'node_modules/.bin/tsx');
const SCRIPT = join(ROOT, 'scripts/evaluate.ts');
/** The first run fills an empty directory with the starter catalogue. */
const PATIENCE = 300_000;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'evaluate-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Run where nothing lies beside, so that the configured catalogue serves. */
async function evaluate(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const env = { ...process.env, DATABASE_URL: '', DATA_DIR: join(folder, 'data'), LOG_LEVEL: 'silent' };
  try {
    const done = await promisify(execFile)(TSX, [SCRIPT, ...args], { cwd: folder, env });
    return { code: 0, ...done };
  } catch (error) {
    return error as { code: number; stdout: string; stderr: string };
  }
}

const share = z.number().min(0).max(1);
const times = { p50ms: z.number().positive(), p95ms: z.number().positive() };
const facet = z.enum(FACETS);
const answer = { outcome: z.string().min(1), text: z.string().min(1), ms: z.number().nonnegative() };

/** What the output promises; more may stand beside. */
const output = z.object({
  questions: z.object({
    totals: z.object({
      n: z.literal(3),
      r1: share,
      r3: share,
      r5: share,
      r10: share,
      mrr10: share,
      resolvedFirstReply: share,
      facetAccuracy: share,
      factRecall: share,
      ...times,
    }),
    rows: z
      .array(z.object({ id: z.string(), ranked: z.array(z.string()).max(10), facet, ...answer }))
      .length(3),
  }),
  messages: z.object({
    totals: z.object({ n: z.literal(2), intentAccuracy: share, ...times }),
    rows: z
      .array(
        z.object({
          id: z.string(),
          intent: z.string(),
          category: z.string().optional(),
          dossierCode: z.string().optional(),
          ...answer,
        }),
      )
      .length(2),
  }),
  dialogs: z.object({
    totals: z.object({ n: z.literal(2), turnAccuracy: share, ...times }),
    rows: z
      .array(
        z.object({
          id: z.string(),
          turn: z.number().int().positive(),
          intent: z.string(),
          facet: facet.optional(),
          ranked: z.array(z.string()).max(10),
          ...answer,
        }),
      )
      .length(2),
  }),
});

function lines(name: string, ...items: object[]): string {
  const file = join(folder, name);
  writeFileSync(file, items.map((item) => `${JSON.stringify(item)}\n`).join(''));
  return file;
}

describe('npm run evaluate', { timeout: PATIENCE }, () => {
  it('measures on our own questions and the starter catalogue when nothing is named', async () => {
    const out = join(folder, 'new', 'own.json');
    const { code, stdout, stderr } = await evaluate('--limit', '3', '--out', out);
    expect(stderr).toBe('');
    expect(code).toBe(0);
    expect(stdout).toContain(
      'Catalogue: configured, 2809 procedures, 2809 of them abridged, data of 2026-07',
    );
    const { questions, messages } = JSON.parse(readFileSync(out, 'utf8'));
    expect(questions.rows.map(({ id }: { id: string }) => id)).toEqual(['own-001', 'own-002', 'own-003']);
    expect(messages).toEqual({ totals: { n: 0, intervals: {} }, rows: [] });
    expect(readFileSync(join(folder, 'new', 'own.html'), 'utf8')).toMatch(
      /^<!doctype html>[\s\S]*<\/html>\s*$/,
    );
  });

  it('writes what it promises for questions, messages and dialogs', async () => {
    const messages = lines(
      'messages.jsonl',
      { id: 'm1', text: 'chào bạn', intent: 'smalltalk' },
      {
        id: 'm2',
        text: 'cán bộ đòi tiền tôi mới chịu làm',
        intent: 'complaint',
        category: 'harassment-bribery',
      },
    );
    const turns = [
      { user: 'đăng ký kết hôn cần giấy tờ gì', expect: { codes: ['1.000894'], facet: 'documents' } },
      { user: 'lệ phí bao nhiêu', expect: { codes: ['1.000894'], facet: 'fee' } },
    ];
    const dialogs = lines('dialogs.jsonl', { id: 'd1', turns });
    const out = join(folder, 'all.json');
    const sets = ['--questions', OWN_QUESTIONS, '--messages', messages, '--dialogs', dialogs];
    const { code, stderr } = await evaluate(...sets, '--limit', '3', '--out', out);
    expect(stderr).toBe('');
    expect(code).toBe(0);
    const written: unknown = JSON.parse(readFileSync(out, 'utf8'));
    expect(output.parse(written)).toMatchObject({ dialogs: { totals: { turnAccuracy: 1 } } });
  });

  it('asks again with a model and compares', async () => {
    const out = join(folder, 'model.json');
    const { code, stdout } = await evaluate('--model', 'faithful', '--limit', '3', '--out', out);
    expect(code).toBe(0);
    expect(stdout).toMatch(/language model: faithful\n {2}asked \d+: used \d+, cut 0, fallen back \d+/);
    expect(stdout).toMatch(/resolvedFirstReply +1\.000 +1\.000/);
    const { withModel } = JSON.parse(readFileSync(out, 'utf8'));
    expect(withModel).toMatchObject({ model: 'faithful', adversarial: null });
    expect(withModel.sum.tokensIn).toBeGreaterThan(100);
  });

  it('names the line of a set that it cannot read', async () => {
    const file = lines('bad.jsonl', { id: 'm1', text: 'chào' });
    const { code, stderr } = await evaluate('--messages', file);
    expect(code).toBe(1);
    expect(stderr).toContain(`${file} line 1: `);
    expect(stderr).not.toContain('    at ');
  });

  it('explains its use to who mistypes', async () => {
    const { code, stderr } = await evaluate('--question', OWN_QUESTIONS);
    expect(code).toBe(2);
    expect(stderr).toContain("Unknown option '--question'");
    expect(stderr).toContain('Usage: npm run evaluate');
  });
});

describe('the options', () => {
  it('take our own questions when no set is named', () => {
    expect(readOptions([])).toMatchObject({
      questions: OWN_QUESTIONS,
      own: true,
      report: 'out/evaluation.html',
    });
    expect(readOptions(['--dialogs', OWN_QUESTIONS])).toMatchObject({ questions: null, own: false });
    expect(readOptions(['--out', 'x.json']).report).toBe('x.html');
    expect(readOptions(['--out', 'x']).report).toBe('x.html');
  });

  it.each([
    [['--limit', '0'], '--limit: expected a whole number from 1, got "0"'],
    [['--limit', 'all'], 'got "all"'],
    [['--questions', 'nowhere.jsonl'], 'There is no file nowhere.jsonl'],
    [['--messages', OWN_QUESTIONS, '--leave-out-fields'], 'name some with --questions FILE'],
    [['--model', 'kind'], 'expected hostile, faithful or an address'],
    [['--adversarial', OWN_QUESTIONS], 'name one with --model'],
    [['stray'], 'stray'],
  ])('%j is refused', (args, reason) => {
    expect(() => readOptions(args)).toThrow(UsageError);
    expect(() => readOptions(args)).toThrow(reason);
  });
});
