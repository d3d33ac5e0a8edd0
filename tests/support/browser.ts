// A real Chromium for the tests that look at pages, and axe to judge them.
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { type Browser, chromium, type Page } from 'playwright-core';

/** `npm test` names one, or says that these tests were left out. */
const EXECUTABLE = process.env.CHROMIUM_PATH || '/usr/bin/chromium';

export const hasBrowser = existsSync(EXECUTABLE);

/** `microphone`: one that always hums, for pages that may use it. */
export function launchBrowser({ microphone = false } = {}): Promise<Browser> {
  return chromium.launch({
    executablePath: EXECUTABLE,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      ...(microphone ? ['--use-fake-device-for-media-stream'] : []),
    ],
  });
}

interface Violation {
  id: string;
  nodes: { target: unknown; failureSummary?: string }[];
}

/** What axe finds wrong with the page as it stands, each as `rule: where: what`. */
export async function axeViolations(page: Page): Promise<string[]> {
  const source = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  await page.evaluate(source);
  const violations = (await page.evaluate(
    'axe.run(document).then(({ violations }) => violations)',
  )) as Violation[];
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${JSON.stringify(target)}: ${failureSummary ?? ''}`),
  );
}
