// The shipped starter catalogue holds facts of 2,809 procedures and no running text.

import { statSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { LONGEST_FEE_TEXT, LONGEST_LABEL, LONGEST_NAME } from '../../knowledge/import/bare-facts.ts';
import { digestOf, officialLink, type Procedure } from '../../knowledge/procedure.ts';
import { readStarter, STARTER_FILE } from '../../knowledge/starter.ts';

const SENTENCE = /\p{Ll}{2}\)?\. +\p{Lu}\p{Ll}|\n/u;
const LONGEST_AGENCY = 280;

let procedures: Procedure[];
let dataDate: string;

beforeAll(async () => {
  ({ procedures, dataDate } = await readStarter());
});

describe('the starter catalogue', () => {
  test('holds the 2,809 procedures of July 2026, each code once', () => {
    expect(dataDate).toBe('2026-07');
    expect(procedures).toHaveLength(2809);
    expect(new Set(procedures.map(({ code }) => code)).size).toBe(2809);
  });

  test('is small enough to ship', () => {
    expect(statSync(STARTER_FILE).size).toBeLessThan(1_500_000);
  });

  test('has a digest for every procedure, no two alike', () => {
    expect(new Set(procedures.map(digestOf)).size).toBe(2809);
  });

  test('carries no steps, conditions, notes or titles of legal documents', () => {
    const running = procedures.filter(
      ({ steps, conditions, paperSets, legalBases }) =>
        steps.length > 0 ||
        conditions !== null ||
        paperSets.some(({ notes }) => notes.length > 0) ||
        legalBases.some(({ number, title }) => number === null || title !== null),
    );
    expect(running).toEqual([]);
  });

  test('says everything in names, numbers and labels', () => {
    const long: string[] = [];
    let seen = 0;
    function check(text: string | null, longest: number): void {
      if (text === null) return;
      seen += 1;
      if (text.length > longest || SENTENCE.test(text) || text !== text.normalize('NFC')) long.push(text);
    }
    for (const procedure of procedures) {
      for (const text of [...procedure.agencies, ...procedure.fields]) check(text, LONGEST_AGENCY);
      for (const text of [...procedure.subjects, ...procedure.results, procedure.publisher])
        check(text, LONGEST_NAME);
      check(procedure.receivedAt, LONGEST_LABEL);
      for (const { time, fees, note } of procedure.submissions) {
        check(time?.text ?? null, LONGEST_LABEL);
        check(note, LONGEST_LABEL);
        for (const fee of fees) check(fee.text, LONGEST_FEE_TEXT);
      }
      for (const { name, papers } of procedure.paperSets) {
        check(name, LONGEST_NAME);
        for (const paper of papers) check(paper.name, LONGEST_NAME);
      }
    }
    expect(seen).toBeGreaterThan(30_000);
    expect(long).toEqual([]);
  });

  test('does not turn an amount of 0 into "free"', () => {
    const claims = procedures.flatMap(({ code, submissions }) =>
      submissions.flatMap(({ fees }) =>
        fees.filter(({ amount, text }) => amount === 0 && /^miễn phí$/i.test(text ?? '')).map(() => code),
      ),
    );
    expect(claims).toEqual([]);
  });

  test('knows marriage registration and its papers', () => {
    const marriage = procedures.find(({ code }) => code === '1.000894');
    expect(marriage).toMatchObject({
      title: 'Thủ tục đăng ký kết hôn',
      levels: ['commune'],
      results: ['Giấy chứng nhận kết hôn'],
      link: officialLink('1.000894'),
    });
    const papers = marriage?.paperSets.flatMap((set) => set.papers.map(({ name }) => name));
    expect(papers).toContainEqual(expect.stringContaining('Tờ khai đăng ký kết hôn'));
  });
});
