// Hand-made items and rows of an evaluation; every test says only what it is about.

import type { MessagePair, QuestionPair, TurnPair } from '../../scripts/evaluation/score.ts';

export function aQuestion({
  item = {},
  row = {},
}: {
  item?: Partial<QuestionPair['item']>;
  row?: Partial<QuestionPair['row']>;
}): QuestionPair {
  return {
    item: {
      id: 'q1',
      question: 'làm giấy khai sinh cần gì',
      style: 'plain',
      facet: 'documents',
      codes: ['1.000001'],
      facts: [],
      topic: '',
      ...item,
    },
    row: {
      id: 'q1',
      ranked: ['1.000001', '1.000002', '1.000003'],
      outcome: 'answered',
      facet: 'documents',
      text: 'Tờ khai',
      ms: 10,
      intent: 'procedure',
      choices: [],
      ...row,
    },
  };
}

export function aMessage({
  item = {},
  row = {},
}: {
  item?: Partial<MessagePair['item']>;
  row?: Partial<MessagePair['row']>;
}): MessagePair {
  return {
    item: { id: 'm1', text: 'chào', intent: 'smalltalk', ...item },
    row: {
      id: 'm1',
      intent: 'smalltalk',
      outcome: 'answered',
      ranked: [],
      choices: [],
      text: 'Chào bạn',
      ms: 1,
      ...row,
    },
  };
}

export function aTurn({
  item = {},
  row = {},
}: {
  item?: Partial<TurnPair['item']>;
  row?: Partial<TurnPair['row']>;
}): TurnPair {
  return {
    item: { id: 'd1', turn: 1, user: 'lệ phí bao nhiêu', expect: {}, ...item },
    row: {
      id: 'd1',
      turn: 1,
      intent: 'procedure',
      outcome: 'answered',
      facet: 'fee',
      ranked: ['1.000001'],
      choices: [],
      text: 'Lệ phí: 8.000 đồng',
      ms: 5,
      ...row,
    },
  };
}
