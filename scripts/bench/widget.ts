// What a visitor downloads for the widget, against its budget.

import { buildWidget } from '../../bot/widget/build.ts';
import type { Measurement } from './figures.ts';

const BUDGET = 21_000;

/** The script is all there is: style sheet, icons and sentences are inside. */
export async function measureWidget(): Promise<Measurement> {
  const { bytes } = await buildWidget();
  return {
    about: `the one script, which loads no further file; budget ${BUDGET / 1000} kB gzip`,
    figures: [
      { name: 'raw', value: bytes.raw, unit: 'bytes' },
      { name: 'gzip', value: bytes.gzip, unit: 'bytes' },
      { name: 'brotli', value: bytes.brotli, unit: 'bytes' },
      { name: 'gzip, share of the budget', value: (100 * bytes.gzip) / BUDGET, unit: '%' },
    ],
  };
}
