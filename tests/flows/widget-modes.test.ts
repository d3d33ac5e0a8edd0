// A citizen who reads with difficulty: answers read aloud, large letters, easy words; each remembered where it should be.

import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { replies } from '../../bot/replies.ts';
import { EASY_REPLIES } from '../../bot/replies-easy.ts';
import { texts } from '../../bot/widget/texts.ts';
import { axeViolations, hasBrowser, launchBrowser } from '../support/browser.ts';
import { type Site, startSite } from '../support/site.ts';

/** A browser's voices; this one speaks Vietnamese without a sound and notes what it is given. */
const VOICES = `
  const said = []; let now = null;
  window.said = said;
  window.SpeechSynthesisUtterance = function (text) { this.text = text; };
  Object.defineProperty(window, 'speechSynthesis', { value: {
    getVoices: () => [{ lang: 'en-US' }, { lang: 'vi-VN' }],
    addEventListener() {},
    speak: (words) => { said.push(words); now = words; },
    cancel: () => { now?.onerror?.(); now = null; },
  } });`;

describe.runIf(hasBrowser)('ways to read the widget', () => {
  let browser: Browser;
  let site: Site;

  beforeAll(async () => {
    site = await startSite();
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await site?.close();
  });

  const bot = (page: Page) => page.getByRole('log').locator('.bot');

  async function open({ voices = true } = {}): Promise<Page> {
    const context = await browser.newContext({ viewport: { width: 360, height: 640 } });
    if (voices) await context.addInitScript(VOICES);
    const page = await context.newPage();
    page.setDefaultTimeout(20_000);
    await page.goto(site.url);
    await page.getByRole('button', { name: texts.launcher }).click();
    await bot(page).first().waitFor();
    return page;
  }

  async function ask(page: Page, text: string): Promise<string | null> {
    const before = await bot(page).count();
    await page.getByRole('textbox', { name: texts.field }).fill(text);
    await page.keyboard.press('Enter');
    await bot(page).nth(before).waitFor();
    return bot(page).nth(before).textContent();
  }

  const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

  it('read an answer aloud without marks and links, until told to stop', async () => {
    const page = await open();
    await ask(page, 'cháy nhà');
    const aloud = bot(page).last().getByRole('button');
    await aloud.click();
    expect(await aloud.textContent()).toBe(texts.hush);
    const said = (await page.evaluate('window.said.map(({ text, lang }) => [text, lang])')) as string[][];
    expect(said.map(([text]) => text).join('\n')).toBe(
      replies.emergency.replaceAll('**', '').replaceAll('- ', ''),
    );
    expect(new Set(said.map(([, lang]) => lang))).toEqual(new Set(['vi-VN']));
    expect(await axeViolations(page)).toEqual([]);
    await aloud.click();
    expect(await aloud.textContent()).toBe(texts.readAloud);
  });

  it('offer no reading where the browser has no Vietnamese voice', async () => {
    const page = await open({ voices: false });
    expect(await press(page, texts.readAloud).count()).toBe(0);
  });

  it('show large letters, and again after a reload', async () => {
    const page = await open();
    const width = async () => (await bot(page).locator('strong').first().boundingBox())!.height;
    const before = await width();
    await press(page, texts.large).click();
    // The page is drawn after the click has been told.
    await expect.poll(width, { timeout: 5_000 }).toBeGreaterThan(before * 1.2);
    expect(await axeViolations(page)).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360);
    await page.reload();
    await bot(page).first().waitFor();
    expect(await press(page, texts.large).getAttribute('aria-pressed')).toBe('true');
    await press(page, texts.large).click();
    // Chromium measures in steps of 1/64 px, and not always from the same corner.
    await expect.poll(width, { timeout: 5_000 }).toBeCloseTo(before, 3);
  });

  it('answer in easy words while they are switched on', async () => {
    const page = await open();
    expect(await ask(page, 'cảm ơn')).toContain(replies.thanks);
    await press(page, texts.easy).click();
    const { general, complaint } = EASY_REPLIES;
    expect(await ask(page, 'cảm ơn')).toContain(general?.thanks);
    const begun = await ask(page, 'tôi muốn phản ánh');
    expect(begun).toContain(complaint?.begun?.replaceAll('**', ''));
    expect(begun).toContain(complaint?.questions?.what);
    expect(await ask(page, 'thôi')).toContain(complaint?.cancelled);
    await press(page, texts.easy).click();
    expect(await ask(page, 'cảm ơn')).toContain(replies.thanks);
  });
});
