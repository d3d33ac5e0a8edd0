// Loaded before a program: when it ends, tells its parent on the fourth stream how much memory it took at most, in bytes.

import { writeSync } from 'node:fs';

const FOURTH_STREAM = 3;

process.on('exit', () => {
  writeSync(FOURTH_STREAM, String(process.resourceUsage().maxRSS * 1024));
});
