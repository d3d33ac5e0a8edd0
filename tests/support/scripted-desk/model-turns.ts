// What the made-up desk's language model was asked: one answer that was cut, one that was not used, one long forgotten.
import type { ModelTurnPage } from '../../../api/console/client/shapes.ts';
import { ago } from './people-and-tickets.ts';

const SOURCE = 'Nguồn: thủ tục 1.000894 · UBND xã · số liệu 07/2026\nhttps://dichvucong.gov.vn/1.000894';
const COMPOSED = `**Đăng ký kết hôn**\nGiấy tờ cần có:\n- Tờ khai đăng ký kết hôn (1 bản chính)\n\n${SOURCE}`;
const PHRASED = `**Đăng ký kết hôn**\nDạ, anh chị cần chuẩn bị:\n- Tờ khai đăng ký kết hôn (1 bản chính)\n\n${SOURCE}`;
const ASKED = {
  mode: 'shadow',
  model: 'qwen2.5:14b-instruct',
  tokensIn: 812,
  tokensOut: 96,
  ms: 1430,
} as const;

export const MODEL_TURNS: ModelTurnPage = {
  turns: [
    {
      ...ASKED,
      id: '31',
      at: ago(0.1),
      purpose: 'phrase',
      outcome: 'cut',
      reason: 'sign',
      prompt: 'Bạn viết lời nối …\n---\nCâu hỏi: «họ tên» hỏi kết hôn cần gì',
      reply: 'Dạ, anh chị cần chuẩn bị:\n[[1]]\nLệ phí là 50.000 đồng.',
      without: COMPOSED,
      made: PHRASED,
    },
    {
      ...ASKED,
      id: '30',
      at: ago(0.2),
      purpose: 'choose',
      outcome: 'fallback',
      reason: 'late',
      prompt: 'Bạn xem câu hỏi …',
      reply: '',
      without: 'Đăng ký kết hôn\nĐăng ký lại kết hôn',
      made: null,
    },
    {
      ...ASKED,
      id: '1',
      at: ago(120),
      purpose: 'rephrase',
      outcome: 'used',
      reason: null,
      prompt: null,
      reply: null,
      without: null,
      made: null,
    },
  ],
  next: null,
  tokensPerDay: [
    { day: ago(0).slice(0, 10), tokens: 18_400 },
    { day: ago(1).slice(0, 10), tokens: 25_120 },
  ],
};
