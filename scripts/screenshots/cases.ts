// What happened at the made-up desk of the pictures: every word and name is invented.

import type { Rating } from '../../bot/ports.ts';

/** Who works there; the administrator is there from the start. */
export const PEOPLE = [
  { username: 'tam', name: 'Phạm Minh Tâm', role: 'coordinator', agencyId: null },
  { username: 'lan', name: 'Nguyễn Thị Lan', role: 'officer', agencyId: 'so-xay-dung' },
  { username: 'minh', name: 'Trần Văn Minh', role: 'officer', agencyId: 'so-nong-nghiep-moi-truong' },
  { username: 'hai', name: 'Võ Thanh Hải', role: 'officer', agencyId: 'trung-tam-hanh-chinh-cong' },
  { username: 'hoa', name: 'Lê Thị Hoa', role: 'operator', agencyId: null },
] as const;
export type Username = (typeof PEOPLE)[number]['username'];

export interface MadeUpCase {
  daysAgo: number;
  words: string;
  where: string;
  when: string;
  /** Asked before the complaint, in the same conversation. */
  first?: string;
  /** Of the caller who rang up instead of writing. */
  caller?: { name: string; phone: string };
  /** Left for triage without it. */
  triage?: { agencyId: string; category: string; officer: Username | null; urgent?: true };
  /** The days that the desk took, and what it wrote. */
  answer?: { after: number; text: string; rating?: Rating; reopened?: string };
  /** What the citizen was asked for. */
  asked?: string;
}

const land = { agencyId: 'so-nong-nghiep-moi-truong', category: 'land', officer: 'minh' } as const;
const environment = { ...land, category: 'environment' } as const;
const roads = { agencyId: 'so-xay-dung', category: 'traffic', officer: 'lan' } as const;
const center = { agencyId: 'trung-tam-hanh-chinh-cong', officer: 'hai' } as const;

