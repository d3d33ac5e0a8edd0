// The copilot of the made-up desk: what it writes, held to the shapes that the real one has.
import type { Express } from 'express';
import type { Suggestion, Summary } from '../../../api/console/client/shapes.ts';
import * as views from '../../../api/copilot/views.ts';

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

export function answerCopilot(app: Express, state: { copilot: CopilotWrites | null }): void {
  app.get('/api/copilot', (_request, response) => void response.json({ on: state.copilot !== null }));
  app.post('/api/tickets/:code/suggestion', (_request, response) => {
    response.json(views.Suggestion.parse(state.copilot?.suggestion));
  });
  app.post('/api/tickets/:code/summary', (_request, response) => {
    response.json(views.Summary.parse(state.copilot?.summary));
  });
}
