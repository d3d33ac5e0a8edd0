// Every screen of the console in a real browser: without fault for axe, for the page's policy, and on a small screen.
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { channels } from '../../api/console/texts/channels.ts';
import { copilot } from '../../api/console/texts/copilot.ts';
import { hotline } from '../../api/console/texts/hotline.ts';
import { knowledge } from '../../api/console/texts/knowledge.ts';
import { overview } from '../../api/console/texts/overview.ts';
import { shell } from '../../api/console/texts/shell.ts';
import { signIn } from '../../api/console/texts/sign-in.ts';
import { staff } from '../../api/console/texts/staff.ts';
import { ticket } from '../../api/console/texts/ticket.ts';
import { axeViolations, hasBrowser } from '../support/browser.ts';
import { type ConsoleBrowser, startConsoleBrowser } from '../support/console-browser.ts';

const CODE = 'PA-2026-000131';
const DESK = { name: '1280 px', options: { viewport: { width: 1280, height: 860 } } };
const PHONE = {
  name: '360 px in the dark',
  options: { viewport: { width: 360, height: 740 }, colorScheme: 'dark' as const },
};

interface Visited {
  path: string;
  signedIn?: boolean;
  /** What is to be seen before anything is judged. */
  ready: string;
  act?(page: Page): Promise<void>;
}

const SCREENS: Readonly<Record<string, Visited>> = {
  'sign-in': { path: '/sign-in', signedIn: false, ready: 'form' },
  'sign-in with the code': {
    path: '/sign-in',
    signedIn: false,
    ready: 'form',
    async act(page) {
      await page.getByLabel(signIn.username).fill('hanh.nguyen');
      await page.getByRole('textbox', { name: signIn.password }).fill('mot cau rat dai');
      await page.keyboard.press('Enter');
      await page.getByLabel(signIn.code).waitFor();
    },
  },
  invitation: {
    path: '/invitation#token',
    signedIn: false,
    ready: 'form',
    async act(page) {
      for (const label of [signIn.invitation.password, signIn.invitation.again])
        await page.getByRole('textbox', { name: label, exact: true }).fill('mot cau rat dai');
      await page.keyboard.press('Enter');
      await page.getByRole('img', { name: signIn.invitation.qr }).waitFor();
    },
  },
  queue: { path: '/tickets', ready: '.line' },
  'queue without anything': { path: '/tickets?q=khongco', ready: '.nothing' },
  ticket: { path: `/tickets/${CODE}`, ready: '.said' },
  'ticket with a dialog': {
    path: `/tickets/${CODE}`,
    ready: '.said',
    async act(page) {
      await page.getByRole('button', { name: ticket.letter }).click();
      await page.getByLabel(ticket.letterDialog.kind).selectOption('apology');
      await page.getByLabel(ticket.letterDialog.newDay).waitFor();
    },
  },
  'ticket with drafts of the copilot': {
    path: `/tickets/${CODE}`,
    ready: '.said',
    async act(page) {
      await page.getByRole('button', { name: copilot.suggest }).click();
      await page.getByRole('region', { name: copilot.mark }).waitFor();
    },
  },
  'ticket that is not there': { path: '/tickets/PA-2026-999999', ready: '.failure' },
  conversations: { path: '/conversations', ready: '.conversation-line, .nothing' },
  conversation: { path: '/conversations/direct-line%3Ac1', ready: '.said' },
  hotline: {
    path: '/hotline',
    ready: 'form',
    async act(page) {
      await page.getByLabel(hotline.phone).fill('0905123456');
      await page.getByLabel(hotline.question).fill('đăng ký kết hôn');
      await page.locator('label', { hasText: hotline.log.kinds.complaint }).click();
      await page.locator('.earlier li').first().waitFor();
      await page.locator('.answer-procedure').waitFor();
    },
  },
  gaps: {
    path: '/knowledge',
    ready: '.cards li',
    async act(page) {
      await page.getByRole('button', { name: knowledge.gaps.mend }).first().click();
      await page.locator('.procedures li').first().waitFor();
    },
  },
  procedures: { path: '/knowledge/procedures?q=k%E1%BA%BFt%20h%C3%B4n', ready: '.procedures li' },
  procedure: { path: '/knowledge/procedures/1.000894', ready: '.aliases li' },
  holidays: { path: '/knowledge/holidays', ready: 'tbody tr' },
  'canned replies': { path: '/knowledge/replies', ready: '.cards li' },
  agencies: { path: '/knowledge/agencies', ready: '.agency-line' },
  wording: {
    path: '/knowledge/wording',
    ready: '.cards li',
    async act(page) {
      await page
        .getByRole('button', { name: /^Sửa câu/ })
        .first()
        .click();
      await page.getByLabel(knowledge.wording.now).waitFor();
    },
  },
  overview: {
    path: '/overview',
    ready: '.recharts-line',
    async act(page) {
      await page.getByRole('button', { name: overview.reports.freeze }).waitFor();
    },
  },
  imports: { path: '/knowledge/imports', ready: '.import-plan' },
  'model turns': { path: '/knowledge/model?outcome=cut', ready: '.cards li' },
  'runs of the copilot': { path: '/knowledge/copilot', ready: '.cards li' },
  channels: {
    path: '/channels',
    ready: '.cards li',
    async act(page) {
      await page.getByRole('button', { name: channels.signIn.start }).click();
      await page.getByRole('img', { name: channels.signIn.code }).waitFor();
    },
  },
  staff: {
    path: '/staff',
    ready: 'tbody tr',
    async act(page) {
      await page
        .getByRole('button', { name: /^Tạo đường dẫn mời/ })
        .first()
        .click();
      await page.getByRole('button', { name: staff.copy }).waitFor();
    },
  },
  sessions: { path: '/sessions', ready: '.agency-line' },
  audit: { path: '/audit', ready: 'tbody tr' },
  'no such screen': { path: '/khong-co', ready: '.nothing' },
  shortcuts: {
    path: '/tickets',
    ready: '.line',
    async act(page) {
      await page.keyboard.press('?');
      await page.getByRole('dialog', { name: shell.keys.title }).waitFor();
    },
  },
};