export const CASES: readonly MadeUpCase[] = [
  {
    daysAgo: 29,
    words: 'Đèn đường ngã tư Quang Trung hỏng cả tuần nay, tối thui, tôi phản ánh',
    where: 'ngã tư Quang Trung - Hùng Vương',
    when: 'cả tuần nay',
    triage: roads,
    answer: { after: 6, text: 'Đã thay bóng đèn và kiểm tra cả tuyến.', rating: 'very_satisfied' },
  },
  {
    daysAgo: 27,
    words: 'Cổng dịch vụ công báo lỗi khi tôi nộp phí, phản ánh để sửa giúp',
    where: 'trên cổng dịch vụ công',
    when: 'sáng nay',
    triage: { ...center, category: 'portal-error' },
    answer: { after: 4, text: 'Lỗi thanh toán đã được khắc phục, xin nộp lại.', rating: 'satisfied' },
  },
  {
    daysAgo: 25,
    words: 'Hồ sơ sang tên sổ đỏ của mẹ tôi quá hẹn hai tuần chưa có kết quả, tôi phản ánh',
    where: 'Văn phòng đăng ký đất đai',
    when: 'hai tuần nay',
    first: 'sang tên sổ đỏ mất bao lâu',
    triage: { ...land, category: 'late-dossier', urgent: true },
  },
  {
    daysAgo: 24,
    words: 'Mương thoát nước trước nhà bị lấp, mưa xuống là ngập, tôi phản ánh',
    where: 'hẻm 12 đường Trần Hưng Đạo',
    when: 'từ đầu tháng',
    triage: { ...roads, category: 'environment' },
    answer: {
      after: 9,
      text: 'Đơn vị thoát nước đã khơi thông mương.',
      rating: 'dissatisfied',
      reopened: 'Mới khơi có nửa đoạn, mưa hôm qua vẫn ngập vào nhà',
    },
  },
  {
    daysAgo: 22,
    words: 'Xin hướng dẫn rõ giấy tờ tách thửa, mỗi lần đến một kiểu, tôi phản ánh',
    where: 'quầy số 4 của Trung tâm',
    when: 'tuần trước',
    triage: { ...center, category: 'unclear-guidance' },
    answer: { after: 5, text: 'Trung tâm đã dán danh mục giấy tờ tại quầy số 4.', rating: 'satisfied' },
  },
  {
    daysAgo: 18,
    words: 'Trại heo xả nước thải ra suối, cá chết trắng, tôi phản ánh',
    where: 'suối thôn An Điềm, xã Bình Sơn',
    when: 'từ hôm kia',
    triage: { ...environment, urgent: true },
  },
  {
    daysAgo: 18,
    words: 'Đổ vật liệu xây dựng chắn hết lề đường, người đi bộ phải xuống lòng đường',
    where: 'đường Nguyễn Nghiêm',
    when: 'ba hôm nay',
    caller: { name: 'Bà Năm', phone: '0905123456' },
    triage: roads,
  },
  {
    daysAgo: 15,
    words: 'Cán bộ quầy nói chuyện cộc lốc với người già, tôi phản ánh thái độ',
    where: 'quầy số 2 của Trung tâm',
    when: 'sáng nay',
    triage: { ...center, category: 'staff-attitude' },
    answer: { after: 7, text: 'Trung tâm xin lỗi ông và đã nhắc nhở cán bộ.', rating: 'satisfied' },
  },
  {
    daysAgo: 12,
    words: 'Sổ đỏ ghi sai số thửa, xin sửa mà hẹn hoài, tôi phản ánh',
    where: 'Chi nhánh Văn phòng đăng ký đất đai',
    when: 'từ tháng trước',
    triage: land,
    asked: 'Xin cho biết số thửa đúng và số vào sổ cấp giấy chứng nhận.',
  },
  {
    daysAgo: 10,
    words: 'Bãi rác sau chợ bốc mùi hôi thối cả tuần không ai gom, tôi phản ánh',
    where: 'chợ Thu Lộ',
    when: 'cả tuần nay',
    triage: environment,
  },
  {
    daysAgo: 8,
    words: 'Phải nộp thêm giấy xác nhận không có trong danh mục, kiến nghị bỏ',
    where: 'UBND phường Nghĩa Lộ',
    when: 'hôm qua',
    triage: { ...center, category: 'extra-documents', officer: null },
  },
  {
    daysAgo: 6,
    words: 'Đường vào thôn sụt lún sau bão, xe cấp cứu không vào được',
    where: 'thôn Phú Lễ, xã Bình Sơn',
    when: 'sau bão',
    caller: { name: 'Ông Sáu Lành', phone: '0914222333' },
    triage: { ...roads, urgent: true },
  },
  {
    daysAgo: 4,
    words: 'Biển báo tốc độ trước trường học bị cây che khuất, tôi kiến nghị tỉa cây',
    where: 'trường tiểu học Nghĩa Chánh',
    when: 'mấy hôm nay',
    triage: roads,
    answer: { after: 4, text: 'Đội cây xanh đã tỉa cây sáng nay.', rating: 'very_satisfied' },
  },
  {
    daysAgo: 2,
    words: 'Hồ sơ cấp phép xây dựng trễ hẹn một tuần, tôi phản ánh',
    where: 'Trung tâm hành chính công',
    when: 'tuần này',
    first: 'cấp phép xây dựng nhà ở cần giấy tờ gì',
    triage: { ...roads, category: 'late-dossier' },
  },
  {
    daysAgo: 1,
    words: 'Nước máy yếu cả tháng nay, chảy nhỏ giọt không đủ nấu ăn, tôi phản ánh',
    where: 'xã Tịnh Khê',
    when: 'cả tháng nay',
  },
  {
    daysAgo: 0,
    words: 'Quán karaoke hát đến hai giờ sáng, cả xóm không ngủ được, tôi phản ánh',
    where: 'đường Lê Trung Đình',
    when: 'đêm qua',
  },
];

/** What people ask about procedures, day by day in turn. */
export const QUESTIONS = [
  'đăng ký kết hôn cần giấy tờ gì',
  'làm giấy khai sinh cho con cần gì',
  'lệ phí cấp hộ chiếu bao nhiêu',
  'cấp lại giấy phép lái xe mất bao lâu',
  'đăng ký tạm trú nộp ở đâu',
  'sang tên sổ đỏ cho con',
  'đăng ký kết hôn mất bao lâu',
  'mở quán nhỏ đăng ký hộ kinh doanh cần gì',
  'làm lại căn cước bị mất',
  'đăng ký khai sinh có làm online được không',
  'giá vé tàu ra Lý Sơn',
] as const;
