// Numbers of legal documents out of the free text in which sources write them.

import type { LegalBasis } from '../procedure.ts';
import { tidyLine } from './tidy.ts';

const NUMBER = /\d[\d.]*(?:\/\d{4})?\/[\p{Lu}Đ][\p{L}\d]*(?:-\p{L}[\p{L}\d]*)*/u;

/** "Nghị định số 131/2025/NĐ-CP" → "131/2025/NĐ-CP"; null when there is no such number. */
export function documentNumber(text: string): string | null {
  return NUMBER.exec(tidyLine(text))?.[0] ?? null;
}

/** Every document once, in the order of the source. The title is null when it only repeats the number. */
export function legalBasesOf(sources: Iterable<{ code: string; name: string }>): LegalBasis[] {
  const bases = new Map<string, LegalBasis>();
  for (const { code, name } of sources) {
    const number = documentNumber(code) ?? documentNumber(name);
    const title = titleOf(tidyLine(name), number) ?? (number === null ? titleOf(tidyLine(code), null) : null);
    if (number === null && title === null) continue;
    const key = number ?? title!;
    const known = bases.get(key);
    if (known === undefined) bases.set(key, { number, title });
    else known.title ??= title;
  }
  return [...bases.values()];
}

function titleOf(name: string, number: string | null): string | null {
  if (name === '' || name === number) return null;
  return name;
}