describe.runIf(hasBrowser)('the console in a browser', () => {
  let console: ConsoleBrowser;

  beforeAll(async () => {
    console = await startConsoleBrowser();
  });
  afterEach(() => console.reset());
  afterAll(() => console?.close());

  describe.each([DESK, PHONE])('at $name', ({ options }) => {
    it.each(Object.entries(SCREENS))('shows %s without fault', async (_, { path, ready, act, ...given }) => {
      console.desk.state.signedIn = given.signedIn ?? true;
      const page = await console.visit(path, options);
      await page.locator(ready).first().waitFor();
      await act?.(page);
      expect(await axeViolations(page)).toEqual([]);
      expect(console.complaints).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
        options.viewport.width,
      );
      expect(await page.title()).toContain(shell.title);
    });
  });

  it('asks citizens’ pages for nothing, and keeps files under names that change with them', async () => {
    const page = await (await fetch(`${console.desk.url}/console/tickets`)).text();
    const files = [...page.matchAll(/\/console\/assets\/[\w-]+\.(?:js|css)/g)].map(([file]) => file);
    expect(files.length).toBe(2);
    for (const file of files) {
      const answer = await fetch(console.desk.url + file, { headers: { 'accept-encoding': 'br' } });
      expect(answer.headers.get('content-encoding')).toBe('br');
      expect(answer.headers.get('cache-control')).toContain('immutable');
      expect(answer.headers.get('content-security-policy')).not.toContain('unsafe');
    }
    expect((await fetch(`${console.desk.url}/console/assets/main-OLD.js`)).status).toBe(404);
  });

  it('draws the plots only for whoever looks at them', async () => {
    const page = await console.visit('/tickets');
    await page.locator('.line').first().waitFor();
    const loaded = () =>
      page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name));
    const before = (await loaded()).filter((name) => name.endsWith('.js'));
    await page.getByRole('link', { name: shell.places.overview }).click();
    await page.locator('.recharts-line').first().waitFor();
    expect((await loaded()).filter((name) => name.endsWith('.js')).length).toBeGreaterThan(before.length);
  });

  it('lets people skip to the content, and moves the focus with the screen', async () => {
    const page = await console.visit('/tickets');
    await page.locator('.line').first().waitFor();
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe(shell.skip);
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('main');
    await page.getByRole('link', { name: shell.places.knowledge }).click();
    await page.locator('.cards li').first().waitFor();
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe(knowledge.title);
  });

  it('is as bright or dark as one chooses, without a word against the policy', async () => {
    const page = await console.visit('/tickets');
    await page.getByRole('button', { name: shell.account('Nguyễn Thị Hạnh') }).click();
    await page.getByRole('menuitem', { name: shell.colors.dark }).click();
    await page.locator('html[data-mantine-color-scheme="dark"]').waitFor();
    await page.reload();
    await page.locator('html[data-mantine-color-scheme="dark"]').waitFor();
    expect(console.complaints).toEqual([]);
  });
});
