// A confusion matrix as a table with heat: right on the diagonal, wrong beside it.

import type { Confusion } from '../confusion.ts';
import { html, type Markup } from './html.ts';
import { headRow, scrolling } from './tables.ts';
import { WORDS } from './words.ts';

const STEPS = 5;

export function heatTable(caption: string, confusion: Confusion, nameOf: (label: string) => string): Markup {
  const { labels } = confusion;
  const rows = labels
    .filter((expected) => confusion.expected(expected) > 0)
    .map((expected) => {
      const cells = labels.map((found) => {
        const n = confusion.count(expected, found);
        if (n === 0) return html`<td></td>`;
        const step = Math.ceil((n / confusion.expected(expected)) * STEPS);
        return html`<td class="${expected === found ? 'right' : 'wrong'}-${step}">${n}</td>`;
      });
      return html`<tr><th scope="row">${nameOf(expected)}</th>${cells}</tr>`;
    });
  return scrolling(
    caption,
    html`<table class="heat"><caption>${caption}</caption>
    <thead>${headRow([WORDS.expectedByFound, ...labels.map(nameOf)])}</thead><tbody>${rows}</tbody></table>`,
  );
}
