// What a voice note becomes: words, or why there are none.

import { describe, expect, it } from 'vitest';
import type { Transcriber, Transcription } from '../../../bot/ports.ts';
import { hear, LARGEST_VOICE_BYTES, soundExtension } from '../../../bot/voice/hearing.ts';
import { PDF } from '../../support/pictures.ts';
import { voiceSaying } from '../../support/transcription-server.ts';

function transcriberOf(transcription: Transcription) {
  const heard: string[] = [];
  const transcriber: Transcriber = {
    async transcribe({ extension }) {
      heard.push(extension);
      return transcription;
    },
  };
  return { heard, transcriber };
}
const saying = (text: string) => transcriberOf({ kind: 'heard', text });
const UNCLEAR = { voice: 'unclear', text: '' };
const NOTE = voiceSaying('gì đó');

describe('a voice note', () => {
  it('becomes its words, with spelled numbers as figures', async () => {
    const { transcriber, heard } = saying(' Số tôi là không chín không năm một hai ba bốn năm sáu. ');
    expect(await hear(transcriber, NOTE)).toEqual({ voice: 'heard', text: 'Số tôi là 0905123456.' });
    expect(heard).toEqual(['wav']);
  });

  it.each([
    ['nothing', ''],
    ['only signs', '♪ … ♪'],
    [
      'what models make up over silence',
      'Hãy subscribe cho kênh La La School Để không bỏ lỡ những video hấp dẫn',
    ],
    ['their thanks', 'Cảm ơn các bạn đã theo dõi!'],
  ])('in which %s is heard is unclear', async (_, text) => {
    expect(await hear(saying(text).transcriber, NOTE)).toEqual(UNCLEAR);
  });

  it.each([
    ['too short', NOTE.subarray(0, 200)],
    ['too long', Buffer.concat([NOTE, Buffer.alloc(LARGEST_VOICE_BYTES)])],
    ['no sound', PDF],
    ['empty', Buffer.alloc(0)],
  ])('that is %s is not even listened to', async (_, bytes) => {
    const { transcriber, heard } = saying('xin chào');
    expect(await hear(transcriber, bytes)).toEqual(UNCLEAR);
    expect(heard).toEqual([]);
  });

  it('that nobody listened to is told apart', async () => {
    const { transcriber } = transcriberOf({ kind: 'unavailable' });
    expect(await hear(transcriber, NOTE)).toEqual({ voice: 'unavailable', text: '' });
  });

  it('is known by its content', async () => {
    const adts = Buffer.concat([
      Buffer.from([0xff, 0xf1, 0x50, 0x80, 0x20, 0x1f, 0xfc]),
      Buffer.alloc(2_000),
    ]);
    const webm = Buffer.from('1a45dfa39f4286810142f7810142f2810442f381084282847765626d', 'hex');
    expect(await soundExtension(adts)).toBe('aac');
    expect(await soundExtension(webm)).toBe('webm');
    expect(await soundExtension(NOTE)).toBe('wav');
    expect(await soundExtension(PDF)).toBeNull();
  });
});
