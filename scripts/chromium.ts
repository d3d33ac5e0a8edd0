// Finds the browser for the tests that need one, and installs it where that is possible.

import { existsSync } from 'node:fs';
import { canInstallPackages, installPackages } from './debian.ts';

const USUAL_PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/** Path of a Chromium: `given` when it is set, else where one usually is, else freshly installed; null where none can be had. Throws when `given` does not exist. */
export function findChromium({
  given,
  say,
}: {
  given: string | undefined;
  say: (line: string) => void;
}): string | null {
  if (given) {
    if (!existsSync(given)) throw new Error(`CHROMIUM_PATH: there is no ${given}`);
    return given;
  }
  const found = USUAL_PLACES.find((path) => existsSync(path));
  if (found !== undefined) return found;
  if (!canInstallPackages()) return null;
  say('Installing Chromium (once, a minute or two) …');
  installPackages('chromium', 'fonts-dejavu-core');
  return '/usr/bin/chromium';
}
