// A citizen in a real browser: asks, reloads, goes offline, uses the keyboard, meets the widget on another site.
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { texts } from '../../bot/widget/texts.ts';
import { axeViolations, hasBrowser, launchBrowser } from '../support/browser.ts';
import { type Site, startSite } from '../support/site.ts';

const QUESTION = 'đăng ký kết hôn cần giấy tờ gì';
const CODE = '1.000894';
const PHONE = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };

describe.runIf(hasBrowser)('the widget in a browser', () => {
  let browser: Browser;
  let host: Server;
  let hostUrl: string;
  let site: Site;

  beforeAll(async () => {
    host = createServer((request, response) => {
      response.writeHead(200, {
        'content-type': 'text/html; charset=utf-8',
        'content-security-policy': `default-src 'none'; script-src ${site.url}; connect-src ${site.url} ${site.url.replace('http', 'ws')}`,
      });
      response.end(
        `<!doctype html><html lang="vi"><title>Trang khác</title><main><h1>Trang khác</h1></main><script src="${site.url}/widget.js" data-position="left" data-color="#7a1f3d"${request.url === '/open' ? ' data-open' : ''} defer></script>`,
      );
    });
    host.listen(0, '127.0.0.1');
    await once(host, 'listening');
    hostUrl = `http://127.0.0.1:${(host.address() as AddressInfo).port}`;
    site = await startSite({ WIDGET_ORIGINS: hostUrl });
    browser = await launchBrowser();
  });

  afterEach(async () => {
    for (const context of browser.contexts()) await context.close();
  });

  afterAll(async () => {
    await browser?.close();
    await site?.close();
    host?.close();
  });

  async function visit(options: BrowserContextOptions = {}, url = site.url): Promise<Page> {
    const context = await browser.newContext(options);
    context.setDefaultTimeout(20_000);
    const page = await context.newPage();
    await page.goto(url);
    return page;
  }

  const launcher = (page: Page) => page.getByRole('button', { name: texts.launcher });
  const field = (page: Page) => page.getByRole('textbox', { name: texts.field });
  const log = (page: Page) => page.getByRole('log');
  const own = (page: Page) => log(page).locator('.visitor');
  const answers = (page: Page) => log(page).locator('.bot');

  async function open(page: Page): Promise<void> {
    await launcher(page).click();
    await answers(page).first().waitFor();
  }

  async function ask(page: Page, question = QUESTION): Promise<void> {
    const before = await answers(page).count();
    await field(page).fill(question);
    await field(page).press('Enter');
    await answers(page).nth(before).waitFor();
  }

  it('asks nothing of the server but the script before it is opened', async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    const asked: string[] = [];
    page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    await page.goto(site.url, { waitUntil: 'networkidle' });
    await launcher(page).waitFor();
    expect(asked.filter((path) => path !== '/favicon.ico').sort()).toEqual([
      '/',
      '/demo-page.css',
      '/widget.js',
    ]);
  });

  it('answers with the papers as a list and the source with its host', async () => {
    const page = await visit();
    await open(page);
    await ask(page);
    const answer = answers(page).last();
    expect(await answer.textContent()).toContain(CODE);
    expect(await answer.getByRole('listitem').count()).toBeGreaterThan(1);
    const link = answer.getByRole('link').last();
    expect(await link.getAttribute('href')).toMatch(/^https:\/\//);
    expect(await link.getAttribute('rel')).toContain('noopener');
    expect(await link.textContent()).toContain(new URL((await link.getAttribute('href'))!).host);
  });

  it('reads new answers aloud, and neither history nor own words', async () => {
    const page = await visit();
    await open(page);
    await ask(page);
    const live = page.locator('[aria-live="polite"]');
    expect(await live.textContent()).toContain(CODE);
    expect(await live.textContent()).not.toContain(QUESTION);
    await page.reload();
    await answers(page).last().getByText(CODE).waitFor();
    expect(await live.textContent()).toBe('');
  });

  it('goes on after a reload where it was', async () => {
    const page = await visit();
    await open(page);
    await ask(page);
    const before = await log(page).textContent();
    await page.reload();
    await answers(page).last().getByText(CODE).waitFor();
    expect(await log(page).textContent()).toBe(before);
    expect(await own(page).count()).toBe(1);
  });

  it('says that it is offline, keeps the message and delivers it once', async () => {
    const page = await visit();
    await open(page);
    await page.context().setOffline(true);
    await page.getByText(texts.offline).waitFor();
    await field(page).fill(QUESTION);
    await field(page).press('Enter');
    await page.getByText(texts.waiting).waitFor();
    await page.context().setOffline(false);
    await answers(page).getByText(CODE).waitFor();
    expect(await page.getByText(texts.offline).count()).toBe(0);
    await page.reload();
    await answers(page).last().getByText(CODE).waitFor();
    expect(await own(page).count()).toBe(1);
  });

  it('delivers after a reload what could not be sent before it', async () => {
    const page = await visit();
    await open(page);
    await page.route('**/activities', (route) => route.abort());
    await field(page).fill(QUESTION);
    await field(page).press('Enter');
    await page.getByText(texts.problems.unreachable).waitFor();
    await page.unroute('**/activities');
    await page.reload();
    await answers(page).getByText(CODE).waitFor();
    expect(await own(page).count()).toBe(1);
  });

  it('is used from the keyboard alone', async () => {
    const page = await visit();
    const focused = () =>
      page.evaluate(() => {
        const inside = document.activeElement?.shadowRoot?.activeElement;
        return inside?.getAttribute('aria-label') ?? inside?.textContent;
      });
    for (let tabs = 0; tabs < 30 && (await focused()) !== texts.launcher; tabs += 1)
      await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await answers(page).first().waitFor();
    expect(await focused()).toBe(texts.field);

    await page.keyboard.type(QUESTION);
    await page.keyboard.press('Shift+Enter');
    await page.keyboard.type('xin cảm ơn');
    expect(await field(page).inputValue()).toBe(`${QUESTION}\nxin cảm ơn`);
    await page.keyboard.press('Enter');
    await answers(page).nth(1).waitFor();
    expect(await focused()).toBe(texts.field);

    const suggestion = page.getByRole('group', { name: texts.suggestions }).getByRole('button').last();
    const title = await suggestion.textContent();
    await page.keyboard.press('Shift+Tab');
    expect(await focused()).toBe(texts.photo);
    await page.keyboard.press('Shift+Tab');
    expect(await focused()).toBe(title);
    await page.keyboard.press('Enter');
    await own(page).getByText(title!, { exact: true }).waitFor();
    expect(await focused()).toBe(texts.field);
    // One that comes after the window is closed would be counted on the launcher.
    await answers(page).nth(2).waitFor();

    await page.keyboard.press('Escape');
    await launcher(page).waitFor();
    expect(await focused()).toBe(texts.launcher);
  });

  it('shows on the closed window that an answer has come', async () => {
    const page = await visit();
    await open(page);
    let letGo = () => {};
    const held = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    await page.route('**/activities', async (route) => {
      await held;
      await route.continue();
    });
    await field(page).fill(QUESTION);
    await field(page).press('Enter');
    await page.keyboard.press('Escape');
    letGo();
    await page.getByRole('button', { name: texts.unread(1) }).click();
    await answers(page).last().getByText(CODE).waitFor();
    await page.keyboard.press('Escape');
    expect(await launcher(page).textContent()).toBe(texts.launcher);
  });

  it('does not send while an input method is composing', async () => {
    const page = await visit();
    await open(page);
    await field(page).fill('kết hôn');
    await field(page).evaluate((box) => {
      const enter = { key: 'Enter', bubbles: true, cancelable: true, composed: true };
      box.dispatchEvent(new KeyboardEvent('keydown', { ...enter, isComposing: true }));
    });
    expect(await own(page).count()).toBe(0);
    expect(await field(page).inputValue()).toBe('kết hôn');
  });

  it('counts the letters near the limit and does not send beyond it', async () => {
    const page = await visit();
    await open(page);
    await field(page).fill('a'.repeat(1_900));
    await page.getByText(texts.left(100)).first().waitFor();
    await field(page).fill('a'.repeat(2_003));
    await page.getByText(texts.over(3)).waitFor();
    await field(page).press('Enter');
    expect(await page.getByRole('button', { name: texts.send }).isDisabled()).toBe(true);
    expect(await own(page).count()).toBe(0);
  });

  it('shows what is written as text, whatever it is', async () => {
    const page = await visit();
    await open(page);
    const attack =
      '<img src=x onerror="window.broken=1"><script>window.broken=1</script>**x** [y](javascript:1)';
    await ask(page, attack);
    expect(await own(page).last().textContent()).toContain(attack);
    expect(await log(page).locator('img, script').count()).toBe(0);
    expect(await page.evaluate(() => 'broken' in window)).toBe(false);
  });

  it("takes a question from the page's examples, and gives the focus back", async () => {
    const page = await visit();
    const example = page.getByRole('button', { name: 'Đăng ký kết hôn cần giấy tờ gì?' });
    await example.click();
    expect(await field(page).inputValue()).toBe('Đăng ký kết hôn cần giấy tờ gì?');
    expect(await own(page).count()).toBe(0);
    await page.keyboard.press('Escape');
    expect(await example.evaluate((button) => button === document.activeElement)).toBe(true);
  });

  it('answers every example of the page with its source', async () => {
    const page = await visit();
    const examples = page.locator('.questions button');
    const count = await examples.count();
    expect(count).toBeGreaterThan(3);
    for (let index = 0; index < count; index += 1) {
      await examples.nth(index).click();
      await answers(page).nth(index).waitFor();
      await field(page).press('Enter');
      await answers(page)
        .nth(index + 1)
        .waitFor();
      expect(
        await answers(page)
          .nth(index + 1)
          .textContent(),
      ).toMatch(/Nguồn: thủ tục \d\.\d{6}/);
      await page.keyboard.press('Escape');
    }
  });

  it('begins a new conversation when asked twice', async () => {
    const page = await visit();
    await open(page);
    await ask(page);
    await page.getByRole('button', { name: texts.restart }).click();
    await page.getByRole('button', { name: texts.restartNo }).click();
    expect(await own(page).count()).toBe(1);
    await page.getByRole('button', { name: texts.restart }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: texts.restart }).click();
    await own(page).waitFor({ state: 'detached' });
    await answers(page).first().waitFor();
    expect(await answers(page).count()).toBe(1);
  });

  describe.each([
    { name: 'on a desk', options: { viewport: { width: 1280, height: 800 } } },
    {
      name: 'on a desk in the dark',
      options: { viewport: { width: 1280, height: 800 }, colorScheme: 'dark' as const },
    },
    { name: 'at 360 px', options: PHONE },
    { name: 'at 360 px in the dark', options: { ...PHONE, colorScheme: 'dark' as const } },
    { name: 'with forced colours', options: { forcedColors: 'active' as const } },
  ])('$name', ({ options }) => {
    it('is without fault for axe: closed, open, asked, asking', async () => {
      const page = await visit({ ...options, reducedMotion: 'reduce' });
      await launcher(page).waitFor();
      expect(await axeViolations(page)).toEqual([]);
      await open(page);
      expect(await axeViolations(page)).toEqual([]);
      await ask(page);
      expect(await axeViolations(page)).toEqual([]);
      await page.getByRole('button', { name: texts.restart }).click();
      expect(await axeViolations(page)).toEqual([]);
    });
  });

  it.each([
    { name: '360 px', viewport: { width: 360, height: 740 } },
    { name: '320 px, which is 1280 at 400 %', viewport: { width: 320, height: 256 } },
    { name: '1280 × 720 at 200 %', viewport: { width: 640, height: 360 } },
  ])('loses nothing at $name', async ({ viewport }) => {
    const page = await visit({ viewport });
    await open(page);
    await ask(page);
    const controls = [
      page.getByRole('button', { name: texts.restart }),
      page.getByRole('button', { name: texts.close }),
      field(page),
      page.getByRole('button', { name: texts.send }),
    ];
    for (const control of controls) {
      const box = (await control.boundingBox())!;
      expect(box.x).toBeGreaterThanOrEqual(0);
      expect(box.x + box.width).toBeLessThanOrEqual(viewport.width);
      expect(box.y + box.height).toBeLessThanOrEqual(viewport.height);
      expect(box.height).toBeGreaterThanOrEqual(44);
    }
    const { sideways, height } = await log(page).evaluate((box) => ({
      sideways: box.scrollWidth - box.clientWidth,
      height: box.clientHeight,
    }));
    expect(sideways).toBe(0);
    expect(height).toBeGreaterThan(80);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
      viewport.width,
    );
  });

  it('works on another site under a strict policy', async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on('console', (message) => complaints.push(message.text()));
    await page.goto(hostUrl);
    await open(page);
    await ask(page);
    expect(await answers(page).last().textContent()).toContain(CODE);
    expect(complaints.filter((text) => text.includes('Content Security Policy'))).toEqual([]);
    const box = (await page.getByRole('dialog').boundingBox())!;
    expect(box.x).toBeLessThan(50);
    const color = await own(page)
      .locator('.bubble')
      .evaluate((bubble) => getComputedStyle(bubble).backgroundColor);
    expect(color).toBe('rgb(122, 31, 61)');
  });

  it('is open from the start where the page asks for it, and leaves the focus alone', async () => {
    const page = await visit({}, `${hostUrl}/open`);
    await answers(page).first().waitFor();
    expect(await page.evaluate(() => document.activeElement === document.body)).toBe(true);
  });

  it('can be read without scripts, and says that the chat needs them', async () => {
    const page = await visit({ javaScriptEnabled: false });
    expect(await page.getByRole('heading', { level: 1 }).isVisible()).toBe(true);
    const notice = page.locator('noscript p');
    expect(await notice.isVisible()).toBe(true);
    expect(await notice.textContent()).toContain('JavaScript');
    expect(await page.getByRole('button', { name: 'Bắt đầu hỏi' }).isVisible()).toBe(false);
  });
});
