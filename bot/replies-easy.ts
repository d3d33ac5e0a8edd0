// The fixed replies in easier words, by table and key of the usual ones; what is not here is said as usual.

import { sayingOtherwise } from './said-otherwise.ts';
import { TABLES } from './sentences.ts';

type Easier<Table> = {
  [Key in keyof Table]?: Table[Key] extends (part: string) => string
    ? (part: string) => string
    : Table[Key] extends string
      ? string
      : Table[Key] extends object
        ? Easier<Table[Key]>
        : never;
};

/** Short sentences, everyday words, one thing at a time; numbers and commands are those of the usual ones. */
export const EASY_REPLIES: Easier<typeof TABLES> = {
  general: {
    cut: 'Tin dài quá. Tôi chỉ đọc phần đầu. Còn ý khác thì nhắn tiếp, mỗi lần một câu ngắn.',
    unreadable: 'Tôi chưa đọc được. Xin gõ chữ. Ví dụ: “làm giấy khai sinh cho con cần giấy gì”.',
    noCodeOnPhoto:
      'Tôi chưa thấy mã trong ảnh. Ảnh đã bỏ đi, không giữ. Xin chụp gần mã vạch trên giấy hẹn. Hoặc gõ mã, ví dụ: H48.18-250701-0001. Muốn báo việc chưa tốt thì nhắn “tôi muốn phản ánh” trước.',
    identityCard:
      'Đây là ảnh căn cước hoặc hộ chiếu. Tôi đã bỏ đi, không giữ. Đừng gửi giấy này qua tin nhắn. Xem hồ sơ chỉ cần mã trên giấy hẹn.',
    voiceUnclear: 'Tôi nghe chưa rõ. Xin nói lại chậm hơn, gần máy hơn. Hoặc gõ chữ.',
    voiceUnclearAgain: 'Tôi vẫn chưa nghe rõ. Xin gõ chữ. Muốn gặp người thật thì bấm “Gặp cán bộ”.',
    voiceUnavailable: 'Lúc này tôi chưa nghe được. Xin gõ chữ, hoặc lát nữa nói lại.',
    readBackDropped: 'Dạ, tôi chưa làm gì. Xin nói lại.',
    emergency: [
      '**Đang nguy hiểm thì gọi ngay:**',
      '- 113: công an',
      '- 114: cháy, lũ, đuối nước, mắc kẹt',
      '- 115: cấp cứu người bệnh',
      'Nói rõ mình đang ở đâu. Tôi là máy, không gọi giúp được.',
    ].join('\n'),
    distress: [
      'Tôi rất tiếc. Đừng ở một mình. Hãy gọi cho người thân. Thấy nguy hiểm thì gọi **115**.',
      'Tôi chỉ là máy. Người thật luôn sẵn sàng nghe. Hãy đến trạm y tế gần nhất, hoặc báo công an, cán bộ xã.',
    ].join('\n'),
    denunciation: [
      'Việc này giống **tố cáo**, là báo một người làm sai luật. Để an toàn, **đừng gửi thêm tên người hay bằng chứng** ở đây.',
      'Hãy báo thủ trưởng người đó, thanh tra, ban tiếp công dân hoặc công an. Luật giữ kín tên người báo.',
    ].join('\n'),
    formalAppeal: [
      'Việc này là **khiếu nại**, là xin xem lại một quyết định.',
      'Đơn đầu tiên gửi cho cơ quan đã ra quyết định. Giữ kỹ tờ quyết định và nhớ ngày nhận, vì có hạn. Chưa rõ thì hỏi ban tiếp công dân.',
    ].join('\n'),
    dossier:
      'Ở đây tôi chưa xem hồ sơ được. Xin xem trên Cổng Dịch vụ công quốc gia bằng mã hồ sơ. Hoặc gọi số in trên giấy hẹn.',
    handoff: 'Tôi là máy, có khi chưa hiểu. Muốn gặp người thật:',
    handoffUnknown:
      '- Gọi số in trên giấy hẹn. Hoặc đến bộ phận một cửa của xã, phường. Hoặc đến Trung tâm Phục vụ hành chính công.',
    queuedNext: 'Ông/bà là người **kế tiếp** được gặp cán bộ.',
    whileQueued:
      'Xin đừng đóng khung này. Cán bộ sẽ trả lời ở đây. Trong lúc chờ vẫn hỏi tôi được. Không chờ nữa thì gõ “thôi gặp cán bộ”.',
    requestNoted:
      'Tôi đã báo cán bộ. Có người trả lời thì ông/bà thấy ngay ở đây. Tôi không biết là lúc nào.',
    eraseAsk: 'Ông/bà muốn **xóa hết tin nhắn ở đây**? Xóa rồi không lấy lại được.',
    erased: 'Đã xóa các tin nhắn trước đây. Tải lại trang thì không còn thấy nữa.',
    eraseDropped: 'Dạ, tôi chưa xóa gì. Cần gì xin cứ nhắn.',
    smalltalk: 'Dạ, tôi là trợ lý tự động (AI), là máy trả lời. Cần làm giấy tờ gì thì cứ hỏi tôi.',
    thanks: 'Dạ không có gì. Cần gì thì nhắn tôi.',
    goodbye: 'Dạ chào. Cần gì thì nhắn tôi.',
    abuse: 'Xin lỗi vì tôi chưa giúp được. Xin nói lại bằng câu ngắn. Hoặc gõ “gặp cán bộ”.',
    cancel: 'Dạ, tôi dừng. Cần gì thì nhắn.',
    outOfScope: 'Việc này tôi không biết. Tôi chỉ giúp về giấy tờ, hồ sơ đã nộp, và phản ánh.',
    confirmNothing: 'Dạ. Anh chị cần làm giấy tờ gì?',
    rejected: 'Xin lỗi, tôi hiểu chưa đúng.',
    rejectedChoices: 'Có phải một trong các việc này không?',
    rejectedNothingElse: 'Xin nói lại bằng câu khác, hoặc chọn gặp cán bộ.',
  },
  complaint: {
    begun:
      'Tôi giúp ghi **phản ánh, kiến nghị**. Chưa gửi gì cả, đến khi anh chị bấm “Gửi phản ánh”. Muốn dừng thì gõ “thôi”.',
    files: 'Có ảnh hay tệp PDF thì gửi ở đây. **Đừng gửi ảnh căn cước**, giấy tờ tùy thân.',
    questions: {
      what: 'Xin kể: chuyện gì đã xảy ra?',
      phone: 'Cán bộ gọi lại số nào?',
      name: 'Cán bộ gọi anh chị tên gì? Không muốn nói thì bấm “Bỏ qua”.',
      part: 'Sửa phần nào?',
      category: 'Việc này loại nào?',
    },
    noCode: 'Tôi chưa đọc được mã. Mã giống như H48.18-250701-0001. Không nhớ thì bấm “Không nhớ mã”.',
    noPhone: 'Số này chưa đúng. Số di động có 10 số. Số bàn có 11 số, đầu là 02.',
    lines: {
      anonymous:
        '- Gửi **ẩn danh**: không ghi tên và số điện thoại. Cán bộ chỉ xem để biết, không hứa trả lời',
    },
    reviewEnd: 'Đúng thì bấm “Gửi phản ánh”. Chưa đúng thì bấm “Sửa lại”. Hoặc nhắn: “sửa nơi xảy ra: …”.',
    similar: 'Đã có người báo việc giống vậy. Có phải cùng một việc không?',
    similarEnd: 'Cùng việc thì anh chị vẫn có mã riêng, hạn riêng. Cán bộ giải quyết chung một lần.',
    key: (key) => `Mã bí mật, để xem tiếp ở nơi khác: **${key}**. Xin chép lại. Đừng cho ai biết.`,
    noAnswerPromised: 'Gửi ẩn danh thì cán bộ xem để biết, không hứa trả lời.',
    newsHere:
      'Có kết quả thì tôi báo ngay ở đây. Muốn biết tới đâu rồi thì gõ “phản ánh của tôi”. Ở Zalo, máy khác thì gõ câu đó, kèm mã và mã bí mật. Trang web đóng quá một giờ cũng làm như vậy.',
    sentBefore: (code) => `Phản ánh này đã gửi rồi, mã **${code}**. Không gửi nữa. Có việc khác thì cứ kể.`,
    longEnough: 'Đã dài rồi nên phần vừa nhắn chưa được thêm. Xin gửi phản ánh này. Còn ý khác thì viết sau.',
    cancelled: 'Dạ, tôi bỏ phản ánh này, không gửi đi. Cần thì cứ nhắn.',
    aside: 'Phản ánh viết dở vẫn còn. Viết tiếp thì bấm “Tiếp tục phản ánh”.',
    whichEnd: 'Viết tiếp, hay bỏ đi và viết cái mới?',
    pdfKept: 'Tệp PDF giữ nguyên như đã gửi, cả phần ẩn trong tệp.',
    filesUnasked: 'Tệp này không dùng đến. Tôi chỉ nhận tệp khi đang viết phản ánh.',
    missed: {
      unreachable: 'Tôi chưa lấy được ảnh hay tệp. Xin gửi lại. Không gửi được thì cứ viết tiếp.',
      too_large: 'Tệp nặng quá 10 MB nên tôi không giữ. Xin gửi ảnh nhỏ hơn, hoặc cứ viết tiếp.',
      too_many_pixels: 'Ảnh quá lớn nên tôi không giữ. Xin gửi ảnh nhỏ hơn, hoặc cứ viết tiếp.',
      unknown_type:
        'Tôi chỉ nhận ảnh chụp (JPEG, PNG, WebP) và tệp PDF. Tệp vừa gửi không giữ. Xin gửi ảnh khác, hoặc cứ viết tiếp.',
      identity_card:
        'Đây là ảnh căn cước hoặc hộ chiếu. Tôi không nhận và đã xóa ngay. Phản ánh không cần giấy này. Xin cứ viết tiếp.',
      broken: 'Tệp bị hỏng nên tôi không giữ. Xin gửi tệp khác, hoặc cứ viết tiếp.',
    },
    callTaken: (phone) => `Tôi chỉ ghi số **${phone}** để gọi lại. Không ghi gì khác.`,
    callOffer: 'Cần người thật chỉ cho thì bấm “Xin gọi lại”. Tôi chỉ ghi số điện thoại.',
    ordinaryBegun: 'Dạ, vậy ghi như phản ánh thường. Xin kể ngắn gọn. Không cần nêu tên người.',
  },
  ticket: {
    askCode: 'Xin gõ mã phản ánh, như PA-2026-000123, và mã bí mật.',
    askKey: (code) => `Phản ánh ${code} không nhận tin ở đây. Xin gõ thêm **mã bí mật** đã nhận khi gửi.`,
    notFound: 'Mã phản ánh hoặc mã bí mật chưa đúng. Xin xem lại rồi gửi cả hai.',
    locked: (moment) => `Nhập sai nhiều lần nên tôi dừng đến ${moment}. Sau đó xin thử lại, hoặc hỏi cán bộ.`,
    offerHere:
      'Tin về phản ánh này đang gửi nơi khác. Muốn nhận **tại đây** thì bấm “Nhận tin ở đây”. Nơi cũ sẽ không nhận nữa.',
    continuedHere: (code) =>
      `Từ nay tin về phản ánh **${code}** gửi đến đây. Bổ sung, đánh giá cũng làm ở đây. Không phải gõ lại mã bí mật.`,
    askInformation: (code) =>
      `Xin nhắn phần bổ sung cho phản ánh ${code}. Có ảnh hay PDF thì gửi kèm. Đừng gửi ảnh căn cước.`,
    waits: (code) => `Phản ánh ${code} đang chờ bổ sung. Tin vừa rồi là bổ sung, hay là việc mới?`,
    sorry: (code) =>
      `Tôi xin lỗi vì chưa giúp xong. Chỗ nào chưa được, xin nhắn. Tôi sẽ **mở lại** phản ánh ${code}. Không cần thì gõ “thôi”.`,
    reopened: (code) =>
      `Đã mở lại phản ánh **${code}**. Nơi đang giữ phải tự giải quyết, không được chuyển đi nữa.`,
  },
  dossier: {
    askCode:
      'Xin gửi **mã hồ sơ** trên giấy hẹn, ví dụ: H48.18-250701-0001. Gõ thiếu dấu chấm, dấu gạch cũng được.',
    askCodeAgain:
      'Tôi chưa thấy mã hồ sơ. Mã ở đầu giấy hẹn, như H48.18-250701-0001. Mất giấy thì hỏi nơi đã nộp.',
    forgotFactor: 'Không nhớ số thì xem trên giấy hẹn, hoặc hỏi nơi đã nộp. Tôi không tra theo tên được.',
    locked: (until) => `Thử sai nhiều lần nên tạm khóa đến ${until}. Cần gấp thì gọi số in trên giấy hẹn.`,
    unavailable:
      'Lúc này chưa tra được hồ sơ. Xin thử lại sau ít phút. Hoặc xem trên Cổng Dịch vụ công quốc gia. Hoặc gọi số in trên giấy hẹn.',
    overdueRight:
      'Trễ hẹn thì ông/bà được nhận văn bản xin lỗi, có ngày hẹn mới. Cơ quan xử lý viết văn bản đó. Tôi không hẹn ngày thay được.',
    overdueReport: 'Muốn báo việc trễ hẹn thì bấm nút bên dưới. Mã hồ sơ có sẵn.',
    stale: (moment) => `Hệ thống hồ sơ đang trục trặc. Đây là tình trạng biết lần cuối, lúc ${moment}.`,
    apology: [
      'Trễ hẹn thì cơ quan phải gửi văn bản xin lỗi, có ngày hẹn mới.',
      '- Nay tên là: “Văn bản xin lỗi và đề nghị gia hạn thời gian giải quyết” (mẫu 04).',
      '- Trước đây, và ở vài việc hộ tịch, tên là: “Phiếu xin lỗi và hẹn lại ngày trả kết quả”. Hai tên là một việc.',
      'Chưa nhận được thì hỏi nơi đã nộp, hoặc gửi mã hồ sơ để tôi tra.',
    ].join('\n'),
    followed: (code) =>
      `Hồ sơ ${code} đổi tình trạng thì tôi nhắn ở đây. Không muốn nữa thì gõ “bỏ theo dõi”.`,
    followUnseen: 'Muốn theo dõi thì tôi phải tra được hồ sơ trước.',
  },
};

/** The text with its fixed sentences in easier words. */
export const inEasyWords = sayingOtherwise(TABLES, EASY_REPLIES);
