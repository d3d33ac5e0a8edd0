// The copilot of the made-up desk: what it writes, held to the shapes that the real one has.
import type { Express } from 'express';
import type { CopilotRunPage, Suggestion, Summary } from '../../../api/console/client/shapes.ts';
import * as views from '../../../api/copilot/views.ts';
import { ago } from './people-and-tickets.ts';

export interface CopilotWrites {
  suggestion: Suggestion;
  summary: Summary;
}

export const COPILOT: CopilotWrites = {
  suggestion: {
    text: 'Kính gửi bà, phiếu của bà đã được chuyển đến cơ quan xử lý.\n\nXin bà chờ tin trả lời.',
    sources: [
      { kind: 'procedure', code: '1.012756', title: 'Đăng ký biến động quyền sử dụng đất' },
      { kind: 'ticket', code: 'PA-2026-000142', title: 'Hồ sơ đất nộp ở quầy số 4 cũng quá hẹn' },
      { kind: 'canned_reply', code: '1', title: 'Đã nhận, đang kiểm tra' },
    ],
    cut: true,
  },
  summary: { text: 'Người dân hỏi hồ sơ sang tên trễ hẹn, muốn gặp cán bộ.', cut: false },
};

const RUN = {
  ticket: 'PA-2026-000131',
  model: 'qwen3:8b',
  tokensIn: 2140,
  tokensOut: 180,
  ms: 5210,
} as const;

/** A suggestion that was cut, a summary that failed, and one whose words are gone. */
export const COPILOT_RUNS: CopilotRunPage = {
  runs: [
    {
      ...RUN,
      id: '12',
      at: ago(0.1),
      purpose: 'suggest',
      outcome: 'cut',
      reason: 'claim',
      calls: 3,
      prompt: 'Bạn soạn câu trả lời cho cán bộ …\n---\nPhiếu: «họ tên 1» hỏi hồ sơ sang tên trễ hẹn.',
      steps: [
        {
          tool: 'search_procedures',
          input: '{"question":"sang tên đất"}',
          result: '1.012756: Đăng ký biến động quyền sử dụng đất',
        },
        { tool: 'canned_replies', input: '{"about":"trễ hẹn"}', result: 'Đã nhận, đang kiểm tra.' },
      ],
      reply: 'Kính gửi «họ tên 1», phiếu đã được chuyển đến cơ quan xử lý. Hồ sơ xong trong 2 ngày.',
      made: 'Kính gửi «họ tên 1», phiếu đã được chuyển đến cơ quan xử lý.',
    },
    {
      ...RUN,
      id: '11',
      at: ago(0.3),
      purpose: 'summarise',
      outcome: 'fallback',
      reason: 'late',
      calls: 1,
      prompt: 'Bạn tóm tắt cuộc trò chuyện …',
      steps: [],
      reply: '',
      made: null,
    },
    {
      ...RUN,
      id: '2',
      at: ago(120),
      purpose: 'suggest',
      outcome: 'used',
      reason: null,
      calls: 2,
      prompt: null,
      steps: [],
      reply: null,
      made: null,
    },
  ],
  next: null,
};

export function answerCopilot(app: Express, state: { copilot: CopilotWrites | null }): void {
  app.get('/api/copilot', (_request, response) => void response.json({ on: state.copilot !== null }));
  app.get('/api/copilot/runs', (_request, response) => {
    response.json(views.CopilotRunPage.parse(COPILOT_RUNS));
  });
  app.post('/api/tickets/:code/suggestion', (_request, response) => {
    response.json(views.Suggestion.parse(state.copilot?.suggestion));
  });
  app.post('/api/tickets/:code/summary', (_request, response) => {
    response.json(views.Summary.parse(state.copilot?.summary));
  });
}
