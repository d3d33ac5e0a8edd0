// The demo page of the portal: what can be asked, how the answers come about, and the widget on it.
import { readFileSync } from 'node:fs';
import { type Request, type Response, Router } from 'express';

export interface PageContact {
  phone: string | null;
  address: string | null;
  hours: string | null;
}

/** The part of the catalogue's summary that the page tells; `dataDate` is a month, `2026-07`. */
export interface PageCatalogue {
  procedures: number;
  fromStarter: number;
  dataDate: string | null;
}

const STYLE_SHEET = '/demo-page.css';

/** Each is answered from the starter catalogue as it is; the last shows that marks are not needed. */
const QUESTIONS = [
  { about: 'Giấy tờ', question: 'Đăng ký kết hôn cần giấy tờ gì?' },
  { about: 'Thời gian', question: 'Cấp lại giấy phép lái xe mất bao lâu?' },
  { about: 'Lệ phí', question: 'Lệ phí cấp hộ chiếu là bao nhiêu?' },
  { about: 'Nơi nộp', question: 'Đăng ký tạm trú nộp ở đâu?' },
  { about: 'Nộp trực tuyến', question: 'Đăng ký khai sinh có làm online được không?' },
  { about: 'Gõ không dấu cũng được', question: 'lam giay khai sinh cho con can giay to gi' },
];

const FACTS = [
  [
    'Chỉ nói điều có trong hồ sơ thủ tục',
    'Giấy tờ, thời hạn, phí, nơi nộp lấy nguyên từ dữ liệu thủ tục đã công bố. Điều dữ liệu không ghi, trợ lý nói là không ghi.',
  ],
  [
    'Luôn kèm nguồn',
    'Mỗi câu trả lời ghi mã thủ tục, cơ quan công bố, quyết định và ngày, cùng đường dẫn để đối chiếu.',
  ],
  [
    'Hỏi lại khi chưa rõ',
    'Khi nhiều thủ tục gần giống nhau, trợ lý đưa ra vài lựa chọn để chọn đúng việc cần làm.',
  ],
  [
    'Không thay quyết định của cơ quan',
    'Câu trả lời để tham khảo khi chuẩn bị hồ sơ. Cơ quan tiếp nhận là nơi xem xét và quyết định.',
  ],
  [
    'Không cần thông tin cá nhân',
    'Hỏi về thủ tục không cần họ tên, số định danh, số tài khoản. Xin không gửi những thông tin này.',
  ],
  [
    'Không chỉ hướng dẫn thủ tục',
    'Trợ lý xem hồ sơ theo mã, ghi phản ánh, kiến nghị và báo kết quả ngay trong khung trò chuyện. Cần người thật, gõ “gặp cán bộ”.',
  ],
] as const;

/** `GET /` and its style sheet. `catalogue` is asked with each visit, so that an import shows at once. */
export function createDemoPageRouter({
  contact,
  catalogue,
}: {
  contact: PageContact;
  catalogue(): Promise<PageCatalogue>;
}): Router {
  const css = readFileSync(new URL('./demo-page.css', import.meta.url));
  const router = Router();
  router.get('/', async (_request: Request, response: Response) => {
    const html = demoPage({ contact, catalogue: await catalogue() });
    response.set('Cache-Control', 'no-cache').type('html').send(html);
  });
  router.get(STYLE_SHEET, (_request: Request, response: Response) => {
    response.set('Cache-Control', 'public, max-age=3600').type('css').send(css);
  });
  return router;
}

/** The whole page as HTML; readable without scripts. */
export function demoPage({ contact, catalogue }: { contact: PageContact; catalogue: PageCatalogue }): string {
  return `<!doctype html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, interactive-widget=resizes-content">
<title>Hỏi thủ tục hành chính – Trung tâm Phục vụ hành chính công tỉnh Quảng Ngãi</title>
<meta name="description" content="Trợ lý tự động hướng dẫn thủ tục hành chính tỉnh Quảng Ngãi (thử nghiệm).">
<meta name="theme-color" content="#0b5870">
<link rel="icon" href="${ICON}">
<link rel="stylesheet" href="${STYLE_SHEET}">
<script src="/widget.js" defer></script>
</head>
<body>
<header class="top"><div class="wide">
<a class="skip" href="#noi-dung">Đến nội dung chính</a>
<p class="place"><strong>Trung tâm Phục vụ hành chính công</strong>Tỉnh Quảng Ngãi · Trang thử nghiệm</p>
</div></header>
<main id="noi-dung">
<div class="hero"><div class="wide">
<h1>Hỏi thủ&nbsp;tục hành&nbsp;chính bằng lời&nbsp;nói thường&nbsp;ngày</h1>
<p class="lead">Cần giấy tờ gì, nộp ở đâu, bao lâu có kết quả, phí bao nhiêu: gõ câu hỏi như khi hỏi người quen, có dấu hay không dấu đều được.</p>
<button type="button" class="start" data-assistant-question="">Bắt đầu hỏi</button>
<p class="machine">Bạn trò chuyện với máy, không phải cán bộ.</p>
<noscript><p class="unscripted">Trình duyệt đang tắt JavaScript nên khung trò chuyện không mở được. Có thể tra cứu thủ tục tại <a href="https://dichvucong.gov.vn">dichvucong.gov.vn</a>.</p></noscript>
</div></div>
<section aria-labelledby="vi-du"><div class="wide">
<h2 id="vi-du">Có thể hỏi những câu như</h2>
<p class="under">Chọn một câu để đưa vào khung trò chuyện, sửa lại theo ý mình rồi gửi.</p>
<ul class="questions">
${QUESTIONS.map(question).join('\n')}
</ul>
</div></section>
<section class="band" aria-labelledby="cach-lam"><div class="wide">
<h2 id="cach-lam">Trợ lý trả lời thế nào</h2>
<dl class="facts">
${FACTS.map(([term, text]) => `<div><dt>${term}</dt><dd>${text}</dd></div>`).join('\n')}
</dl>
</div></section>
</main>
<footer><div class="wide">
<p>${escapeHtml(dataSentence(catalogue))}</p>
${contactLines(contact)
  .map((line) => `<p>${escapeHtml(line)}</p>`)
  .join('\n')}
</div></footer>
</body>
</html>
`;
}

const ICON = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><rect width="24" height="24" rx="6" fill="#0b5870"/><path d="M6 6.5h12a1.5 1.5 0 0 1 1.5 1.5v6.5A1.5 1.5 0 0 1 18 16h-5l-3.5 2.8V16H6a1.5 1.5 0 0 1-1.5-1.5V8A1.5 1.5 0 0 1 6 6.5Z" fill="#fff"/></svg>',
)}`;

function question({ about, question }: (typeof QUESTIONS)[number]): string {
  const text = escapeHtml(question);
  return `<li><button type="button" data-assistant-question="${text}"><small>${about}</small>${text}</button></li>`;
}

function dataSentence({ procedures, fromStarter, dataDate }: PageCatalogue): string {
  if (procedures === 0 || dataDate === null) return 'Chưa có dữ liệu thủ tục.';
  const [year, month] = dataDate.split('-');
  const kind = fromStarter > 0 ? 'bản rút gọn, ' : '';
  return `Dữ liệu: ${procedures.toLocaleString('vi-VN')} thủ tục (${kind}số liệu ${month}/${year}).`;
}

function contactLines({ phone, address, hours }: PageContact): string[] {
  return [
    address ? `Địa chỉ: ${address}` : '',
    phone ? `Điện thoại: ${phone}` : '',
    hours ? `Giờ làm việc: ${hours}` : '',
  ].filter(Boolean);
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);
}
