// The route that writes a letter about a ticket and answers with the Word file.

import { storable } from '../../../bot/storable.ts';
import { type Route, route, staffOf } from '../../route.ts';
import type { TicketParts } from '../parts.ts';
import { TicketPath, WriteLetter } from '../views.ts';
import { createLetters } from './letters.ts';
import type { Templates } from './templates.ts';

const WORD_FILE = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

export function letterRoute(parts: TicketParts & { templates: Templates }): Route {
  const letters = createLetters(parts);
  return route({
    method: 'post',
    path: '/api/tickets/:code/letter',
    roles: ['officer', 'coordinator', 'administrator'],
    summary: 'Soạn văn bản xin lỗi và đề nghị gia hạn, hoặc văn bản trả lời, thành tệp Word.',
    params: TicketPath,
    body: WriteLetter,
    async handle({ caller, params: { code }, body, response }) {
      const { file, bytes } = await letters.write(staffOf(caller), storable(code), storable(body));
      response.attachment(file).type(WORD_FILE).set('Cache-Control', 'no-store').send(Buffer.from(bytes));
    },
  });
}
