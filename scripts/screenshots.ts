// Takes the pictures of the README: the demo page with a question answered, on a desk and on a phone.
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContextOptions, chromium } from 'playwright-core';
import { createApp } from '../api/app.ts';
import { readConfig } from '../api/config.ts';
import { texts } from '../bot/widget/texts.ts';
import { findChromium } from './chromium.ts';

const FOLDER = 'docs/images';
const QUESTION = 'đăng ký kết hôn cần giấy tờ gì';

const PICTURES: { name: string; options: BrowserContextOptions; ask: boolean }[] = [
  { name: 'desktop', options: { viewport: { width: 1280, height: 800 } }, ask: true },
  { name: 'phone', options: { viewport: { width: 360, height: 740 }, deviceScaleFactor: 2 }, ask: true },
  {
    name: 'phone-page',
    options: { viewport: { width: 360, height: 740 }, deviceScaleFactor: 2 },
    ask: false,
  },
  {
    name: 'desktop-dark',
    options: { viewport: { width: 1280, height: 800 }, colorScheme: 'dark' },
    ask: true,
  },
];

const executablePath = findChromium({ given: process.env.CHROMIUM_PATH, say: console.log });
if (executablePath === null)
  throw new Error('No Chromium found: install one, or name it with CHROMIUM_PATH.');
const dataDir = await mkdtemp(join(tmpdir(), 'screenshots-'));
const app = await createApp(readConfig({ PORT: '0', DATA_DIR: dataDir, LOG_LEVEL: 'warn' }));
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
try {
  await app.ready;
  await mkdir(FOLDER, { recursive: true });
  for (const { name, options, ask } of PICTURES) {
    const context = await browser.newContext({ ...options, locale: 'vi-VN', reducedMotion: 'reduce' });
    const page = await context.newPage();
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
    const path = join(FOLDER, `${name}.png`);
    await page.screenshot({ path });
    console.log(path);
    await context.close();
  }
} finally {
  await browser.close();
  await app.close();
  await rm(dataDir, { recursive: true });
}
