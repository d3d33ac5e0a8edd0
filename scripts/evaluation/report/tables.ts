// The report's tables of figures: totals, slices, and the drop when a field's aliases are left out.

import type { Figure, Interval } from '../figure.ts';
import type { LeftOut } from '../leave-out.ts';
import type { Slice } from '../slices.ts';
import { recall, together } from '../table.ts';
import { html, type Markup, NOTHING } from './html.ts';
import { decimal, FIGURE_NAMES, percent, SHORT_NAMES, WORDS } from './words.ts';

export function totalsTable(caption: string, figures: readonly Figure[]): Markup {
  const rows = figures.map(
    (figure) => html`<tr><th scope="row">${FIGURE_NAMES[figure.name]}</th>
      <td>${shown(figure)}</td><td>${bounds(figure.interval, figure.kind)}</td></tr>`,
  );
  return scrolling(
    caption,
    html`<table><caption>${caption}</caption>
    <thead>${headRow([WORDS.figure, WORDS.value, WORDS.interval])}</thead><tbody>${rows}</tbody></table>`,
  );
}

const COLUMNS = Object.keys(SHORT_NAMES) as (keyof typeof SHORT_NAMES)[];

export function slicesTable(
  caption: string,
  slices: readonly Slice[],
  nameOf: (name: string) => string,
): Markup {
  const rows = slices.map(({ name, figures }) => {
    const cells = COLUMNS.map((column) => figures.find((figure) => figure.name === column)).map(sliceCell);
    return html`<tr><th scope="row">${nameOf(name)}</th>${cells}</tr>`;
  });
  const heads = [WORDS.name, ...COLUMNS.map((column) => SHORT_NAMES[column])];
  return scrolling(
    caption,
    html`<table><caption>${caption}</caption><thead>${headRow(heads)}</thead><tbody>${rows}</tbody></table>`,
  );
}

function sliceCell(figure: Figure | undefined): Markup {
  if (figure === undefined) return html`<td></td>`;
  const range =
    figure.interval === null
      ? NOTHING
      : html`<span class="range">${bounds(figure.interval, figure.kind)}</span>`;
  return html`<td>${shown(figure)}${range}</td>`;
}

export function leftOutTable(groups: readonly LeftOut[]): Markup {
  const rows = [...groups, together(WORDS.all, groups)].map(({ group, ...indexes }) => {
    const cells = [1, 3].map((k) => {
      const [before, after] = [recall(indexes.with, k), recall(indexes.without, k)];
      return html`<td>${percent(before)}</td><td>${percent(after)}</td><td>${percent(after - before)}</td>
        <td>${percent(recall(indexes.titlesOnly, k))}</td>`;
    });
    return html`<tr><th scope="row">${group}</th><td>${indexes.with.length}</td>${cells}</tr>`;
  });
  const heads = [WORDS.without, WORDS.drop, WORDS.titlesOnly];
  const head = headRow([WORDS.group, SHORT_NAMES.n, 'R@1', ...heads, 'R@3', ...heads]);
  return scrolling(WORDS.leftOut, html`<table><thead>${head}</thead><tbody>${rows}</tbody></table>`);
}

/** Wide content scrolls in itself, also by keyboard. */
export function scrolling(label: string, content: Markup): Markup {
  return html`<div class="scroll" role="region" tabindex="0" aria-label="${label}">${content}</div>`;
}

export function headRow(heads: readonly string[]): Markup {
  return html`<tr>${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr>`;
}

function shown({ kind, value }: Pick<Figure, 'kind' | 'value'>): string {
  if (kind === 'share') return percent(value);
  return kind === 'count' ? String(value) : decimal(value);
}

function bounds(interval: Interval | null, kind: Figure['kind']): string {
  return interval === null ? '' : interval.map((value) => shown({ kind, value })).join(' – ');
}
