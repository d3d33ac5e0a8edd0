// The report's two drawings as SVG, each with its numbers in a table beside it.

import type { Bin } from '../reliability.ts';
import { html, type Markup } from './html.ts';
import { headRow, scrolling } from './tables.ts';
import { percent, WORDS } from './words.ts';

const WIDTH = 560;
const HEIGHT = 360;
const LEFT = 58;
const BOTTOM = 48;
const TOP = 12;
const RIGHT = 24;

/** Where a share of the axis lies in the drawing. */
function across(part: number): number {
  return round(LEFT + part * (WIDTH - LEFT - RIGHT));
}

function up(part: number): number {
  return round(HEIGHT - BOTTOM - part * (HEIGHT - BOTTOM - TOP));
}

/** Confidence against the share that was right, with 95% intervals; the size of a point tells how many. */
export function reliabilityPlot(bins: readonly Bin[]): Markup {
  const most = Math.max(...bins.map(({ n }) => n));
  const grid = [0, 0.2, 0.4, 0.6, 0.8, 1].map(
    (part) => html`<line class="grid" x1="${across(0)}" x2="${across(1)}" y1="${up(part)}" y2="${up(part)}"/>
      <text x="${LEFT - 8}" y="${up(part) + 4}" text-anchor="end">${percentSign(part)}</text>
      <text x="${across(part)}" y="${HEIGHT - BOTTOM + 18}" text-anchor="middle">${percentSign(part)}</text>`,
  );
  const points = bins.map(({ n, confidence, right, interval: [low, high] }) => {
    const x = across(confidence);
    return html`<line class="bound" x1="${x}" x2="${x}" y1="${up(low)}" y2="${up(high)}"/>
      <circle class="mark" cx="${x}" cy="${up(right)}" r="${round(3 + 7 * Math.sqrt(n / most))}"/>`;
  });
  const rows = bins.map(
    ({ n, confidence, right, interval }) => html`<tr><th scope="row">${percent(confidence)}</th>
      <td>${percent(right)}</td><td>${interval.map(percent).join(' – ')}</td><td>${n}</td></tr>`,
  );
  return drawing({
    label: WORDS.reliability,
    marks: html`${grid}<line class="ideal" x1="${across(0)}" y1="${up(0)}" x2="${across(1)}" y2="${up(1)}"/>${points}`,
    axis: `${WORDS.confidence} (→) · ${WORDS.shareRight} (↑)`,
    heads: [WORDS.confidence, WORDS.shareRight, WORDS.interval, WORDS.turns],
    rows,
  });
}

/** Upper bounds of the bars in milliseconds; the last bar is open. */
const BOUNDS = [2, 5, 10, 15, 20, 30, 40, 60, 80, 120, 200, Number.POSITIVE_INFINITY];

export function latencyHistogram(ms: readonly number[]): Markup {
  const bars = BOUNDS.map((to, i) => {
    const from = BOUNDS[i - 1] ?? 0;
    const name = Number.isFinite(to) ? `${from}–${to}` : `≥ ${from}`;
    return { name, n: ms.filter((value) => value >= from && value < to).length };
  });
  const most = Math.max(1, ...bars.map(({ n }) => n));
  const marks = bars.map(({ name, n }, i) => {
    const [x, next] = [across(i / bars.length), across((i + 1) / bars.length)];
    const middle = round((x + next) / 2);
    const tall = round(up(0) - up((n / most) * 0.94));
    return html`<rect class="mark" x="${x + 2}" y="${up(0) - tall}" width="${round(next - x - 4)}" height="${tall}"/>
      <text x="${middle}" y="${up(0) - tall - 4}" text-anchor="middle">${n === 0 ? '' : n}</text>
      <text x="${middle}" y="${HEIGHT - BOTTOM + 18}" text-anchor="middle" font-size="10">${name.replace(/^.*–/, '<')}</text>`;
  });
  return drawing({
    label: WORDS.latency,
    marks: html`${marks}`,
    axis: `${WORDS.milliseconds} (→) · ${WORDS.turns} (↑)`,
    heads: [WORDS.milliseconds, WORDS.turns],
    rows: bars.map(({ name, n }) => html`<tr><th scope="row">${name}</th><td>${n}</td></tr>`),
  });
}

function drawing(input: {
  label: string;
  marks: Markup;
  axis: string;
  heads: readonly string[];
  rows: readonly Markup[];
}): Markup {
  const { label, marks, axis, heads, rows } = input;
  return html`<figure>
    <svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${label}">${marks}
      <line class="axis" x1="${across(0)}" y1="${up(0)}" x2="${across(1)}" y2="${up(0)}"/>
      <line class="axis" x1="${across(0)}" y1="${up(0)}" x2="${across(0)}" y2="${up(1)}"/>
      <text x="${across(0.5)}" y="${HEIGHT - 8}" text-anchor="middle">${axis}</text></svg>
    <figcaption><details><summary>${WORDS.table}: ${label}</summary>${scrolling(
      `${WORDS.table}: ${label}`,
      html`<table><thead>${headRow(heads)}</thead><tbody>${rows}</tbody></table>`,
    )}</details></figcaption></figure>`;
}

function percentSign(part: number): string {
  return `${Math.round(part * 100)}%`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
