// An embedder outside hears what is asked, and never who asks: no seeded name, number, address or code is in a request.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAnswering } from '../../api/answering.ts';
import { readConfig } from '../../api/config.ts';
import type { OpenDatabase } from '../../api/database/connect.ts';
import { readQuestion } from '../../knowledge/question.ts';
import { databaseKinds, freshDatabase } from '../support/databases.ts';
import { type EmbeddingServer, startEmbeddingServer } from '../support/embedding-server.ts';
import { answeringOver, index, someProcedures } from '../support/indexed-catalogue.ts';

/** What a citizen writes, and what of it must stay here. */
const TOLD: readonly [string, readonly string[]][] = [
  ['Tôi tên Nguyễn Văn Tèo muốn đăng ký tạm trú', ['Nguyễn Văn Tèo', 'Tèo']],
  ['em là trần thị bưởi, sđt 0905 123 456, hỏi lệ phí đăng ký tạm trú', ['trần thị bưởi', '0905', '123 456']],
  ['Số căn cước 051087001234 đăng ký tạm trú cần giấy tờ gì', ['051087001234']],
  ['CMND 212345678 của tôi mờ rồi, cấp lại ở đâu', ['212345678']],
  ['Nhà tôi ở số 12 Lê Lợi, thôn 3, đăng ký tạm trú mấy ngày', ['12 Lê Lợi', 'Lê Lợi', 'thôn 3']],
  ['hồ sơ 000.00.18.H48-250701-0123 là đăng ký tạm trú, bao lâu xong', ['H48', '250701', '0123']],
  ['con tôi là Lê Thị Mận sinh ngày 12/03/2019, đăng ký tạm trú cho bé', ['Mận', '12/03/2019']],
  [
    'My name is Phạm Văn Đậu, phone 0987654321, fee for temporary residence registration',
    ['Đậu', '0987654321'],
  ],
  ['đăng ký tạm trú, gửi kết quả về mướp@example.vn hay muop.le@gmail.com giúp', ['muop.le@gmail.com']],
];

describe.each(databaseKinds)('an embedder outside, on %s', (kind) => {
  let database: OpenDatabase;
  let endpoint: EmbeddingServer;
  let answering: ReturnType<typeof createAnswering>;

  beforeAll(async () => {
    database = await freshDatabase(kind);
    await index(database, await someProcedures(40));
    await answeringOver(database).refresh();
    endpoint = await startEmbeddingServer();
    const { embedding, contact } = readConfig({
      EMBEDDING_BASE_URL: endpoint.baseUrl,
      EMBEDDING_MODEL: 'a-model',
      EMBEDDING_QUESTION_BUDGET_MS: '10000',
    });
    answering = createAnswering({ database, contact, endpoint: embedding });
    await answering.embedding.bring();
  });
  afterAll(async () => {
    await endpoint.close();
    await database.close();
  });

  it.each(TOLD)('asked "%s"', async (text, secrets) => {
    for (const ask of [
      () => answering.answerer.answer(text),
      () => answering.search.find(readQuestion(answering.language, text)),
    ]) {
      const before = endpoint.requests.length;
      await ask();
      const heard = JSON.stringify(endpoint.requests.slice(before)).toLowerCase();
      const told = secrets.filter((secret) => saidIn(heard, secret));
      expect(told, heard).toEqual([]);
    }
  });

  it('still hears the question', async () => {
    const before = endpoint.requests.length;
    await answering.answerer.answer('Tôi tên Hoàng Văn Bắp, đăng ký kết hôn cần gì');
    expect(JSON.stringify(endpoint.requests.slice(before))).toContain('đăng ký kết hôn');
  });
});

/** As a word of its own, in the tokens that are sent: "0905 123 456" and "h48 250701". */
function saidIn(heard: string, secret: string): boolean {
  const words = secret.toLowerCase().replace(/[.\-@/]/g, ' ');
  return [secret.toLowerCase(), words].some((form) => heard.includes(form));
}
