// The fixed replies in English: whole sentences only, buttons too, and nothing else of a reply is touched.

import { describe, expect, test } from 'vitest';
import { handoffText, replies } from '../../bot/replies.ts';
import { englishReplies, inLanguage } from '../../bot/replies-english.ts';
import type { Reply } from '../../bot/reply.ts';

const VIETNAMESE_MARKS = /[ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]/iu;

function aReply(text: string, suggestions: readonly string[] = []): Reply {
  return { text, suggestions, record: { intent: 'handoff', outcome: 'answered' } };
}

describe('a reply in English', () => {
  test.each([
    'emergency',
    'distress',
    'denunciation',
    'formalAppeal',
    'dossier',
    'smalltalk',
    'thanks',
    'goodbye',
    'outOfScope',
    'cancel',
    'abuse',
    'unreadable',
  ] as const)('to %s is the English one', (key) => {
    const { text } = inLanguage('en', aReply(replies[key], [replies.human]));
    expect(text).toBe(englishReplies[key]);
    expect(text.replace(/\([^)]*\)/g, '')).not.toMatch(VIETNAMESE_MARKS);
  });

  test('keeps the numbers to call', () => {
    const numbers = replies.emergency.match(/\d+/g);
    expect(inLanguage('en', aReply(replies.emergency)).text.match(/\d+/g)).toEqual(numbers);
  });

  test('fills in what is configured, and translates buttons', () => {
    const contact = { phone: '0255 1234', address: '52 Hùng Vương', hours: '7:00 – 17:00' };
    const { text, suggestions } = inLanguage('en', aReply(handoffText(contact), [replies.human]));
    expect(text.split('\n')).toEqual([
      englishReplies.handoff,
      '- Telephone: 0255 1234',
      '- Address: 52 Hùng Vương',
      '- Working hours: 7:00 – 17:00',
    ]);
    expect(suggestions).toEqual([englishReplies.human]);
  });

  test('keeps what is around a fixed line, even when it looks like a pattern', () => {
    const { text } = inLanguage(
      'en',
      aReply(`${replies.rejected}\n$1 Đăng ký kết hôn\nHỏi: ${replies.human}`),
    );
    expect(text).toBe(`${englishReplies.rejected}\n$1 Đăng ký kết hôn\nHỏi: ${replies.human}`);
  });

  test('puts a code in as it is, whatever signs it has', () => {
    const { text } = inLanguage('en', aReply(replies.dossierCode('$& $1 H48')));
    expect(text).toBe('The code that I read: **$& $1 H48**.');
  });

  test('in Vietnamese is the reply itself', () => {
    const reply = aReply(replies.cancel);
    expect(inLanguage('vi', reply)).toBe(reply);
  });
});
