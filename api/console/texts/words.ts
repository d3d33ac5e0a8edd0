// The words of the desk: what each status, category, class, channel, clock and role is called.

import type { z } from 'zod';
import type { Rating, TicketStatus } from '../../../bot/ports.ts';
import type { Category } from '../../../bot/understand.ts';
import type { Role } from '../../route.ts';
import type * as views from '../../tickets/views.ts';

export const words = {
  status: {
    received: 'Chờ tiếp nhận',
    info_requested: 'Chờ bổ sung',
    info_given: 'Đã bổ sung',
    processing: 'Đang xử lý',
    returned: 'Đã trả lại',
    refused: 'Đã từ chối',
    answered: 'Đã trả lời',
    published: 'Đã công khai',
  } satisfies Record<TicketStatus, string>,
  category: {
    'late-dossier': 'Hồ sơ trễ hẹn',
    'staff-attitude': 'Thái độ của cán bộ',
    'harassment-bribery': 'Gây phiền hà, nhũng nhiễu',
    'wrong-fee': 'Thu phí, lệ phí sai',
    'extra-documents': 'Yêu cầu giấy tờ ngoài quy định',
    'portal-error': 'Lỗi cổng dịch vụ công',
    'unclear-guidance': 'Hướng dẫn chưa rõ',
    'bad-regulation': 'Quy định chưa hợp lý',
    land: 'Đất đai',
    environment: 'Môi trường',
    security: 'An ninh, trật tự',
    traffic: 'Giao thông',
    other: 'Việc khác',
    distress: 'Người dân cần giúp đỡ',
  } satisfies Record<Category, string>,
  class: {
    regulation: 'Quy định, thủ tục',
    conduct: 'Hành vi của cán bộ',
    service: 'Chất lượng phục vụ',
    praise: 'Khen ngợi',
  } satisfies Record<z.output<typeof views.TicketRow>['class'], string>,
  delivery: {
    queued: 'Đang gửi',
    waiting: 'Chờ người dân nhắn lại',
    announced: 'Đã gửi tin mẫu, chờ người dân nhắn lại',
    no_quota: 'Hết hạn mức tin',
    delivered: 'Đã đến người dân',
    failed: 'Chưa gửi được',
    no_channel: 'Không có kênh, cần gọi điện',
  } satisfies Record<views.DeliveryState, string>,
  rating: {
    very_satisfied: 'Rất hài lòng',
    satisfied: 'Hài lòng',
    dissatisfied: 'Không hài lòng',
  } satisfies Record<Rating, string>,
  role: {
    operator: 'Tổng đài viên',
    officer: 'Cán bộ',
    coordinator: 'Điều phối viên',
    administrator: 'Quản trị viên',
  } satisfies Record<Role, string>,
  channel: {
    'direct-line': 'Web',
    'zalo-oa': 'Zalo (OA)',
    'zalo-bot': 'Zalo (bot)',
    'zalo-personal': 'Zalo (cá nhân)',
    phone: 'Điện thoại',
  } as Readonly<Record<string, string>>,
  urgent: 'Khẩn',
  anonymous: 'Ẩn danh',
  clock: {
    none: 'Không tính hạn',
    paused: 'Tạm dừng',
    stopped: 'Đã xong',
    today: 'Hạn hôm nay',
    late: 'Quá hạn',
    left: (days: number) => `Còn ${days} ngày`,
    over: (days: number) => `Quá hạn ${days} ngày`,
    due: (day: string) => `Hạn ${day}`,
  },
} as const;

/** A channel that has no word yet is called by its own name. */
export function channelWord(channel: string): string {
  return words.channel[channel] ?? channel;
}
