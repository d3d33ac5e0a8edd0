// What we say as Zalo can show it: plain text in NFC, in at most two messages of 2,000 characters, choices as numbers.

import type { Activity } from 'botbuilder-core';

/** A longer text is refused with -210, not cut. */
export const TEXT_LIMIT = 2_000;
/** One good reply a turn; free messages are counted. */
export const MOST_MESSAGES = 2;

/** How choices are offered where there are no buttons, and what stands where a text had to end. */
export const ZALO_TEXTS = {
  choices: 'Trả lời bằng số:',
  cut: '… (còn nữa, xin hỏi riêng từng ý)',
  /** Of the form for name and number. */
  contactTitle: 'Trung tâm Phục vụ hành chính công',
  contactSubtitle: 'Bấm để gửi họ tên và số điện thoại, cán bộ sẽ gọi lại.',
} as const;

/** The texts to send, in order; none for an activity that says nothing. */
export function textsOf(activity: Partial<Activity>): string[] {
  if (activity.type !== 'message') return [];
  const menu = menuOf(activity);
  const said = plain(activity.text ?? '');
  if (said === '' && menu === '') return [];
  return split(said, menu);
}

/** The choices as the last of the texts ends with them; empty where there are none. */
export function menuOf({ suggestedActions }: Partial<Activity>): string {
  const choices = (suggestedActions?.actions ?? []).map(({ title }, i) => `${i + 1}. ${title.trim()}`);
  return choices.length > 0 ? `\n\n${ZALO_TEXTS.choices}\n${choices.join('\n')}`.normalize('NFC') : '';
}

/** Marks of Markdown that would be read as they stand. */
function plain(text: string): string {
  return text
    .replace(/\*\*(.+?)\*\*/g, '$1')
    .replace(/\[([^\]\n]+)\]\((https?:[^)\s]+)\)/g, '$1: $2')
    .normalize('NFC')
    .trim();
}

/** The menu is never cut: it closes the last message. */
function split(text: string, menu: string): string[] {
  if (lengthOf(text + menu) <= TEXT_LIMIT) return [(text + menu).trim()];
  const head = beginning(text, TEXT_LIMIT);
  const rest = text.slice(head.length).trim();
  const room = TEXT_LIMIT - lengthOf(menu);
  if (lengthOf(rest) <= room) return [head.trim(), (rest + menu).trim()];
  const tail = beginning(rest, room - lengthOf(ZALO_TEXTS.cut) - 1).trim();
  return [head.trim(), `${tail}\n${ZALO_TEXTS.cut}${menu}`];
}

/** As much of `text` as fits, ending at a paragraph, a line, a sentence or a word, whichever comes first in this order. */
function beginning(text: string, limit: number): string {
  const most = Array.from(text).slice(0, limit).join('');
  if (most.length === text.length) return text;
  for (const end of [/\n\n/g, /\n/g, /[.!?]\s/g, /\s/g]) {
    const last = [...most.matchAll(end)].at(-1);
    // An end in the first half would waste more than it tidies.
    if (last !== undefined && last.index > most.length / 2) return most.slice(0, last.index + last[0].length);
  }
  return most;
}

/** As Zalo counts: characters, not UTF-16 units. */
function lengthOf(text: string): number {
  return Array.from(text).length;
}
