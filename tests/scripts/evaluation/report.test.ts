// The report in a real browser: whole without any other file, accessible, readable on a phone, and text stays text.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FoundHit } from '../../../scripts/evaluation/failures.ts';
import { reportPage } from '../../../scripts/evaluation/report/page.ts';
import { WORDS } from '../../../scripts/evaluation/report/words.ts';
import type { Evaluation } from '../../../scripts/evaluation/result.ts';
import { axeViolations, hasBrowser, launchBrowser } from '../../support/browser.ts';
import { aMessage, aQuestion, aTurn } from '../../support/evaluation-rows.ts';

const HOSTILE = '<script>alert("x")</script><img src=x onerror=alert(1)> & "quoted"';

const right = aQuestion({ row: { confidence: 0.92 } });
const wrong = aQuestion({
  item: { id: 'q2', question: HOSTILE, style: 'teencode', codes: ['1.000009'], facts: ['8.000'] },
  row: { id: 'q2', facet: 'fee', confidence: 0.35, text: HOSTILE, ms: 250 },
});
const askedBack = aQuestion({
  item: { id: 'q3', style: 'story', facts: ['3 ngày'] },
  row: { id: 'q3', outcome: 'asked_back', choices: ['1.000001'], confidence: 0.41 },
});

const evaluation: Evaluation = {
  catalogue: 'bản thử',
  embedder: 'subword-256-v1',
  at: new Date('2026-07-01T00:00:00Z'),
  questions: [right, wrong, askedBack],
  messages: [
    aMessage({}),
    aMessage({ item: { id: 'm2', intent: 'denunciation' }, row: { intent: 'complaint' } }),
  ],
  turns: [
    aTurn({ item: { expect: { facet: 'fee' } } }),
    aTurn({ item: { turn: 2, expect: { facet: 'time' } } }),
  ],
  leftOut: [{ group: 'tu-phap', with: [right, right], without: [right, wrong], titlesOnly: [wrong, wrong] }],
};

const hit: FoundHit = {
  code: '1.000001',
  title: 'Đăng ký khai sinh',
  score: 1.234,
  chance: 0.62,
  phrase: { fit: 1, text: 'làm giấy khai sinh' },
};

function pageOf(differing: Partial<Evaluation> = {}): string {
  return reportPage({
    evaluation: { ...evaluation, ...differing },
    described: new Map([
      ['1.000009', { title: 'Cấp hộ chiếu', field: 'Xuất nhập cảnh', publisher: 'Bộ Công an' }],
    ]),
    found: new Map([['q2', [hit]]]),
  });
}

describe('the report as text', () => {
  it('leaves out what was not measured', () => {
    const page = pageOf({ messages: [], turns: [], leftOut: [] });
    expect(page).toContain(`<h2>${WORDS.slices}</h2>`);
    expect(page).not.toContain(`<h2>${WORDS.leftOut}</h2>`);
    const messagesOnly = pageOf({ questions: [], turns: [], leftOut: [] });
    expect(messagesOnly).not.toContain(`<h2>${WORDS.slices}</h2>`);
    expect(messagesOnly).toContain(WORDS.messages);
  });

  it('says so when the rows carry no confidence, and when nothing failed', () => {
    const sure = aQuestion({});
    const page = pageOf({ questions: [sure], messages: [], turns: [], leftOut: [] });
    expect(page).toContain(WORDS.noConfidence);
    expect(page).toContain(WORDS.noFailures);
    expect(pageOf()).not.toContain(WORDS.noConfidence);
  });

  it('is NFC', () => {
    expect(pageOf()).toBe(pageOf().normalize('NFC'));
  });
});

describe.runIf(hasBrowser)('the report in a browser', () => {
  let browser: Browser;
  let folder: string;
  let url: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'report-'));
    const file = join(folder, 'report.html');
    writeFileSync(file, pageOf());
    url = pathToFileURL(file).href;
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true });
  });

  async function visit(options: BrowserContextOptions): Promise<{ page: Page; troubles: string[] }> {
    const context = await browser.newContext(options);
    const page = await context.newPage();
    const troubles: string[] = [];
    page.on('console', (said) => troubles.push(said.text()));
    page.on('pageerror', (error) => troubles.push(String(error)));
    page.on('dialog', (dialog) => {
      troubles.push(dialog.message());
      return dialog.dismiss();
    });
    page.on('request', (request) => {
      if (request.url() !== url) troubles.push(request.url());
    });
    await page.goto(url);
    return { page, troubles };
  }

  it.each([
    ['light', { colorScheme: 'light' }],
    ['dark', { colorScheme: 'dark' }],
    ['on a phone', { viewport: { width: 360, height: 740 }, isMobile: true }],
  ] as const)('stands alone and is accessible, %s', async (_, options) => {
    const { page, troubles } = await visit(options);
    expect(await page.evaluate('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true);
    await page.evaluate('document.querySelectorAll("details").forEach((part) => { part.open = true; })');
    expect(troubles).toEqual([]);
    expect(await axeViolations(page)).toEqual([]);
  });

  it('is styled under its own policy, with another background in the dark', async () => {
    const backgrounds = [];
    for (const colorScheme of ['light', 'dark'] as const) {
      const { page } = await visit({ colorScheme });
      backgrounds.push(await page.evaluate('getComputedStyle(document.body).backgroundColor'));
    }
    expect(backgrounds).toEqual(['rgb(255, 255, 255)', 'rgb(20, 24, 27)']);
  });

  it('tells of a failure what was expected, what was found with its score, and the reply', async () => {
    const { page } = await visit({});
    const failure = page.locator('article').filter({ hasText: 'q2' });
    expect(await page.locator('article h4').allTextContents()).toEqual([
      `q2: ${HOSTILE} · Viết tắt, teencode`,
      'q3: làm giấy khai sinh cần gì · Kể chuyện',
      'm2: chào',
      'd1, lượt 2: lệ phí bao nhiêu',
    ]);
    const text = await failure.textContent();
    expect(text).toContain('1.000009 Cấp hộ chiếu');
    expect(text).toContain('1.000001 Đăng ký khai sinh');
    expect(text).toContain('điểm 1,234, khả năng 62,0%');
    expect(text).toContain('độ tin cậy 0,35');
    expect(await failure.locator('.reply').isVisible()).toBe(false);
    await failure.locator('summary').click();
    expect(await failure.locator('.reply').textContent()).toBe(HOSTILE);
    expect(await page.locator('article').filter({ hasText: 'q3' }).textContent()).toContain(
      `3 ngày ${WORDS.missing}`,
    );
  });

  it('draws a point for each bin of confidence and a bar for each span of time', async () => {
    const { page } = await visit({});
    expect(await page.getByRole('img', { name: WORDS.reliability }).locator('circle').count()).toBe(3);
    expect(await page.getByRole('img', { name: WORDS.latency }).locator('rect').count()).toBe(12);
  });

  it('has heat on what was taken for what', async () => {
    const { page } = await visit({});
    const facets = page.getByRole('region', { name: WORDS.facets });
    expect(await facets.locator('.right-4').textContent()).toBe('2');
    expect(await facets.locator('.wrong-2').textContent()).toBe('1');
  });
});
