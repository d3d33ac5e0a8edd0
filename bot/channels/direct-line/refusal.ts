// How Direct Line says no: one table of refusals, each with the sentence a citizen may read.

import type { ErrorRequestHandler, RequestHandler } from 'express';
import type { Logger } from 'pino';
import { replies } from '../../replies.ts';

// directlinejs takes 403 for an expired token and any 5xx for "try again": what a citizen can mend is neither.
const REFUSALS = {
  BadArgument: { status: 400, message: 'Yêu cầu không hợp lệ nên chưa được tiếp nhận.' },
  BadSyntax: {
    status: 400,
    message: 'Dữ liệu gửi lên không phải JSON đúng cú pháp nên chưa được tiếp nhận.',
  },
  EmptyMessage: {
    status: 400,
    message: 'Tin nhắn chưa có nội dung. Xin gõ câu hỏi rồi gửi lại.',
  },
  UnknownActivityType: { status: 400, message: 'Loại hoạt động này không được hỗ trợ.' },
  UploadNotSupported: {
    status: 415,
    message: 'Tệp gửi kiểu này không được nhận và không được lưu lại. Xin gõ nội dung bằng chữ.',
  },
  // directlinejs and the widget leave a refused upload at that; 403 and 404 would end the session.
  UploadNotNow: {
    status: 409,
    message:
      'Tôi chỉ nhận ảnh và tệp PDF khi đang viết phản ánh, nên tệp vừa gửi không được lưu lại. Xin nhắn “tôi muốn phản ánh” trước.',
  },
  NoCodeOnPhoto: { status: 422, message: replies.noCodeOnPhoto },
  IdentityCard: { status: 422, message: replies.identityCard },
  TooManyFiles: {
    status: 400,
    message: 'Mỗi lần gửi nhiều nhất 5 tệp; chưa có tệp nào được lưu. Xin chọn ít hơn.',
  },
  FileTooLarge: {
    status: 413,
    message: 'Mỗi tệp nhiều nhất 10 MB; chưa có tệp nào được lưu. Xin gửi ảnh nhỏ hơn.',
  },
  UnknownFileType: {
    status: 415,
    message:
      'Tôi nhận ảnh JPEG, PNG, WebP và tệp PDF; chưa có tệp nào được lưu. Ảnh iPhone kiểu HEIC xin chụp màn hình rồi gửi.',
  },
  BrokenFile: {
    status: 400,
    message: 'Tệp bị hỏng hoặc trống nên chưa được lưu. Xin chọn lại tệp khác.',
  },
  UnsupportedMediaType: { status: 415, message: 'Yêu cầu phải gửi ở dạng JSON (application/json).' },
  MissingToken: { status: 401, message: 'Yêu cầu thiếu mã phiên trò chuyện (token).' },
  InvalidToken: { status: 403, message: 'Mã phiên trò chuyện (token) không hợp lệ.' },
  TokenExpired: {
    status: 403,
    message: 'Phiên trò chuyện đã hết hạn. Xin tải lại trang để bắt đầu phiên mới.',
  },
  OriginNotAllowed: { status: 403, message: 'Trang web này chưa được phép nhúng khung trò chuyện.' },
  NotFound: { status: 404, message: 'Không tìm thấy cuộc trò chuyện hoặc địa chỉ này.' },
  TooLarge: { status: 413, message: 'Nội dung gửi lên quá lớn nên chưa được tiếp nhận.' },
  TooManyMessages: {
    status: 429,
    message: 'Tin nhắn gửi nhanh quá nên tin vừa rồi chưa được nhận. Xin chờ một chút rồi gửi lại.',
  },
  TooManyRequests: {
    status: 429,
    message: 'Có quá nhiều yêu cầu từ địa chỉ mạng này. Xin chờ một chút rồi thử lại.',
  },
  Unavailable: {
    status: 503,
    message: 'Hệ thống đang khởi động lại. Xin thử lại sau ít phút.',
  },
  ServiceError: { status: 500, message: 'Hệ thống gặp trục trặc. Xin thử lại sau ít phút.' },
} as const;

export type RefusalCode = keyof typeof REFUSALS;

/** A request that is not served, for a reason of the table. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly code: RefusalCode;
  readonly retryAfterSeconds: number | null;

  constructor(code: RefusalCode, options: { retryAfterSeconds?: number; cause?: unknown } = {}) {
    super(code, { cause: options.cause });
    this.code = code;
    this.retryAfterSeconds = options.retryAfterSeconds ?? null;
  }
}

/** Status and document `{error: {code, message}}` of a refusal. */
export function refusalDocument(code: RefusalCode) {
  const { status, message } = REFUSALS[code];
  return { status, body: { error: { code, message } } };
}

export const unknownAddress: RequestHandler = () => {
  throw new Refusal('NotFound');
};

/** Answers every failed request of the channel; what nobody foresaw is logged and told as ServiceError. */
export function answerRefusals({ logger }: { logger: Logger }): ErrorRequestHandler {
  return (error, request, response, _next) => {
    const { code, retryAfterSeconds } = refusalOf(error);
    if (code === 'ServiceError') logger.error({ err: error, method: request.method }, 'direct line failed');
    if (response.headersSent) return void response.destroy();
    const { status, body } = refusalDocument(code);
    if (retryAfterSeconds !== null) response.set('Retry-After', String(retryAfterSeconds));
    if (status === 401) response.set('WWW-Authenticate', 'Bearer');
    response.status(status).json(body);
  };
}

function refusalOf(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  // Express and its body parser put a status on what the caller did wrong, and the parser a type.
  const { status, type } = (error ?? {}) as { status?: unknown; type?: unknown };
  if (type === 'entity.parse.failed') return new Refusal('BadSyntax', { cause: error });
  if (status === 413) return new Refusal('TooLarge', { cause: error });
  if (status === 415) return new Refusal('UnsupportedMediaType', { cause: error });
  if (typeof status === 'number' && status >= 400 && status < 500)
    return new Refusal('BadArgument', { cause: error });
  return new Refusal('ServiceError', { cause: error });
}
