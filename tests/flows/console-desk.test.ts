// A day at the console: signing in, the queue by keyboard, a ticket answered and taken back, a talk, a call.
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { conversations } from '../../api/console/texts/conversations.ts';
import { hotline } from '../../api/console/texts/hotline.ts';
import { queue } from '../../api/console/texts/queue.ts';
import { shell } from '../../api/console/texts/shell.ts';
import { signIn } from '../../api/console/texts/sign-in.ts';
import { ticket } from '../../api/console/texts/ticket.ts';
import { hasBrowser } from '../support/browser.ts';
import { type ConsoleBrowser, startConsoleBrowser } from '../support/console-browser.ts';
import { until } from '../support/until.ts';

const CODE = 'PA-2026-000131';

describe.runIf(hasBrowser)('a day at the console', () => {
  let console: ConsoleBrowser;

  beforeAll(async () => {
    console = await startConsoleBrowser();
  });
  afterEach(async () => {
    expect(console.complaints).toEqual([]);
    await console.reset();
  });
  afterAll(() => console?.close());

  const lines = (page: Page) => page.locator('.line');
  const focusedCode = (page: Page) =>
    page.evaluate(() => document.activeElement?.closest<HTMLElement>('.line')?.dataset.code);
  const reply = (page: Page) => page.getByRole('textbox', { name: ticket.reply.field });
  const said = (page: Page) => page.locator('.announcer');

  async function openQueue(address = '/tickets'): Promise<Page> {
    const page = await console.visit(address);
    await lines(page).first().waitFor();
    return page;
  }
  async function openTicket(): Promise<Page> {
    const page = await console.visit(`/tickets/${CODE}`);
    await page.locator('.said').first().waitFor();
    return page;
  }

  it('signs in with the second factor and goes where one wanted to go', async () => {
    console.desk.state.signedIn = false;
    const page = await console.visit('/tickets?view=overdue');
    await page.getByLabel(signIn.username).fill('hanh.nguyen');
    await page.getByRole('textbox', { name: signIn.password }).fill('mot cau rat dai');
    await page.keyboard.press('Enter');
    await page.getByLabel(signIn.code).fill('123 456');
    await page.keyboard.press('Enter');
    await lines(page).first().waitFor();
    expect(new URL(page.url()).pathname + new URL(page.url()).search).toBe('/console/tickets?view=overdue');
    expect(console.desk.bodies('POST /api/session').at(-1)).toEqual({
      username: 'hanh.nguyen',
      password: 'mot cau rat dai',
      code: '123456',
    });
  });

  it('leads nowhere else after signing in', async () => {
    const page = await console.visit('/sign-in?next=//example.com/');
    await lines(page).first().waitFor();
    expect(new URL(page.url()).host).toBe(new URL(console.desk.url).host);
  });

  it('signs out, and leaves nothing of what was typed to whoever comes next', async () => {
    const page = await openTicket();
    await reply(page).fill('Đang soạn dở');
    await page.getByRole('button', { name: shell.account('Nguyễn Thị Hạnh') }).click();
    await page.getByRole('menuitem', { name: shell.signOut }).click();
    await page.getByLabel(signIn.username).waitFor();
    expect(await page.evaluate(() => sessionStorage.length)).toBe(0);
  });

  it('shows every role its own places only', async () => {
    console.desk.state.role = 'officer';
    const page = await openQueue();
    const places = page.getByRole('navigation', { name: shell.menu });
    expect(await places.getByRole('link', { name: shell.places.staff }).count()).toBe(0);
    await page.goto(`${console.desk.url}/console/staff`);
    await page.getByRole('heading', { name: shell.noPlace }).waitFor();
  });

  it('walks the queue by keyboard: down, up, select, take, search, open, answer', async () => {
    const page = await openQueue();
    await page.keyboard.press('j');
    await page.keyboard.press('ArrowDown');
    expect(await focusedCode(page)).toBe('PA-2026-000140');
    await page.keyboard.press('k');
    expect(await focusedCode(page)).toBe(CODE);
    await page.keyboard.press('x');
    await page.getByText(queue.selected(1)).waitFor();
    await page.keyboard.press('a');
    await said(page).getByText(queue.assigned(CODE)).waitFor();
    await page.keyboard.press('/');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('type'))).toBe('search');
    await page.keyboard.type('jk');
    expect(await page.getByRole('searchbox').inputValue()).toBe('jk');
    await page.getByRole('searchbox').fill('');
    await page.keyboard.press('Tab');
    await lines(page).getByRole('link').first().focus();
    await page.keyboard.press('r');
    await reply(page).waitFor();
    await until(() => reply(page).evaluate((field) => field === document.activeElement));
    await page.goBack();
    await lines(page).first().waitFor();
    await lines(page).getByRole('link').first().focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: ticket.title(CODE) }).waitFor();
  });

  it('leaves letters alone for whoever has switched the shortcuts off', async () => {
    const page = await openQueue();
    await page.keyboard.press('?');
    await page.getByRole('switch', { name: shell.keys.on }).click();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.keyboard.press('j');
    expect(await focusedCode(page)).toBeUndefined();
  });

  it('keeps filters in the address, through a reload and back', async () => {
    const page = await openQueue();
    await page.getByLabel(queue.category, { exact: true }).selectOption('environment');
    await until(async () => (await lines(page).count()) === 1);
    expect(new URL(page.url()).searchParams.get('category')).toBe('environment');
    await page.reload();
    await lines(page).first().waitFor();
    expect(await lines(page).count()).toBe(1);
    expect(await page.getByLabel(queue.category, { exact: true }).inputValue()).toBe('environment');
    await page.goBack();
    await until(async () => (await lines(page).count()) > 1);
    await page.getByRole('searchbox').fill('bãi rác');
    await until(() => new URL(page.url()).searchParams.get('q') === 'bãi rác');
    await page.getByRole('button', { name: queue.clear }).click();
    await until(() => new URL(page.url()).search === '?view=open');
  });

  it('goes on page after page, and moves several tickets, telling which would not', async () => {
    const page = await openQueue('/tickets?view=all');
    expect(await lines(page).count()).toBe(5);
    await page.getByRole('button', { name: shell.more }).click();
    await lines(page).nth(6).waitFor();
    for (const code of ['PA-2026-000140', 'PA-2026-000142'])
      await page.getByRole('checkbox', { name: queue.select(code) }).check();
    await page.getByRole('button', { name: queue.move }).click();
    await page.getByLabel(queue.why, { exact: true }).fill('Cùng một việc');
    await page.keyboard.press('Control+Enter');
    await page.getByText(queue.refused(1)).waitFor();
    await said(page).getByText(queue.moved(1)).waitFor();
    expect(console.desk.bodies('POST /api/tickets/move')).toEqual([
      {
        tickets: [
          { code: 'PA-2026-000140', version: 1 },
          { code: 'PA-2026-000142', version: 1 },
        ],
        to: 'processing',
        why: 'Cùng một việc',
      },
    ]);
  });

  it('reads again what the server hints at', async () => {
    const page = await openQueue();
    console.desk.state.tickets.get(CODE)!.summary = 'Tóm tắt mới';
    await until(async () => {
      console.desk.hint('ticket', { code: CODE });
      return (await lines(page).first().textContent())?.includes('Tóm tắt mới');
    });
  });

  it('tells a failure in the server’s words and lets one try again', async () => {
    const failing = { status: 503, kind: 'unavailable', title: 'Tạm gián đoạn', detail: 'Xin chờ một lát.' };
    console.desk.state.refuse = { request: 'GET /api/tickets', as: failing };
    const page = await console.visit('/tickets');
    await page.getByText(failing.title).waitFor();
    await page.getByText(failing.detail).waitFor();
    await page.getByRole('button', { name: shell.retry }).click();
    await lines(page).first().waitFor();
  });

  it('keeps what was typed when somebody was faster, and sends it with the new version', async () => {
    const page = await openTicket();
    await reply(page).fill('Kính gửi bà, hồ sơ đã xong.');
    console.desk.state.tickets.get(CODE)!.version = 7;
    await page.keyboard.press('Control+Enter');
    await page.getByText(shell.conflict.title).waitFor();
    await page.getByRole('button', { name: shell.conflict.reload }).click();
    await said(page).getByText(shell.conflict.reloaded).waitFor();
    expect(await reply(page).inputValue()).toBe('Kính gửi bà, hồ sơ đã xong.');
    await page.reload();
    await page.locator('.said').first().waitFor();
    expect(await reply(page).inputValue()).toBe('Kính gửi bà, hồ sơ đã xong.');
    await reply(page).press('Control+Enter');
    await page.getByRole('button', { name: ticket.reply.undo }).waitFor();
    expect(console.desk.bodies(`POST /api/tickets/${CODE}/reply`)).toMatchObject([
      { version: 1 },
      { version: 7 },
    ]);
    expect(await reply(page).inputValue()).toBe('');
  });

  it('takes a reply back, and gives its text back to the officer', async () => {
    const page = await openTicket();
    await reply(page).fill('Gửi nhầm.');
    await page.getByRole('button', { name: ticket.reply.send }).click();
    await page.getByRole('button', { name: ticket.reply.undo }).click();
    await said(page).getByText(ticket.reply.undone).waitFor();
    expect(await reply(page).inputValue()).toBe('Gửi nhầm.');
    expect(await page.getByRole('button', { name: ticket.reply.undo }).count()).toBe(0);
  });

  it('comes back to what was typed after the session has ended', async () => {
    const page = await openTicket();
    await reply(page).fill('Đang soạn dở');
    console.desk.state.signedIn = false;
    await page.getByRole('button', { name: ticket.reply.send }).click();
    await page.getByLabel(signIn.username).fill('hanh.nguyen');
    await page.getByRole('textbox', { name: signIn.password }).fill('mot cau rat dai');
    await page.keyboard.press('Enter');
    await page.getByLabel(signIn.code).fill('123456');
    await page.keyboard.press('Enter');
    await page.locator('.said').first().waitFor();
    expect(await reply(page).inputValue()).toBe('Đang soạn dở');
  });

  it('says who else is looking, and links to an incident', async () => {
    console.desk.state.others = ['Trần Văn Bình'];
    const page = await openTicket();
    await page.getByText(ticket.looking('Trần Văn Bình')).waitFor();
    await page.getByRole('button', { name: ticket.incident.linkTo('PA-2026-000142') }).click();
    await page.getByRole('button', { name: ticket.incident.unlink }).waitFor();
    expect(console.desk.bodies(`POST /api/tickets/${CODE}/link`)).toEqual([
      { version: 1, incidentCode: 'PA-2026-000142' },
    ]);
  });

  it('passes a ticket on only with a reason', async () => {
    const page = await openTicket();
    await page.getByRole('button', { name: ticket.transfer }).click();
    const dialog = page.getByRole('dialog', { name: ticket.transfer });
    const pass = dialog.getByRole('button', { name: ticket.transferDialog.action, exact: true });
    await dialog.getByLabel(ticket.transferDialog.to).selectOption('so-xay-dung');
    expect(await pass.isDisabled()).toBe(true);
    await dialog.getByLabel(ticket.transferDialog.why).fill('Thuộc thẩm quyền của Sở');
    await pass.click();
    await dialog.waitFor({ state: 'detached' });
    await page.locator('.facts').getByText('Sở Xây dựng').waitFor();
  });

  it('hands over a letter as a file', async () => {
    const page = await openTicket();
    await page.getByRole('button', { name: ticket.letter }).click();
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: ticket.letterDialog.action }).click(),
    ]);
    expect(file.suggestedFilename()).toBe('van-ban.docx');
  });

  it('takes a conversation over, talks, and hands it back', async () => {
    const page = await console.visit('/conversations/c1');
    await page.getByRole('button', { name: conversations.take }).click();
    const field = page.getByRole('textbox', { name: conversations.field });
    await field.fill('Chào bà, tôi là cán bộ của Trung tâm.');
    await field.press('Enter');
    await page.getByRole('log').getByText('Chào bà, tôi là cán bộ').waitFor();
    expect(await field.inputValue()).toBe('');
    await page.getByRole('button', { name: conversations.giveBack }).click();
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
