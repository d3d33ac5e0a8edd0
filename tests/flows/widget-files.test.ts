// A citizen in a real browser sends a photo with a complaint: the way to it is there while it is wanted, and only then.

import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buttons, complaintReplies } from '../../bot/complaint-replies.ts';
import { replies } from '../../bot/replies.ts';
import { texts } from '../../bot/widget/texts.ts';
import { axeViolations, hasBrowser, launchBrowser } from '../support/browser.ts';
import { tellingPhoto } from '../support/pictures.ts';
import { type Site, startSite } from '../support/site.ts';

const MATTER = 'Trại heo xả nước thải ra suối ở xã Bình Sơn sáng nay, cá chết trắng';

describe.runIf(hasBrowser)('files in the widget', () => {
  let browser: Browser;
  let site: Site;
  let directory: string;

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'widget-files-'));
    site = await startSite({ ATTACHMENTS_DIR: directory });
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await site?.close();
    await rm(directory, { recursive: true, force: true });
  });

  const answers = (page: Page) => page.getByRole('log').locator('.bot');
  const attach = (page: Page) => page.getByLabel(texts.attach);

  /** Does something that is answered, and waits for the answer. */
  async function answered(page: Page, action: () => Promise<unknown>): Promise<string | null> {
    const before = await answers(page).count();
    await action();
    await answers(page).nth(before).waitFor();
    return answers(page).nth(before).textContent();
  }

  it('are offered while a complaint is written, sent, counted, and offered no more', async () => {
    const page = await (await browser.newContext()).newPage();
    page.setDefaultTimeout(20_000);
    await page.goto(site.url);
    await answered(page, () => page.getByRole('button', { name: texts.launcher }).click());
    expect(await attach(page).count()).toBe(0);
    // Nor is a microphone, since this server hears nothing.
    expect(await page.getByRole('button', { name: texts.talk }).count()).toBe(0);
    const meow = { name: 'mèo.jpg', mimeType: 'image/jpeg', buffer: await tellingPhoto() };
    await page.getByLabel(texts.photo).setInputFiles(meow);
    const unread = page.getByRole('log').getByRole('alert');
    expect(await unread.textContent()).toContain(replies.noCodeOnPhoto);
    await unread.getByRole('button', { name: texts.discard }).click();

    const field = page.getByRole('textbox', { name: texts.field });
    await answered(page, async () => {
      await field.fill(MATTER);
      await field.press('Enter');
    });
    await attach(page).waitFor({ state: 'attached' });
    expect(await axeViolations(page)).toEqual([]);

    const photo = { name: 'Ảnh suối.jpg', mimeType: 'image/jpeg', buffer: await tellingPhoto() };
    const told = await answered(page, () => attach(page).setInputFiles(photo));
    expect(told).toContain(complaintReplies.filesKept(1));
    expect(await page.getByRole('log').locator('.visitor').last().textContent()).toContain('Ảnh suối.jpg');
    expect(await readdir(directory)).toHaveLength(1);

    const program = { name: 'a.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('MZ program') };
    await attach(page).setInputFiles(program);
    const failed = page.getByRole('log').getByRole('alert');
    expect(await failed.textContent()).toMatch(/JPEG, PNG, WebP/);
    await failed.getByRole('button', { name: texts.discard }).click();
    expect(await readdir(directory)).toHaveLength(1);

    await answered(page, () => page.getByRole('button', { name: buttons.send, exact: true }).click());
    expect(await attach(page).count()).toBe(0);
  });

  it('stay on the telephone where the browser reads the code of a receipt by itself', async () => {
    const page = await (await browser.newContext()).newPage();
    page.setDefaultTimeout(20_000);
    await page.addInitScript(() => {
      class BarcodeDetector {
        detect = async () => [{ rawValue: 'https://example.vn/' }, { rawValue: 'H48.18-250701-0001' }];
      }
      Object.assign(window, { BarcodeDetector });
    });
    const uploads: string[] = [];
    page.on('request', (request) => {
      if (request.url().includes('/upload')) uploads.push(request.url());
    });
    await page.goto(site.url);
    await answered(page, () => page.getByRole('button', { name: texts.launcher }).click());
    const receipt = { name: 'giấy tiếp nhận.jpg', mimeType: 'image/jpeg', buffer: await tellingPhoto() };
    await answered(page, () => page.getByLabel(texts.photo).setInputFiles(receipt));
    const said = page.getByRole('log').locator('.visitor').last();
    expect(await said.textContent()).toContain('H48.18-250701-0001');
    expect(uploads).toEqual([]);
  });
});
