// The console of the scripted desk in a real Chromium, with everything the browser complains about.
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { launchBrowser } from './browser.ts';
import { type ScriptedDesk, startScriptedDesk } from './scripted-desk.ts';

export interface ConsoleBrowser {
  desk: ScriptedDesk;
  /** Opens `path` of the console; `complaints` gathers errors of the page and of its policy. */
  visit(path: string, options?: BrowserContextOptions): Promise<Page>;
  complaints: string[];
  /** Between two tests: closes what is open and forgets what happened, but not the console's files. */
  reset(): Promise<void>;
  close(): Promise<void>;
}

export async function startConsoleBrowser(): Promise<ConsoleBrowser> {
  const desk = await startScriptedDesk();
  // The first visit builds; a test's own time is not for that.
  await fetch(`${desk.url}/console`);
  const browser: Browser = await launchBrowser();
  const complaints: string[] = [];

  /** One context serves all visits with the same options: it keeps the console's files, which are large. */
  const contexts = new Map<string, BrowserContext>();
  async function contextWith(options: BrowserContextOptions): Promise<BrowserContext> {
    const key = JSON.stringify(options);
    const known = contexts.get(key);
    if (known) return known;
    const context = await browser.newContext({
      viewport: { width: 1280, height: 860 },
      locale: 'vi-VN',
      reducedMotion: 'reduce',
      ...options,
    });
    context.setDefaultTimeout(20_000);
    contexts.set(key, context);
    return context;
  }

  async function visit(path: string, options: BrowserContextOptions = {}): Promise<Page> {
    const page = await (await contextWith(options)).newPage();
    page.on('console', (message) => {
      // What a test lets the server refuse is in the browser's console, too.
      const refused = message.text().startsWith('Failed to load resource');
      if (message.type() === 'error' && !refused) complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(String(error)));
    await page.goto(`${desk.url}/console${path}`);
    return page;
  }

  return {
    desk,
    visit,
    complaints,
    async reset() {
      for (const context of contexts.values()) {
        for (const page of context.pages()) {
          await page.evaluate(() => localStorage.clear());
          await page.close();
        }
        await context.clearCookies();
        await context.clearPermissions();
      }
      desk.reset();
      complaints.length = 0;
    },
    async close() {
      await browser.close();
      await desk.close();
    },
  };
}
