// A foreigner writes English throughout: questions, a bare follow-up, danger, a person; and Vietnamese comes back when it is used.

import { afterAll, beforeAll, expect, it } from 'vitest';
import type { OpenDatabase } from '../../api/database/connect.ts';
import { TranscriptAdapter } from '../../bot/adapter.ts';
import { createConversations } from '../../bot/conversations.ts';
import { createNotices } from '../../bot/notices.ts';
import { replies } from '../../bot/replies.ts';
import { englishReplies } from '../../bot/replies-english.ts';
import { freshState } from '../../bot/state.ts';
import type { Turn } from '../../bot/turn.ts';
import { shippedAliases, storeShippedAliases } from '../../knowledge/aliases.ts';
import { readStarter } from '../../knowledge/starter.ts';
import { HEADINGS } from '../../knowledge/wording.ts';
import { ENGLISH } from '../../knowledge/wording-english.ts';
import { freshDatabase } from '../support/databases.ts';
import { answeringOver, index } from '../support/indexed-catalogue.ts';

const RESIDENCE = '1.004194';
const MARRIAGE = '2.000806';
const HOW_MANY = 60;

let database: OpenDatabase;
let say: (text: string) => Promise<{ text: string; buttons: string[] }>;

beforeAll(async () => {
  database = await freshDatabase('embedded');
  const { procedures } = await readStarter();
  const some = procedures.filter(({ code }, i) => i < HOW_MANY || [RESIDENCE, MARRIAGE].includes(code));
  const aliases = shippedAliases().filter(({ code }) => some.some((one) => one.code === code));
  await database.transaction((tx) => storeShippedAliases(tx, aliases));
  await index(database, some);
  const { handleTurn } = answeringOver(database);
  const now = () => new Date('2026-08-03T02:00:00Z');
  const notices = createNotices({ database, processId: 'test', now });
  const conversations = createConversations({ database, notices, now });
  const adapter = new TranscriptAdapter({ conversations, now });
  let state = freshState();
  say = async (text) => {
    const turn: Turn = {
      conversation: {
        id: 'direct-line:test',
        channel: 'direct-line',
        userId: 'citizen',
        caller: null,
        mode: 'bot',
      },
      // The assistant has introduced itself before.
      position: 2,
      now: now(),
      state,
      record: {},
      together: [],
      showSoFar: () => {},
      signal: new AbortController().signal,
    };
    const said = await adapter.runTurn(turn, { type: 'message', text }, handleTurn);
    state = turn.state;
    return {
      text: said.map((activity) => activity.text ?? '').join('\n'),
      buttons: said.flatMap(
        ({ suggestedActions }) => suggestedActions?.actions.map(({ title }) => title) ?? [],
      ),
    };
  };
});
afterAll(() => database.close());

it('is held in English, with Vietnamese titles, codes and papers', async () => {
  expect((await say('Good morning, who are you?')).text).toBe(englishReplies.smalltalk);

  const papers = await say('How do I register a marriage with a Vietnamese citizen, what papers?');
  expect(papers.text).toContain('**Đăng ký kết hôn có yếu tố nước ngoài**');
  expect(papers.text).toContain(`${ENGLISH.headings.documents}:`);
  expect(papers.text).toContain(`procedure ${MARRIAGE}`);
  expect(papers.buttons).toEqual([ENGLISH.buttons.fee, ENGLISH.buttons.time, ENGLISH.buttons.where]);

  const place = await say(ENGLISH.buttons.where);
  expect(place.text).toContain(`${ENGLISH.headings.where}:`);
  expect(place.text).toContain(MARRIAGE);

  const fee = await say('fee for a temporary residence registration');
  expect(fee.text).toContain('**Đăng ký tạm trú**');
  expect(fee.text).toContain('7.000 đồng');

  expect((await say('My house is on fire')).text).toBe(englishReplies.emergency);
  expect((await say('what is the weather tomorrow')).text).toBe(englishReplies.outOfScope);
  expect((await say('let me talk to a human')).text).toContain(englishReplies.handoff);
  // A word of both languages goes on in the one spoken.
  expect((await say('thanks')).text).toBe(englishReplies.thanks);
});

it('goes over to Vietnamese with the citizen', async () => {
  const { text } = await say('đăng ký tạm trú mất bao lâu');
  expect(text).toContain(`${HEADINGS.time}:`);
  expect((await say('thanks')).text).toBe(replies.thanks);
});
