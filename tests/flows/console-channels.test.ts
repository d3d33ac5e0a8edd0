// Signing the personal account of Zalo in from the console: warned, with a code to scan, told of every step, free to stop.
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { channels } from '../../api/console/texts/channels.ts';
import { hasBrowser } from '../support/browser.ts';
import { type ConsoleBrowser, startConsoleBrowser } from '../support/console-browser.ts';
import { CONFLICT } from '../support/scripted-desk/state.ts';

const ADDRESS = '/api/channels/zalo-personal/sign-in';
const { signIn: texts } = channels;

describe.skipIf(!hasBrowser)('the personal account in the console', () => {
  let console: ConsoleBrowser;

  beforeAll(async () => {
    console = await startConsoleBrowser();
  });
  afterEach(() => console.reset());
  afterAll(() => console?.close());

  const code = (page: Page) => page.getByRole('img', { name: texts.code });
  const says = (page: Page, text: string) => page.getByText(text).waitFor();

  async function started(): Promise<Page> {
    const page = await console.visit('/channels');
    await says(page, texts.warningMore);
    await page.getByRole('button', { name: texts.start }).click();
    await code(page).waitFor();
    return page;
  }

  it('is signed in by a code that is shown for a while, and tells by itself what the phone does', async () => {
    const page = await started();
    expect(await code(page).evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(1);
    await page.getByText(/^Còn \d+ giây$/).waitFor();
    const { state } = console.desk;
    state.signIn = { ...state.signIn, state: 'scanned', code: null };
    await says(page, texts.states.scanned);
    expect(await code(page).count()).toBe(0);
    state.signIn = { ...state.signIn, state: 'signed_in', until: null };
    await says(page, texts.states.signed_in);
    await page.getByRole('button', { name: texts.again }).waitFor();
    expect(console.complaints).toEqual([]);
  });

  it.each(['declined', 'expired', 'failed'] as const)(
    'says plainly that it was %s, and offers another code',
    async (end) => {
      const page = await started();
      console.desk.state.signIn = { ...console.desk.state.signIn, state: end, code: null, until: null };
      await says(page, texts.states[end]);
      await page.getByRole('button', { name: texts.again }).click();
      await code(page).waitFor();
      expect(console.desk.bodies(`POST ${ADDRESS}`)).toHaveLength(2);
    },
  );

  it('is given up at any time', async () => {
    const page = await started();
    await page.getByRole('button', { name: texts.cancel }).click();
    await says(page, texts.states.cancelled);
    expect(await code(page).count()).toBe(0);
    expect(console.desk.bodies(`DELETE ${ADDRESS}`)).toHaveLength(1);
  });

  it('says why there is no code when somebody else is at it', async () => {
    console.desk.state.refuse = {
      request: `POST ${ADDRESS}`,
      as: { ...CONFLICT, detail: 'Đang chờ quét mã.' },
    };
    const page = await console.visit('/channels');
    await page.getByRole('button', { name: texts.start }).click();
    await says(page, 'Đang chờ quét mã.');
  });

  it('is no concern of who is no administrator', async () => {
    console.desk.state.role = 'coordinator';
    const page = await console.visit('/channels');
    await page.getByRole('heading', { name: 'Zalo (cá nhân)' }).waitFor();
    expect(await page.getByRole('button', { name: texts.start }).count()).toBe(0);
  });
});
