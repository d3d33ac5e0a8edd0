// A citizen in a real browser holds the microphone button and talks, by hand and by keyboard.

import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { replies } from '../../bot/replies.ts';
import { texts } from '../../bot/widget/texts.ts';
import { axeViolations, hasBrowser, launchBrowser } from '../support/browser.ts';
import { type Site, startSite } from '../support/site.ts';
import { startTranscriptionServer, type TranscriptionServer } from '../support/transcription-server.ts';

/** Long enough to be no tap; the fake microphone hums meanwhile. */
const TALK_MS = 900;

describe.runIf(hasBrowser)('talking to the widget', () => {
  let browser: Browser;
  let ears: TranscriptionServer;
  let site: Site;

  beforeAll(async () => {
    ears = await startTranscriptionServer();
    site = await startSite({ TRANSCRIPTION_MODEL: 'whisper-1', OPENAI_BASE_URL: ears.baseUrl });
    browser = await launchBrowser({ microphone: true });
  });
  afterAll(async () => {
    await browser?.close();
    await site?.close();
    await ears?.close();
  });
  beforeEach(() => ears.behave({ text: 'xin chào' }));

  const talk = (page: Page) => page.getByRole('button', { name: texts.talk });
  const bubbles = (page: Page, of: 'bot' | 'visitor') => page.getByRole('log').locator(`.${of}`);

  async function open({ microphone = true } = {}): Promise<Page> {
    const context = await browser.newContext({ viewport: { width: 360, height: 640 } });
    if (microphone) await context.grantPermissions(['microphone'], { origin: site.url });
    const page = await context.newPage();
    page.setDefaultTimeout(20_000);
    await page.goto(site.url);
    await page.getByRole('button', { name: texts.launcher }).click();
    await bubbles(page, 'bot').first().waitFor();
    return page;
  }

  /** The next thing that the bot says. */
  async function answered(page: Page, action: () => Promise<unknown>): Promise<string | null> {
    const before = await bubbles(page, 'bot').count();
    await action();
    await bubbles(page, 'bot').nth(before).waitFor();
    return bubbles(page, 'bot').nth(before).textContent();
  }

  const told = (page: Page, text: string) => page.getByRole('status').filter({ hasText: text }).waitFor();

  async function hold(page: Page, ms: number): Promise<void> {
    await talk(page).hover();
    await page.mouse.down();
    await told(page, texts.talking);
    await page.waitForTimeout(ms);
    await page.mouse.up();
  }

  it('sends what was said while the button was held, and shows what was heard', async () => {
    const page = await open();
    expect(await axeViolations(page)).toEqual([]);
    const answer = await answered(page, () => hold(page, TALK_MS));
    expect(answer).toContain(replies.heard('xin chào'));
    expect(await bubbles(page, 'visitor').last().textContent()).toContain('xin chào');
    expect(ears.requests.at(-1)?.fileName).toBe('voice.webm');
  });

  it('works by keyboard: one press begins, the next one ends', async () => {
    const page = await open();
    await talk(page).focus();
    const answer = await answered(page, async () => {
      await page.keyboard.press('Enter');
      expect(await talk(page).getAttribute('aria-pressed')).toBe('true');
      expect(await axeViolations(page)).toEqual([]);
      await told(page, texts.talking);
      await page.waitForTimeout(TALK_MS);
      await page.keyboard.press('Enter');
    });
    expect(answer).toContain(replies.heard('xin chào'));
    expect(await talk(page).getAttribute('aria-pressed')).toBe('false');
  });

  it('asks again for what could not be heard, and says when the button was only tapped', async () => {
    const page = await open();
    await hold(page, 0);
    await told(page, texts.tooShort);
    ears.behave('silence');
    expect(await answered(page, () => hold(page, TALK_MS))).toContain(replies.voiceUnclear);
    expect(await bubbles(page, 'visitor').last().textContent()).toContain(texts.voiceNote);
  });

  it('says so clearly when the microphone is refused, and writing goes on', async () => {
    const page = await open({ microphone: false });
    await talk(page).click();
    await told(page, texts.noMicrophone);
    await page.getByRole('textbox', { name: texts.field }).fill('cảm ơn');
    expect(await answered(page, () => page.keyboard.press('Enter'))).toContain(replies.thanks);
  });

  it('is not offered while something is written', async () => {
    const page = await open();
    await page.getByRole('textbox', { name: texts.field }).fill('cảm ơn');
    expect(await talk(page).count()).toBe(0);
  });
});
