// The assistant's sentences, and how an administrator words them anew; every change is in the audit.

import { lackingIn, SENTENCES } from '../../bot/sentences.ts';
import type { Database } from '../../knowledge/ports.ts';
import { INPUT_FAULTS } from '../input-faults.ts';
import { Problem } from '../problem.ts';
import { ROLES, type Route, route, staffOf } from '../route.ts';
import { recordAudit } from '../staff/audit.ts';
import type { LiveWording } from './live-wording.ts';
import { listSentences, putSentence, removeSentence } from './sentences.ts';
import { Sentence, SentenceList, sentenceChange, sentencePath } from './views.ts';

export function wordingRoutes({
  database,
  reload,
  now,
}: {
  database: Database;
  reload: LiveWording['reload'];
  now: () => Date;
}): Route[] {
  return [
    route({
      method: 'get',
      path: '/api/sentences',
      roles: ROLES,
      summary: 'Các câu cố định của trợ lý, kèm câu gốc.',
      output: SentenceList,
      async handle() {
        const changed = new Map((await listSentences(database)).map((one) => [one.key, one]));
        return {
          sentences: SENTENCES.map(({ key, text }) => {
            const instead = changed.get(key);
            const changedAt = instead?.changedAt.toISOString() ?? null;
            return { key, text: instead?.text ?? text, shipped: text, changedAt };
          }),
        };
      },
    }),
    route({
      method: 'put',
      path: '/api/sentences/:key',
      roles: ['administrator'],
      summary: 'Thay một câu của trợ lý bằng lời của cơ quan.',
      params: sentencePath,
      body: sentenceChange,
      output: Sentence,
      async handle({ caller, params: { key }, body: { text } }) {
        const sentence = SENTENCES.find((one) => one.key === key);
        if (sentence === undefined) throw new Problem('no_such_sentence');
        const errors = lackingIn(text, sentence).map((part) => ({
          field: 'text',
          message: INPUT_FAULTS.lacking(part),
        }));
        if (errors.length > 0) throw new Problem('sentence_lacks', { more: { errors } });
        const at = now();
        await database.transaction(async (tx) => {
          await putSentence(tx, key, text, at);
          await recordAudit(tx, {
            staffId: staffOf(caller).staffId,
            action: 'sentence.put',
            subject: `sentence:${key}`,
            detail: text,
            at,
          });
        });
        await reload();
        return { key, text, shipped: sentence.text, changedAt: at.toISOString() };
      },
    }),
    route({
      method: 'delete',
      path: '/api/sentences/:key',
      roles: ['administrator'],
      summary: 'Dùng lại câu gốc.',
      params: sentencePath,
      async handle({ caller, params: { key } }) {
        await database.transaction(async (tx) => {
          if (!(await removeSentence(tx, key))) throw new Problem('no_such_sentence');
          await recordAudit(tx, {
            staffId: staffOf(caller).staffId,
            action: 'sentence.removed',
            subject: `sentence:${key}`,
            detail: '',
            at: now(),
          });
        });
        await reload();
      },
    }),
  ];
}
