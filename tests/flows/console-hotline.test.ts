// People on the line and in the chat: a conversation taken over and handed back, calls logged by keyboard alone.
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { conversations } from '../../api/console/texts/conversations.ts';
import { hotline } from '../../api/console/texts/hotline.ts';
import { hasBrowser } from '../support/browser.ts';
import { type ConsoleBrowser, startConsoleBrowser } from '../support/console-browser.ts';
import { until } from '../support/until.ts';

describe.runIf(hasBrowser)('talking from the console', () => {
  let console: ConsoleBrowser;

  beforeAll(async () => {
    console = await startConsoleBrowser();
  });
  afterEach(async () => {
    expect(console.complaints).toEqual([]);
    await console.reset();
  });
  afterAll(() => console?.close());

  const said = (page: Page) => page.locator('.announcer');

  it('takes a conversation over, talks, and hands it back', async () => {
    const page = await console.visit('/conversations');
    await page.locator('.conversation-line a').first().click();
    await page.getByRole('button', { name: conversations.take }).click();
    const field = page.getByRole('textbox', { name: conversations.field });
    await field.fill('Chào bà, tôi là cán bộ của Trung tâm.');
    await field.press('Enter');
    await page.getByRole('log').getByText('Chào bà, tôi là cán bộ').waitFor();
    expect(await field.inputValue()).toBe('');
    await page.getByRole('button', { name: conversations.giveBack }).click();
    // Handed back it is nobody's here, and the officer is led to what is left.
    await page.getByText(conversations.empty.mine).waitFor();
    expect(new URL(page.url()).pathname).toBe('/console/conversations');
  });

  it('logs a question and a complaint by keyboard alone, and no ticket twice', async () => {
    const page = await console.visit('/hotline');
    await page.getByLabel(hotline.phone).waitFor();
    await page.keyboard.type('0905123456');
    await page.keyboard.press('Tab');
    await page.keyboard.type('đăng ký kết hôn');
    await page.locator('.answer-procedure').waitFor();
    await page.keyboard.press('Control+Enter');
    await said(page).getByText(hotline.log.saved).waitFor();
    expect(console.desk.bodies('POST /api/hotline/calls')).toMatchObject([
      { phone: '0905123456', question: 'đăng ký kết hôn', procedureCode: '1.000894', ticketCode: null },
    ]);
    await until(() => page.getByLabel(hotline.phone).evaluate((field) => field === document.activeElement));

    await page.keyboard.press('Tab');
    await page.keyboard.type('bãi rác bốc khói');
    const kind = page.getByRole('radio', { name: hotline.log.kinds.question });
    for (
      let tabs = 0;
      tabs < 30 && !(await kind.evaluate((one) => one === document.activeElement));
      tabs += 1
    )
      await page.keyboard.press('Tab');
    await page.keyboard.press('ArrowRight');
    const refused = { status: 503, kind: 'unavailable', title: 'Tạm gián đoạn', detail: 'Xin thử lại.' };
    console.desk.state.refuse = { request: 'POST /api/hotline/calls', as: refused };
    await page.keyboard.press('Control+Enter');
    await page.getByText(refused.title).waitFor();
    await page.keyboard.press('Control+Enter');
    await page.getByText('K7QM-2XWD').waitFor();
    expect(console.desk.bodies('POST /api/tickets')).toMatchObject([
      { what: 'bãi rác bốc khói', phone: null },
    ]);
    expect(console.desk.bodies('POST /api/hotline/calls').at(-1)).toMatchObject({
      ticketCode: 'PA-2026-000144',
    });
  });
});
