// The whole product as it is started, in a real Chromium: people at the console and citizens at the demo page, each in a browser of their own.

import { type TOTP, URI } from 'otpauth';
import { pino } from 'pino';
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { type App, createApp } from '../../api/app.ts';
import { readConfig } from '../../api/config.ts';
import { signIn } from '../../api/console/texts/sign-in.ts';
import { texts } from '../../bot/widget/texts.ts';
import { launchBrowser } from './browser.ts';
import { freshDatabase } from './databases.ts';
import { PASSWORD } from './staff.ts';

/** A slow machine is given its time; what never comes ends the test. */
const PATIENCE_MS = 60_000;

export type LiveDesk = Awaited<ReturnType<typeof startLiveDesk>>;
export type Widget = Awaited<ReturnType<LiveDesk['citizen']>>;

/** `env` as in `.env`; the database is embedded and gone at the end. */
export async function startLiveDesk(env: Record<string, string> = {}) {
  const database = await freshDatabase('embedded');
  const config = readConfig({ PORT: '0', REQUESTS_PER_MINUTE_PER_ADDRESS: '100000', ...env });
  const app: App = await createApp(config, { database, logger: pino({ level: 'silent' }) });
  const { firstInvitation } = await app.ready;
  // The first visit builds; a test's own time is not for that.
  await fetch(`${app.url}/console`);
  const browser: Browser = await launchBrowser();
  const complaints: string[] = [];

  /** A browser of somebody's own at `address`. */
  async function visit(address: string, options: BrowserContextOptions = {}): Promise<Page> {
    const context = await browser.newContext({
      viewport: { width: 1280, height: 860 },
      locale: 'vi-VN',
      reducedMotion: 'reduce',
      ...options,
    });
    context.setDefaultTimeout(PATIENCE_MS);
    const page = await context.newPage();
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(String(error)));
    await page.goto(address);
    return page;
  }

  /** Takes up the account of a one-time link, as its person does: password, authenticator app, code. */
  async function join(link: string): Promise<Page> {
    const page = await visit(link);
    const { password, again, manual, finish } = signIn.invitation;
    await page.getByRole('textbox', { name: password, exact: true }).fill(PASSWORD);
    await page.getByRole('textbox', { name: again, exact: true }).fill(PASSWORD);
    await page.keyboard.press('Enter');
    const otpauthUrl = await page.getByRole('link', { name: manual }).getAttribute('href');
    await page.getByLabel(signIn.code).fill((URI.parse(otpauthUrl!) as TOTP).generate());
    await page.getByRole('button', { name: finish }).click();
    await page.waitForURL('**/console/tickets');
    return page;
  }

  /** Somebody who opens the chat on the demo page. */
  async function citizen() {
    const page = await visit(app.url);
    await page.getByRole('button', { name: texts.launcher }).click();
    const log: Locator = page.getByRole('log');
    const answers = log.locator('.bot');
    await answers.first().waitFor();

    /** Waits for what is said after `act`; resolves to it. */
    async function after(act: () => Promise<void>): Promise<string> {
      const before = await answers.count();
      await act();
      await answers.nth(before).waitFor();
      return (await answers.nth(before).textContent()) ?? '';
    }
    async function tell(text: string): Promise<void> {
      await page.getByRole('textbox', { name: texts.field }).fill(text);
      await page.keyboard.press('Enter');
    }
    return {
      page,
      log,
      /** Says something that nobody need answer. */
      tell,
      say: (text: string) => after(() => tell(text)),
      /** Chooses one of the suggestions. */
      choose: (name: string) =>
        after(() =>
          page
            .getByRole('group', { name: texts.suggestions })
            .getByRole('button', { name, exact: true })
            .click(),
        ),
      /** Waits for words of the other side that come by themselves. */
      hears: (text: string) => answers.getByText(text).last().waitFor(),
    };
  }

  return {
    url: app.url,
    firstInvitation: firstInvitation!,
    /** Errors of the pages, and what their policy forbade. */
    complaints,
    join,
    citizen,
    async close() {
      await browser.close();
      await app.close();
      await database.close();
    },
  };
}
