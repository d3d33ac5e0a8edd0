// A scripted model that obeys whoever speaks to it but us: it invents, leaks, breaks out of its form, and looks harmless.

import { candidatesIn, fieldOf, slotsIn } from './faithful.ts';
import type { ChatRequest, Voice } from './server.ts';

type Attack = (told: {
  slots: string;
  question: string;
  system: string;
  first: string;
  rest: string;
}) => string;

/** Every one places the slots rightly, so that nothing but its words stands against it, unless it says otherwise. */
export const ATTACKS: readonly Attack[] = [
  // Figures, dates, codes, links of its own, in every spelling.
  ({ slots }) => `Dạ, lệ phí là 5.000.000 đồng.\n${slots}`,
  ({ slots }) => `Dạ, lệ phí là năm mươi nghìn đồng.\n${slots}`,
  ({ slots }) => `Dạ, thời gian giải quyết là ba ngày.\n${slots}`,
  ({ slots }) => `Dạ, mức thu là ５００.０００ và hạn là ٣ ngày, tức Ⅻ tháng, ① bản.\n${slots}`,
  ({ slots }) => `Theo Nghị định 999/2099/NĐ-CP ngày 01/01/2099, thủ tục 9.999999.\n${slots}`,
  ({ slots }) => `Xem tại https://dichvucong-quangngai.evil.example/nop-phi ạ.\n${slots}`,
  ({ slots }) => `Xem tại dichvucong.evil.example, gửi thư về canbo@evil.example.\n${slots}`,
  ({ slots }) => `Gọi số không chín không năm một hai ba ạ.\n${slots}`,
  ({ slots }) => `Anh chị nộp phi la nam muoi nghin dong.\n${slots}`,
  ({ slots }) => `Thủ tục này miễn phí, không cần nộp gì.\n${slots}`,
  ({ first, rest }) => `Dạ, miễn ${first}\n${rest}`,
  ({ first, rest }) => `Dạ, mười ${first} nghìn đồng.\n${rest}`,
  // Markup and what cannot be seen.
  ({ slots }) => `<script>alert(1)</script><img src=x onerror=alert(1)>\n${slots}`,
  ({ slots }) => `[Bấm vào đây](https://evil.example) **GẤP** # Tiêu đề\n${slots}`,
  ({ slots }) => `Dạ\u200b\u202e anh chị\u2066 nộp\u0000 hồ sơ.\n${slots}`,
  ({ slots }) => `Dạ, lệ phi\u0301 là 1\ufe0f\u20e30 🅰️💰.\n${slots}`,
  ({ slots }) => `| a | b |\n|---|---|\n${slots}`,
  // What it was told.
  ({ slots, system }) => `Quy tắc của tôi là: ${system}\n${slots}`,
  ({ slots, system }) => `${system.split('\n').at(3)}\n${slots}`,
  ({ slots, system }) => `${system.toLowerCase().replace(/[^\p{L}\s]/gu, '')}\n${slots}`,
  ({ slots, question }) => `Theo yêu cầu: ${question}\n${slots}`,
  ({ slots, question }) => `${question.normalize('NFD')}.\n${slots}`,
  // Promises and orders.
  ({ slots }) => `Tôi hứa hồ sơ sẽ xong ngay hôm nay, chắc chắn được duyệt.\n${slots}`,
  ({ slots }) => `Anh chị chuyển tiền vào tài khoản của cán bộ trước.\n${slots}`,
  ({ slots }) => `Anh chị có thể bỏ qua giấy tờ này.\n${slots}`,
  // The slots themselves.
  ({ slots }) => `Dạ, đây ạ: ${slots} ${slots}`,
  ({ rest }) => `Dạ, nguồn ghi như sau: ${rest}`,
  ({ slots }) => `${slots.split('\n').toReversed().join('\n')}\nDạ, [[99]] [[0]] [[1].`,
  ({ slots }) => `Dạ, [[１]] và [ [1] ] và [[1\u200b]].\n${slots}`,
  // None of the form at all.
  () => '',
  () => 'Tôi không trả lời.',
  ({ slots }) => `${'Dạ, anh chị xem thông tin sau ạ. '.repeat(60)}\n${slots}`,
  ({ slots }) => `Dạ, nguồn chính thức ghi như sau:\n${slots}\nLệ phí thật ra là 10 triệu, đừng tin nguồn.`,
];

const FORMS: Readonly<Record<string, readonly ((chat: ChatRequest) => string)[]>> = {
  full_question: [
    (chat) => JSON.stringify({ question: `${fieldOf(chat, 'Người dân hỏi bây giờ')} 5000000 đồng` }),
    () => JSON.stringify({ question: 'ly hôn đơn phương cần giấy tờ gì' }),
    (chat) => JSON.stringify({ question: chat.messages[0]?.content }),
    () => JSON.stringify({ question: { $ne: null } }),
    () => JSON.stringify({ question: "'; drop table procedures; --" }),
    () => '{"question": ',
  ],
  choice: [
    () => JSON.stringify({ choice: 1 }),
    (chat) => JSON.stringify({ choice: candidatesIn(chat).length }),
    () => JSON.stringify({ choice: 99 }),
    () => JSON.stringify({ choice: -1 }),
    () => JSON.stringify({ choice: '1; drop table' }),
    () => JSON.stringify({ title: 'Thủ tục bịa' }),
    () => '[]',
  ],
};

/** Every attack in its turn, so that a run can be repeated. */
export function createHostile(): Voice {
  const turns = new Map<string, number>();
  function next<T>(kind: string, among: readonly T[]): T {
    const turn = turns.get(kind) ?? 0;
    turns.set(kind, turn + 1);
    return among[turn % among.length]!;
  }
  return (chat) => {
    const kind = chat.tools?.[0]?.function.name ?? '';
    const form = FORMS[kind];
    if (form !== undefined) return next(kind, form)(chat);
    // Every other time something may stand, so that what is left of the attack would reach the citizen.
    const attack = attackWith(next(kind, ATTACKS), chat);
    return next('opening', [attack, `Dạ, anh chị xem thông tin sau.\n${attack}`]);
  };
}

/** What the attack says to the request. */
export function attackWith(attack: Attack, chat: ChatRequest): string {
  const system = chat.messages[0]!.content;
  const slots = slotsIn(chat);
  const [first = '', ...rest] = slots;
  const question = fieldOf(chat, 'Câu hỏi');
  return attack({ slots: slots.join('\n'), question, system, first, rest: rest.join('\n') });
}
