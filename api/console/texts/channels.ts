// What the screen about channels says.

import type { Trouble } from '../../channels/health.ts';
import type { SignIn } from '../client/shapes.ts';

export const channels = {
  title: 'Kênh',
  lead: 'Các kênh mà người dân dùng để nói chuyện với trợ lý. Có chuyện cần xem thì hiện ở đây.',
  good: 'Hoạt động bình thường',
  troubles: {
    no_consent: 'Chưa được cấp quyền',
    consent_ended: 'Quyền đã hết',
    signed_out: 'Chưa đăng nhập',
    replaced: 'Đang mở ở nơi khác',
    not_connected: 'Không nối được với Zalo',
    stuck: 'Tin bị kẹt',
    no_quota: 'Hết hạn mức tin',
    failing: 'Có tin không gửi được',
  } satisfies Record<Trouble, string>,
  todo: {
    no_consent: 'Quản trị viên chạy “npm run zalo -- token” trên máy chủ để cấp quyền cho ứng dụng.',
    consent_ended: 'Zalo không nhận mã cũ nữa. Quản trị viên chạy “npm run zalo -- token” để cấp quyền lại.',
    signed_out: 'Quản trị viên lấy mã QR ở dưới rồi quét bằng điện thoại.',
    replaced:
      'Tài khoản đang mở trên một máy khác nên trợ lý đã nhường. Đóng ở máy đó, rồi quản trị viên lấy mã QR ở dưới và quét lại.',
    not_connected:
      'Đã quá 10 phút không nối được. Có thể phiên đăng nhập đã hết: quản trị viên lấy mã QR ở dưới rồi quét bằng điện thoại.',
    stuck: 'Có tin chờ gửi quá 10 phút. Chạy “npm run zalo -- check” để biết vướng ở đâu.',
    no_quota:
      'Zalo không cho gửi thêm lúc này. Tin tự gửi khi người dân nhắn lại hoặc khi có hạn mức mới; cần gấp thì gọi điện, hoặc mua thêm gói tin.',
    failing: 'Những tin này sẽ không tới. Xem phản ánh liên quan và gọi điện cho người dân nếu cần.',
  } satisfies Record<Trouble, string>,
  risk: 'Zalo không cho phép tự động hóa tài khoản cá nhân và có thể khóa tài khoản. Chỉ dùng để thử.',
  signIn: {
    title: 'Đăng nhập bằng mã QR',
    warning: 'Zalo có thể khóa tài khoản này',
    warningMore:
      'Zalo không cho máy dùng tài khoản cá nhân, và có thể khóa luôn, không lấy lại được. Chỉ dùng một tài khoản lập riêng để thử, không dùng tài khoản của riêng ai.',
    steps: [
      'Mở Zalo trên điện thoại có tài khoản đó.',
      'Bấm “Lấy mã QR” ở đây. Mỗi mã dùng được 100 giây.',
      'Trên điện thoại, bấm biểu tượng quét mã QR rồi quét mã hiện ở đây.',
      'Bấm “Đăng nhập” trên điện thoại.',
    ],
    start: 'Lấy mã QR',
    again: 'Lấy mã QR mới',
    cancel: 'Thôi, không đăng nhập',
    code: 'Mã QR để đăng nhập Zalo',
    left: (seconds: number) => `Còn ${seconds} giây`,
    states: {
      none: '',
      starting: 'Đang xin mã của Zalo…',
      waiting: 'Đang chờ quét mã.',
      scanned: 'Đã quét. Xin bấm “Đăng nhập” trên điện thoại.',
      signed_in: 'Đã đăng nhập. Trợ lý trả lời trên tài khoản này ngay từ bây giờ.',
      declined: 'Điện thoại đã từ chối. Chưa có gì thay đổi.',
      expired: 'Đã hết thời gian. Chưa có gì thay đổi.',
      cancelled: 'Đã thôi đăng nhập. Chưa có gì thay đổi.',
      failed: 'Không đăng nhập được. Xin thử lại sau ít phút.',
    } satisfies Record<SignIn['state'], string>,
  },
  heard: 'Có trao đổi gần nhất',
  never: 'chưa có',
  queued: 'Đang chờ gửi',
  oldest: (moment: string) => `lâu nhất từ ${moment}`,
  waiting: 'Chờ người dân nhắn lại mới gửi được',
  forQuota: (count: number) => `trong đó ${count} vì hết hạn mức`,
  quotas: {
    reply: 'Tin miễn phí cho người dân vừa nhắn',
    sub_quota: 'Tin của gói dịch vụ',
    purchase_quota: 'Tin mua thêm',
    reward_quota: 'Tin được tặng',
  } as Readonly<Record<string, string>>,
  quota: 'Hạn mức tin',
  left: (remain: number, total: number, moment: string) => `còn ${remain}/${total}, Zalo báo lúc ${moment}`,
  failed: 'Không gửi được trong 24 giờ',
  keys: 'Mã truy cập dùng đến',
  renewed: 'tự gia hạn',
} as const;
