// A story: from the first administrator's one-time link to a complaint solved at the second try, a call logged, a talk handed back.

import type { Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { conversations } from '../../api/console/texts/conversations.ts';
import { hotline } from '../../api/console/texts/hotline.ts';
import { knowledge } from '../../api/console/texts/knowledge.ts';
import { queue } from '../../api/console/texts/queue.ts';
import { shell } from '../../api/console/texts/shell.ts';
import { staff } from '../../api/console/texts/staff.ts';
import { ticket } from '../../api/console/texts/ticket.ts';
import { words } from '../../api/console/texts/words.ts';
import { buttons, complaintReplies } from '../../bot/complaint-replies.ts';
import { RATING_CHOICES, ticketWords } from '../../bot/ticket-news.ts';
import { ticketReplies } from '../../bot/ticket-replies.ts';
import { SAID } from '../../knowledge/wording.ts';
import { axeViolations, hasBrowser } from '../support/browser.ts';
import { type LiveDesk, startLiveDesk, type Widget } from '../support/live-desk.ts';

const AGENCY = 'Sở Xây dựng';
const LAN = { name: 'Nguyễn Thị Lan', username: 'lan', role: 'officer' };
const MINH = { name: 'Trần Văn Minh', username: 'minh', role: 'officer' };
const TAM = { name: 'Phạm Minh Tâm', username: 'tam', role: 'coordinator' };
const HOA = { name: 'Lê Thị Hoa', username: 'hoa', role: 'operator' };
type Colleague = typeof LAN;

const HASTY = 'Đã sửa xong.';
const FIRST = 'Tổ sửa chữa đã thay bóng đèn ngày 20/11.';
const SECOND = 'Đã thay dây và bóng, đèn sáng từ tối qua. Xin lỗi vì lần trước chưa kiểm tra ban đêm.';
const STILL_DARK = 'đèn vẫn tối, chưa ai đến sửa';

describe.runIf(hasBrowser)('a story of the desk', { timeout: 300_000 }, () => {
  let desk: LiveDesk;
  let admin: Page;
  const at: Record<string, Page> = {};
  let citizen: Widget;
  let code: string;
  let key: string;

  beforeAll(async () => {
    desk = await startLiveDesk({ TICKET_UNDO_SECONDS: '10' });
  }, 300_000);
  afterEach(() => expect(desk.complaints).toEqual([]));
  afterAll(() => desk?.close());

  const expectNoFault = async (page: Page) => expect(await axeViolations(page)).toEqual([]);
  const said = (page: Page, text: string) => page.locator('.announcer').getByText(text).waitFor();
  const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
  const place = (page: Page, name: string) =>
    page.getByRole('navigation', { name: shell.menu }).getByRole('link', { name, exact: true }).click();

  async function openTicket(page: Page, view: string): Promise<void> {
    await place(page, shell.places.tickets);
    await page.getByRole('navigation', { name: queue.viewsLabel }).getByRole('link', { name: view }).click();
    await page.locator(`[data-code="${code}"]`).getByRole('link').click();
    await page.getByRole('heading', { name: ticket.title(code) }).waitFor();
    await page.getByRole('textbox', { name: ticket.reply.field }).waitFor();
  }

  it('begins with the one-time link, and the administrator invites the others', async () => {
    admin = await desk.join(desk.firstInvitation);
    await expectNoFault(admin);
    await place(admin, shell.places.staff);
    for (const { name, username, role } of [TAM, LAN, MINH, HOA] satisfies Colleague[]) {
      await press(admin, staff.add);
      const dialog = admin.getByRole('dialog', { name: staff.add });
      await dialog.getByLabel(staff.name).fill(name);
      await dialog.getByLabel(staff.username).fill(username);
      await dialog.getByLabel(staff.role).selectOption(role);
      if (role === 'officer') await dialog.getByLabel(staff.agency).selectOption({ label: AGENCY });
      await expectNoFault(admin);
      await press(admin, shell.save);
      const invitation = admin.getByRole('status').filter({ hasText: name });
      const link = await invitation.getByRole('textbox').inputValue();
      await expectNoFault(admin);
      at[username] = await desk.join(link);
    }
  });

  it('answers a question, then takes a complaint in free words', async () => {
    citizen = await desk.citizen();
    expect(await citizen.say('đăng ký kết hôn cần giấy tờ gì')).toContain(SAID.source);
    const asked = await citizen.say('Đèn đường hỏng 3 ngày nay, tối thui, tôi phản ánh');
    expect(asked).toContain(complaintReplies.questions.where);
    const review = await citizen.say('ngã tư Quang Trung - Hùng Vương');
    expect(review).toContain('ngã tư Quang Trung - Hùng Vương');
    const receipt = await citizen.choose(buttons.send);
    code = /PA-\d{4}-\d{6}/.exec(receipt)![0];
    key = /[A-Z0-9]{4}-[A-Z0-9]{4}/.exec(receipt.replace(code, ''))![0];
    expect(receipt).toMatch(/trước hết ngày \d{2}\/\d{2}\/\d{4}/);
  });

  it('is triaged and assigned by the coordinator', async () => {
    const page = at.tam!;
    await openTicket(page, queue.views.unassigned);
    await expectNoFault(page);
    await press(page, ticket.triage);
    const triage = page.getByRole('dialog', { name: ticket.triage });
    await triage.getByLabel(ticket.facts.category).selectOption('traffic');
    await triage.getByLabel(ticket.facts.agency).selectOption({ label: AGENCY });
    await triage.getByLabel(ticket.triageDialog.urgent).check();
    await expectNoFault(page);
    await press(page, ticket.triageDialog.action);
    await said(page, ticket.triaged);
    await triage.waitFor({ state: 'detached' });
    await page
      .getByRole('group', { name: ticket.actions })
      .getByRole('button', { name: ticket.assign })
      .click();
    const assign = page.getByRole('dialog', { name: ticket.assign });
    await assign.getByLabel(ticket.assignDialog.who).selectOption({ label: LAN.name });
    await expectNoFault(page);
    await assign.getByRole('button', { name: ticket.assignDialog.action }).click();
    await said(page, ticket.assignDialog.done);
  });

  it('is answered by the first officer, who takes the first words back', async () => {
    const page = at.lan!;
    await openTicket(page, queue.views.mine);
    const talk = page.getByRole('log', { name: ticket.talk.label });
    await talk.getByText(complaintReplies.newsHere).waitFor();
    expect(await talk.textContent()).not.toContain(key);
    await expectNoFault(page);
    await page.keyboard.press('r');
    await page.keyboard.type(HASTY);
    await page.keyboard.press('Control+Enter');
    await press(page, ticket.reply.undo);
    await said(page, ticket.reply.undone);
    const field = page.getByRole('textbox', { name: ticket.reply.field });
    expect(await field.inputValue()).toBe(HASTY);
    await field.fill(FIRST);
    await page.getByRole('checkbox', { name: ticket.reply.closing }).check();
    await press(page, ticket.reply.send);
    await page.locator('.history').getByText(words.delivery.queued).waitFor();
    await expectNoFault(page);

    await citizen.hears(FIRST);
    await citizen.hears(ticketWords.askRating);
    expect(await citizen.log.textContent()).not.toContain(HASTY);
    await page.locator('.history').getByText(words.delivery.delivered).waitFor();
  });

  it('is opened again by the citizen, and goes to the second officer', async () => {
    expect(await citizen.choose(RATING_CHOICES.dissatisfied)).toContain(code);
    expect(await citizen.say(STILL_DARK)).toContain(code);
    const page = at.minh!;
    await openTicket(page, queue.views.mine);
    await page.locator('.history').getByText(STILL_DARK).waitFor();
    await page.getByText(ticket.mayNotTransfer).waitFor();
    await expectNoFault(page);
    await page.getByRole('textbox', { name: ticket.reply.field }).fill(SECOND);
    await page.getByRole('checkbox', { name: ticket.reply.closing }).check();
    await press(page, ticket.reply.send);
    await citizen.hears(SECOND);
    expect(await citizen.choose(RATING_CHOICES.satisfied)).toContain(ticketReplies.thanks);
    await page.locator('.facts').getByText(words.rating.satisfied, { exact: true }).waitFor();
  });

  it('has a call logged as a complaint by keyboard alone', async () => {
    const page = at.hoa!;
    const focused = (element: Locator) => element.evaluate((one) => one === document.activeElement);
    async function tabTo(element: Locator): Promise<void> {
      await element.waitFor({ state: 'attached' });
      for (let tabs = 0; tabs < 40 && !(await focused(element)); tabs += 1) await page.keyboard.press('Tab');
      expect(await focused(element)).toBe(true);
    }
    await tabTo(page.getByRole('link', { name: shell.places.hotline }));
    await page.keyboard.press('Enter');
    const phone = page.getByLabel(hotline.phone);
    await phone.waitFor();
    expect(await focused(phone)).toBe(true);
    await page.keyboard.type('0905 111 222');
    await page.getByText(hotline.noEarlier).waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.type('đăng ký kết hôn cần giấy tờ gì');
    await page.locator('.answer-procedure').waitFor();
    await expectNoFault(page);
    await tabTo(page.getByRole('radio', { name: hotline.log.kinds.question }));
    await page.keyboard.press('ArrowRight');
    await tabTo(page.getByLabel(hotline.log.what));
    await page.keyboard.press('Control+A');
    await page.keyboard.type('Nộp hồ sơ kết hôn ba lần vẫn bị trả về');
    await tabTo(page.getByLabel(hotline.log.category));
    await page.keyboard.type(words.category['extra-documents']);
    await tabTo(page.getByLabel(hotline.log.where));
    await page.keyboard.type('UBND phường Nghĩa Lộ');
    await tabTo(page.getByLabel(hotline.log.name));
    await page.keyboard.type('Bà Năm');
    await expectNoFault(page);
    await page.keyboard.press('Control+Enter');
    const logged = page.getByRole('status').filter({ hasText: hotline.logged.title });
    const spoken = await logged.textContent();
    expect(spoken).toMatch(/PA-\d{4}-000002/);
    expect(spoken).toMatch(/[A-Z0-9]{4}-[A-Z0-9]{4}/);
    expect(await focused(phone)).toBe(true);
    await expectNoFault(page);

    await page.keyboard.type('0905111222');
    await page.getByRole('list', { name: hotline.earlierTickets }).getByText('Nộp hồ sơ kết hôn').waitFor();
    await page.getByRole('list', { name: hotline.earlierCalls }).getByText('đăng ký kết hôn').waitFor();
    await expectNoFault(page);
  });

  it('hands a talk to an officer and back', async () => {
    const other = await desk.citizen();
    await other.say('lệ phí cấp hộ chiếu bao nhiêu');
    expect(await other.say('cho tôi gặp cán bộ')).toContain('báo cho cán bộ');
    const page = at.minh!;
    await place(page, shell.places.conversations);
    await page.getByRole('list', { name: conversations.list }).getByRole('link').click();
    await page.getByText(conversations.withBot).waitFor();
    await expectNoFault(page);
    await press(page, conversations.take);
    await other.hears('Ông/bà đang trò chuyện với');
    const field = page.getByRole('textbox', { name: conversations.field });
    await field.fill('Dạ, tôi xem giúp ngay ạ.');
    await page.keyboard.press('Enter');
    await other.hears('Dạ, tôi xem giúp ngay ạ.');
    await other.tell('cảm ơn cán bộ nhiều nghe');
    await page.getByRole('log').getByText('cảm ơn cán bộ nhiều nghe').waitFor();
    await expectNoFault(page);
    await press(page, conversations.giveBack);
    await other.hears('Trợ lý tự động tiếp tục');
    await page.getByText(conversations.empty.mine).waitFor();
    await expectNoFault(page);
    expect(await other.say('đăng ký tạm trú nộp ở đâu')).toContain(SAID.source);
  });

  it('shows it all to the administrator', async () => {
    await place(admin, shell.places.overview);
    await admin.getByRole('table').first().waitFor();
    await expectNoFault(admin);
    await place(admin, shell.places.audit);
    await admin.getByRole('cell', { name: staff.audit.actions['conversation.taken'] }).waitFor();
    await expectNoFault(admin);
    await place(admin, shell.places.knowledge);
    for (const part of Object.values(knowledge.parts)) {
      await admin
        .getByRole('navigation', { name: knowledge.label })
        .getByRole('link', { name: part })
        .click();
      await admin.locator('main [aria-busy="true"]').first().waitFor({ state: 'detached' });
      await expectNoFault(admin);
    }
  });
});
