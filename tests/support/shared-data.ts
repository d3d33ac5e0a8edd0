// Data that lies beside the checkout and is no part of the repository. Tests that use it say so, and must run when it is there.

import { existsSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = join(import.meta.dirname, '../../../shared');

/** Whether the folder is there; then a missing file in it is a failure. */
export const hasSharedData: boolean = existsSync(FOLDER);

/** Path of `data/…` or `eval/…` in the shared folder, or null when there is no such folder. */
export function sharedFile(name: string): string | null {
  return hasSharedData ? join(FOLDER, name) : null;
}
