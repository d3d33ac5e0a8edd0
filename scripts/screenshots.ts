// Takes the pictures of the README: the demo page with a question answered, and the console of a made-up desk.
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { createApp } from '../api/app.ts';
import { readConfig } from '../api/config.ts';
import { hotline } from '../api/console/texts/hotline.ts';
import { texts } from '../bot/widget/texts.ts';
import { findChromium } from './chromium.ts';
import { CASES } from './screenshots/cases.ts';
import { beginOf, type MadeUpDesk, playMonth } from './screenshots/made-up-desk.ts';
import type { Member } from './screenshots/member.ts';

const FOLDER = 'docs/images';
const QUESTION = 'đăng ký kết hôn cần giấy tờ gì';
/** A Friday morning, on every machine and in every year. */
const NOW = new Date('2026-11-27T10:40:00+07:00');

const DESK = { viewport: { width: 1280, height: 860 } };
const PHONE = { viewport: { width: 360, height: 740 }, deviceScaleFactor: 2 };
const PICTURES: { name: string; options: BrowserContextOptions; ask: boolean }[] = [
  { name: 'desktop', options: { viewport: { width: 1280, height: 800 } }, ask: true },
  { name: 'phone', options: PHONE, ask: true },
  { name: 'phone-page', options: PHONE, ask: false },
  {
    name: 'desktop-dark',
    options: { viewport: { width: 1280, height: 800 }, colorScheme: 'dark' },
    ask: true,
  },
];

/** The ticket of the picture: the one with a question before it. */
const SHOWN = CASES.findIndex(({ first, triage }) => first !== undefined && triage?.urgent);
const CALLER = CASES.find(({ caller }) => caller !== undefined)!.caller!;

interface ConsolePicture {
  name: string;
  who: (desk: MadeUpDesk) => Member;
  path: (desk: MadeUpDesk) => string;
  /** Resolves when everything is to be seen. */
  ready(page: Page): Promise<void>;
}

const CONSOLE_PICTURES: readonly ConsolePicture[] = [
  {
    name: 'queue',
    who: ({ coordinator }) => coordinator,
    path: () => '/tickets',
    ready: (page) => page.locator('.line').first().waitFor(),
  },
  {
    name: 'ticket',
    who: ({ coordinator }) => coordinator,
    path: ({ codes }) => `/tickets/${codes[SHOWN]}`,
    ready: (page) => page.locator('.said-sources').first().scrollIntoViewIfNeeded(),
  },
  {
    name: 'hotline',
    who: ({ operator }) => operator,
    path: () => '/hotline',
    async ready(page) {
      await page.getByLabel(hotline.phone).fill(CALLER.phone);
      await page.locator('.earlier li').first().waitFor();
      await page.getByLabel(hotline.question).fill(QUESTION);
      await page.locator('.answer-procedure').waitFor();
    },
  },
  {
    name: 'overview',
    who: ({ coordinator }) => coordinator,
    path: () => '/overview',
    ready: (page) => page.locator('.recharts-line').first().waitFor(),
  },
];

const executablePath = findChromium({ given: process.env.CHROMIUM_PATH, say: console.log });
if (executablePath === null)
  throw new Error('No Chromium found: install one, or name it with CHROMIUM_PATH.');
const dataDir = await mkdtemp(join(tmpdir(), 'screenshots-'));
let time = beginOf(NOW);
const clock = {
  now: () => time,
  set(at: Date): void {
    time = at;
  },
};
const settings = {
  PORT: '0',
  DATA_DIR: dataDir,
  LOG_LEVEL: 'warn',
  TICKET_UNDO_SECONDS: '0',
  MESSAGES_PER_MINUTE: '10000',
  TOKENS_PER_HOUR_PER_ADDRESS: '10000',
  REQUESTS_PER_MINUTE_PER_ADDRESS: '100000',
  SIGN_INS_PER_MINUTE_PER_ADDRESS: '1000',
};
const app = await createApp(readConfig(settings), { now: clock.now });
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
try {
  const { firstInvitation } = await app.ready;
  await mkdir(FOLDER, { recursive: true });
  const desk = await playMonth({ url: app.url, firstInvitation: firstInvitation!, clock, end: NOW });
  for (const picture of CONSOLE_PICTURES) {
    await takeAtConsole(browser, desk, picture, { name: picture.name, options: DESK });
    // To be looked at; the README has no room for them.
    if (process.argv.includes('--phones'))
      await takeAtConsole(browser, desk, picture, { name: `${picture.name}-phone`, options: PHONE });
  }
  for (const picture of PICTURES) await takeOfPage(browser, picture);
} finally {
  await browser.close();
  await app.close();
  await rm(dataDir, { recursive: true });
}

async function takeOfPage(
  browser: Browser,
  { name, options, ask }: { name: string; options: BrowserContextOptions; ask: boolean },
): Promise<void> {
  const page = await pageWith(browser, options);
  await page.goto(app.url);
  const launcher = page.getByRole('button', { name: texts.launcher });
  await launcher.waitFor();
  if (ask) {
    await launcher.click();
    const answers = page.getByRole('log').locator('.bot');
    await answers.first().waitFor();
    await page.getByRole('textbox').fill(QUESTION);
    await page.keyboard.press('Enter');
    await answers.nth(1).waitFor();
  }
  await take(page, name);
}

async function takeAtConsole(
  browser: Browser,
  desk: MadeUpDesk,
  { who, path, ready }: ConsolePicture,
  { name, options }: { name: string; options: BrowserContextOptions },
): Promise<void> {
  const page = await pageWith(browser, options);
  const [cookie, value] = await who(desk).cookie();
  await page.context().addCookies([{ name: cookie, value, url: app.url }]);
  await page.clock.setFixedTime(NOW);
  await page.goto(`${app.url}/console${path(desk)}`);
  await ready(page);
  await take(page, name);
}

async function pageWith(browser: Browser, options: BrowserContextOptions): Promise<Page> {
  const context = await browser.newContext({ ...options, locale: 'vi-VN', reducedMotion: 'reduce' });
  return context.newPage();
}

async function take(page: Page, name: string): Promise<void> {
  const path = join(FOLDER, `${name}.png`);
  await page.screenshot({ path });
  console.log(path);
  await page.context().close();
}
