// A citizen in a real browser sees who is talking: the machine, an officer by the alias, the machine again.

import { pino } from 'pino';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type App, createApp } from '../../api/app.ts';
import { readConfig } from '../../api/config.ts';
import type { OpenDatabase } from '../../api/database/connect.ts';
import type { ConversationId } from '../../bot/conversations.ts';
import { createHandovers } from '../../bot/handover.ts';
import { texts } from '../../bot/widget/texts.ts';
import { axeViolations, hasBrowser, launchBrowser } from '../support/browser.ts';
import { type ChatProcess, startChatProcess } from '../support/chat-process.ts';
import { freshDatabase } from '../support/databases.ts';
import { addStaff, type TestStaff } from '../support/desk-staff.ts';
import { createEchoBot, GREETING } from '../support/echo-bot.ts';

describe.runIf(hasBrowser)('an officer in the widget', () => {
  let database: OpenDatabase;
  let staff: TestStaff;
  let app: App;
  let chat: ChatProcess;
  let browser: Browser;

  beforeAll(async () => {
    database = await freshDatabase('embedded');
    staff = await addStaff(database);
    app = await createApp(readConfig({ PORT: '0' }), {
      database,
      handleTurn: createEchoBot(),
      logger: pino({ level: 'silent' }),
    });
    await app.ready;
    chat = await startChatProcess({ database });
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await chat?.close();
    await app?.close();
    await database?.close();
  });

  it('is shown by the alias, seen and read aloud', async () => {
    const page = await browser.newPage();
    await page.goto(app.url);
    await page.getByRole('button', { name: texts.launcher }).click();
    const log = page.getByRole('log');
    await log.getByText(GREETING).waitFor();
    const { rows } = await database.query<{ id: ConversationId }>('select id from conversations');
    const { id } = rows[0]!;
    const handovers = createHandovers({ ...chat, hours: null });
    const { staffId } = staff.callers.lan;
    await handovers.take(id, { staffId, shownAs: 'cán bộ số 7' });
    await handovers.say(id, staffId, 'Chào ông, tôi đang xem hồ sơ.');

    const officer = log.locator('.officer');
    await officer.getByText('Chào ông, tôi đang xem hồ sơ.').waitFor();
    expect(await officer.getByText('Cán bộ số 7:').isVisible()).toBe(true);
    await page.getByRole('status').getByText('Cán bộ số 7: Chào ông, tôi đang xem hồ sơ.').waitFor();
    expect(await log.getByText('Cán bộ số 7:').count()).toBe(1);
    expect(await axeViolations(page)).toEqual([]);
    await handovers.giveBack(id, staffId);
    await log.getByText('Trợ lý tự động tiếp tục').waitFor();
  });
});
