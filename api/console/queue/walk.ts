// Walking through the lines of the queue by keyboard: the focus itself is the place.

const LINES = '.line';

/** The code of the line that has the focus; null where none has. */
export function currentCode(): string | null {
  return currentLine()?.dataset.code ?? null;
}

/** Moves the focus `by` lines, from above the first one when no line has it. */
export function walk(by: 1 | -1): void {
  const lines = [...document.querySelectorAll<HTMLElement>(LINES)];
  const line = currentLine();
  const next = line ? lines.indexOf(line) + by : by === 1 ? 0 : lines.length - 1;
  const link = lines[next]?.querySelector<HTMLElement>('a');
  link?.focus();
  link?.scrollIntoView({ block: 'nearest' });
}

function currentLine(): HTMLElement | null {
  return document.activeElement?.closest<HTMLElement>(LINES) ?? null;
}
