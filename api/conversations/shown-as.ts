// What citizens know an officer by: never the full name unless the Center has decided so.

export const SHOWN_AS = ['number', 'given', 'full'] as const;
export type ShownAs = (typeof SHOWN_AS)[number];

/** "cán bộ số 7", "cán bộ Lan" or "cán bộ Nguyễn Thị Lan", as it stands within a sentence. */
export function shownAs(how: ShownAs, { staffId, name }: { staffId: string; name: string }): string {
  if (how === 'number') return `cán bộ số ${staffId}`;
  // The given name comes last.
  return `cán bộ ${how === 'full' ? name : name.trim().split(/\s+/).at(-1)}`;
}
