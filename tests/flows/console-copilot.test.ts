// The copilot at the console: a suggestion is read, taken into the box by its officer alone, and sent by nobody else.
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { copilot } from '../../api/console/texts/copilot.ts';
import { ticket } from '../../api/console/texts/ticket.ts';
import { axeViolations, hasBrowser } from '../support/browser.ts';
import { type ConsoleBrowser, startConsoleBrowser } from '../support/console-browser.ts';
import { COPILOT } from '../support/scripted-desk/copilot.ts';

const CODE = 'PA-2026-000131';
const BUSY = { status: 503, kind: 'copilot_busy', title: 'Máy gợi ý đang bận', detail: 'Xin thử lại sau.' };

describe.runIf(hasBrowser)('the copilot at the console', () => {
  let console: ConsoleBrowser;

  beforeAll(async () => {
    console = await startConsoleBrowser();
  });
  afterEach(async () => {
    expect(console.complaints).toEqual([]);
    await console.reset();
  });
  afterAll(() => console?.close());

  const reply = (page: Page) => page.getByRole('textbox', { name: ticket.reply.field });
  const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
  const draft = (page: Page) => page.getByRole('region', { name: copilot.mark });
  const sent = () => console.desk.bodies(`POST /api/tickets/${CODE}/reply`);

  async function openTicket(code = CODE): Promise<Page> {
    const page = await console.visit(`/tickets/${code}`);
    await reply(page).waitFor();
    return page;
  }

  it('suggests by keyboard, fills the box only when told to, and leaves sending to the officer', async () => {
    const page = await openTicket();
    await button(page, copilot.suggest).focus();
    await page.keyboard.press('Enter');
    await draft(page).waitFor();
    expect(await reply(page).inputValue()).toBe('');
    await draft(page).getByText(copilot.cut).waitFor();
    const links = await draft(page).getByRole('link').allTextContents();
    expect(links).toEqual([
      '1.012756 Đăng ký biến động quyền sử dụng đất',
      'PA-2026-000142 Hồ sơ đất nộp ở quầy số 4 cũng quá hẹn',
    ]);
    await draft(page).getByText('Đã nhận, đang kiểm tra').waitFor();
    expect(await axeViolations(page)).toEqual([]);
    await button(page, copilot.use).focus();
    await page.keyboard.press('Enter');
    expect(await reply(page).inputValue()).toBe(COPILOT.suggestion.text);
    expect(await reply(page).evaluate((field) => field === document.activeElement)).toBe(true);
    await draft(page).waitFor({ state: 'detached' });
    expect(sent()).toEqual([]);
    await page.keyboard.type(' Trân trọng.');
    await page.keyboard.press('Control+Enter');
    await button(page, ticket.reply.undo).waitFor();
    expect(sent()).toMatchObject([{ text: `${COPILOT.suggestion.text} Trân trọng.` }]);
  });

  it('adds to what was typed, or drops the suggestion without a trace', async () => {
    const page = await openTicket();
    await reply(page).fill('Tôi đang viết.');
    await button(page, copilot.suggest).click();
    await button(page, copilot.drop).click();
    await draft(page).waitFor({ state: 'detached' });
    expect(await reply(page).inputValue()).toBe('Tôi đang viết.');
    await button(page, copilot.suggest).click();
    await button(page, copilot.use).click();
    expect(await reply(page).inputValue()).toBe(`Tôi đang viết.\n${COPILOT.suggestion.text}`);
  });

  it('shows what a machine wrote as words and nothing else', async () => {
    const text = '<img src=x onerror=alert(1)> [tại đây](https://evil.example) **gấp**';
    Object.assign(console.desk.state.copilot!.suggestion, { text, sources: [] });
    const page = await openTicket();
    await button(page, copilot.suggest).click();
    await draft(page).getByText(text, { exact: true }).waitFor();
    await draft(page).getByText(copilot.noSources).waitFor();
    expect(await draft(page).locator('img, a, strong').count()).toBe(0);
  });

  it('keeps what was suggested for one ticket from the next', async () => {
    const page = await openTicket();
    await button(page, copilot.suggest).click();
    await draft(page)
      .getByRole('link', { name: /PA-2026-000142/ })
      .click();
    await page.getByRole('heading', { name: ticket.title('PA-2026-000142') }).waitFor();
    await button(page, copilot.suggest).waitFor();
    expect(await draft(page).count()).toBe(0);
    expect(await reply(page).inputValue()).toBe('');
  });

  it('tells in the server’s words that it cannot, and what was typed stays', async () => {
    console.desk.state.refuse = { request: `POST /api/tickets/${CODE}/suggestion`, as: BUSY };
    const page = await openTicket();
    await reply(page).fill('Tôi đang viết.');
    await button(page, copilot.suggest).click();
    await page.getByRole('alert').getByText(BUSY.detail).waitFor();
    expect(await reply(page).inputValue()).toBe('Tôi đang viết.');
  });

  it('sums up a long conversation, and leaves a short one alone', async () => {
    const short = await openTicket();
    await short.locator('.said').first().waitFor();
    expect(await button(short, copilot.summary.action).count()).toBe(0);
    const [first] = console.desk.state.activities;
    for (let i = 0; i < 20; i++)
      console.desk.state.activities.push({ ...first!, position: 100 + i, text: `Tin ${i}` });
    const page = await openTicket();
    await button(page, copilot.summary.action).click();
    const summary = page.getByRole('region', { name: copilot.summary.mark });
    await summary.getByText(COPILOT.summary.text).waitFor();
    expect(await axeViolations(page)).toEqual([]);
    await button(page, copilot.summary.close).click();
    await summary.waitFor({ state: 'detached' });
  });

  it('is not to be seen where it is off', async () => {
    console.desk.state.copilot = null;
    const page = await openTicket();
    await button(page, ticket.reply.send).waitFor();
    await page.locator('.said').first().waitFor();
    expect(await button(page, copilot.suggest).count()).toBe(0);
  });
});
