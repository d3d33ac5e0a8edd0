// What an operator reads to a caller where there is no answer to read.

import type { Outcome } from '../../knowledge/answer.ts';

/** By outcome; the others are read as they were answered. */
export const SPOKEN: Partial<Record<Outcome, string>> = {
  no_source:
    'Dạ, tôi chưa tìm thấy thủ tục này trong danh mục. Xin ông bà nói rõ hơn muốn làm giấy tờ gì, hoặc việc gì.',
  ungrounded:
    'Dạ, tôi tìm thấy thủ tục nhưng chưa đủ chắc chắn để trả lời phần này. Xin để tôi hỏi lại cơ quan giải quyết rồi trả lời ông bà.',
};
