// The widget's transcript: who said what, by which name.

import { expect, it } from 'vitest';
import { createTranscript } from '../../../bot/widget/client/transcript.ts';
import { texts } from '../../../bot/widget/texts.ts';

it("shows an officer's messages under the officer's name and the machine's under none", () => {
  const transcript = createTranscript();
  const news = transcript.receive([
    { type: 'message', id: '1', text: 'máy', from: { id: 'assistant', name: 'Trợ lý tự động', role: 'bot' } },
    { type: 'message', id: '2', text: 'người', from: { id: 'officer', name: 'Cán bộ số 7', role: 'bot' } },
    { type: 'message', id: '3', text: 'ai đó', from: { id: 'officer', role: 'bot' } },
    { type: 'message', id: '4', text: 'tôi', from: { id: 'officer', name: 'giả', role: 'user' } },
  ]);
  expect(news.map(({ officer }) => officer)).toEqual([undefined, 'Cán bộ số 7', texts.officer]);
  expect(transcript.entries().at(-1)).toMatchObject({ from: 'visitor' });
  expect(transcript.entries().at(-1)).not.toHaveProperty('officer');
});
