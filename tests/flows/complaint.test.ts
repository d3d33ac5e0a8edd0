// Stories: a complaint from its first words to the ticket, told in any order, left and taken up again.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OpenDatabase } from '../../api/database/connect.ts';
import { seedAgencies } from '../../api/staff/agencies.ts';
import { buttons, complaintReplies as texts } from '../../bot/complaint-replies.ts';
import { replies } from '../../bot/replies.ts';
import { type Assistants, citizenOf, startAssistants } from '../support/citizen.ts';
import { databaseKinds, freshDatabase } from '../support/databases.ts';
import { type Desk, seedStaff, startTicketDesk } from '../support/ticket-desk.ts';

interface TicketRow {
  code: string;
  category: string;
  agency_id: string | null;
  urgent: boolean;
  anonymous: boolean;
  what: string;
  place: string | null;
  occurred: string | null;
  dossier_code: string | null;
  name: string | null;
  phone: string | null;
  incident: string | null;
}

describe.each(databaseKinds)('a complaint on the %s database', (kind) => {
  let database: OpenDatabase;
  let desk: Desk;
  let assistants: Assistants;

  beforeAll(async () => {
    database = await freshDatabase(kind);
    await seedStaff(database);
    await seedAgencies(database);
    desk = await startTicketDesk({ database });
    assistants = await startAssistants({ database, desk });
  });
  afterAll(async () => {
    await assistants.close();
    await desk.close();
    await database.close();
  });

  const citizen = (name: string) => citizenOf(assistants, name);

  async function ticketsOf(name: string): Promise<TicketRow[]> {
    const { rows } = await database.query<TicketRow>(
      `select t.code, t.category, t.agency_id, t.urgent, t.anonymous, x.what, x.place, x.occurred, x.dossier_code,
         x.name, x.phone, i.code as incident
       from tickets t join ticket_texts x on x.ticket_id = t.id left join tickets i on i.id = t.incident_id
       where t.conversation_id = $1 order by t.id`,
      [`direct-line:${name}`],
    );
    return rows;
  }

  const countOf = async (kind: string): Promise<number> => {
    const { rows } = await database.query<{ count: number }>(
      'select coalesce(sum(count), 0)::int as count from guided_elsewhere where kind = $1',
      [kind],
    );
    return rows[0]!.count;
  };

  it('asks only for what was not said, shows the whole, and gives code, key and day', async () => {
    const { say } = citizen('hai');
    const first = await say('Tôi muốn phản ánh cán bộ phường có thái độ không tốt');
    expect(first.text).toContain(texts.begun);
    expect(first.text).toContain(texts.files);
    expect(first.text).toContain(texts.questions.where);
    expect(first.takesFiles).toBe(true);
    expect(first.record).toMatchObject({ intent: 'complaint', category: 'staff-attitude' });

    const review = await say('Ở quầy tiếp nhận phường Nghĩa Lộ, sáng nay khoảng 9 giờ');
    expect(review.text).toContain(texts.lines.what('Tôi muốn phản ánh cán bộ phường có thái độ không tốt'));
    expect(review.text).toContain(texts.lines.where('quầy tiếp nhận phường Nghĩa Lộ'));
    expect(review.text).toContain(texts.lines.when('sáng nay khoảng 9 giờ'));
    expect(review.text).toContain(texts.lines.agency('UBND phường Nghĩa Lộ'));
    expect(review.buttons).toEqual([
      buttons.send,
      buttons.edit,
      buttons.anonymous,
      buttons.call,
      buttons.cancel,
    ]);
    expect(await ticketsOf('hai')).toEqual([]);

    const receipt = await say(buttons.send);
    const [ticket] = await ticketsOf('hai');
    expect(ticket).toMatchObject({
      category: 'staff-attitude',
      agency_id: 'phuong-nghia-lo',
      place: 'quầy tiếp nhận phường Nghĩa Lộ',
      occurred: 'sáng nay khoảng 9 giờ',
      anonymous: false,
      phone: null,
    });
    // Fifteen working days after Monday 2 November 2026.
    expect(receipt.text).toContain(texts.receipt(ticket!.code, '08:00 ngày 02/11/2026'));
    expect(receipt.text).toContain('23/11/2026');
    expect(receipt.text).toMatch(/\*\*[A-Z0-9]{4}-[A-Z0-9]{4}\*\*/);
    expect(receipt.takesFiles).toBe(false);
  });

  it('asks nothing when everything was said at once, typed without diacritics', async () => {
    const { say } = citizen('ba');
    const review = await say(
      'can bo o phuong tra cau noi nang coc loc voi nguoi gia sang nay, toi muon phan anh',
    );
    expect(review.text).toContain(texts.review);
    expect(review.text).toContain(texts.lines.agency('UBND phường Trà Câu'));
    expect(review.buttons[0]).toBe(buttons.send);
  });

  it('can be corrected by words and by buttons before it is sent', async () => {
    const { say } = citizen('tu');
    await say('sáng nay cán bộ ở quầy số 2 UBND phường Trà Câu quát mắng tôi, tôi phản ánh');
    const placed = await say('sửa chỗ: ở phường Nghĩa Lộ chứ không phải Trà Câu');
    expect(placed.text).toContain(texts.lines.where('phường Nghĩa Lộ'));
    expect(placed.text).toContain(texts.lines.agency('UBND phường Nghĩa Lộ'));
    expect(placed.text).not.toContain(texts.lines.agency('UBND phường Trà Câu'));

    const parts = await say(buttons.edit);
    expect(parts.buttons).toContain(buttons.editWhen);
    expect((await say(buttons.editWhen)).text).toContain(texts.again.when);
    expect((await say('chiều hôm qua lúc 3 giờ')).text).toContain(
      texts.lines.when('chiều hôm qua lúc 3 giờ'),
    );
    await say(buttons.editCategory);
    expect((await say('Hướng dẫn chưa rõ')).text).toContain(texts.lines.category('Hướng dẫn chưa rõ'));
    await say(buttons.editWhat);
    const told = await say('Cán bộ không hướng dẫn gì, chỉ bảo tôi về');
    expect(told.text).toContain(texts.lines.what('Cán bộ không hướng dẫn gì, chỉ bảo tôi về'));
    const more = await say('chị đó còn nói chuyện riêng cả buổi');
    expect(more.text).toContain('chỉ bảo tôi về\nchị đó còn nói chuyện riêng cả buổi');
    expect(await ticketsOf('tu')).toEqual([]);
    const reserved = await say('đúng rồi nhưng mà thêm chuyện chị đó cười nhạo tôi nữa');
    expect(reserved.text).toContain(texts.review);
    expect(await ticketsOf('tu')).toEqual([]);
    await say('ừ gửi đi');
    expect(await ticketsOf('tu')).toMatchObject([{ place: 'phường Nghĩa Lộ', agency_id: 'phuong-nghia-lo' }]);
  });

  it('says so when more cannot be added, and loses nothing of what is there', async () => {
    const { say } = citizen('dai-dong');
    const long = `Bãi rác ở xã Bình Sơn tràn ra đường cả tuần nay. ${'Hôi thối lắm. '.repeat(250)}`;
    await say(long);
    await say(`mùi hôi bay xa ${'lắm '.repeat(900)}`);
    const full = await say(`ruồi bay đầy nhà ${'lắm '.repeat(900)}`);
    expect(full.text).toContain(texts.longEnough);
    await say(buttons.send);
    const [ticket] = await ticketsOf('dai-dong');
    expect(ticket!.what).toContain('mùi hôi bay xa');
    expect(ticket!.what).not.toContain('ruồi bay');
  });

  it('is left by "thôi" at any question, and nothing is sent', async () => {
    const { say, state } = citizen('nam');
    await say('tôi muốn phản ánh');
    const left = await say('Thôi khỏi gửi nữa, tôi bỏ qua');
    expect([left.text, left.record.intent]).toEqual([texts.cancelled, 'cancel']);
    expect((await state()).complaint).toBeNull();
    expect(await ticketsOf('nam')).toEqual([]);
    const next = await say('Cho tôi hỏi làm giấy khai sinh cho cháu cần gì');
    expect(next.record.intent).toBe('procedure');
    expect(next.text).not.toContain(texts.aside);
  });

  it('takes a time for a time, though it sounds like leaving', async () => {
    const { say } = citizen('nam-hai');
    await say('Mương thoát nước trước nhà bị lấp, mưa xuống là ngập, tôi phản ánh');
    expect((await say('hẻm 12 đường Trần Hưng Đạo')).text).toContain(texts.questions.when);
    expect((await say('từ đầu tháng')).text).toContain(texts.lines.when('từ đầu tháng'));
    expect((await say('thôi không gửi nữa, từ hôm qua đã có người tới')).text).toBe(texts.cancelled);
  });

  it('takes a place for a place, though no procedure is about it', async () => {
    const { say } = citizen('nam-ba');
    await say('Biển báo tốc độ bị cây che khuất mấy hôm nay, tôi kiến nghị tỉa cây');
    const review = await say('trường tiểu học Nghĩa Chánh');
    expect(review.text).toContain(texts.lines.where('trường tiểu học Nghĩa Chánh'));
  });

  it('stays while the citizen asks something else, over the end of the process, and goes on', async () => {
    const { say } = citizen('sau');
    await say('Bãi rác cuối đường tràn ra lề cả tuần không ai gom, hôi thối quá trời');
    const aside = await say('à mà cho hỏi đăng ký kết hôn cần giấy tờ gì?');
    expect(aside.record.intent).toBe('procedure');
    expect(aside.text).toContain(texts.aside);
    expect(aside.buttons).toContain(buttons.resume);
    await assistants.restart();
    const resumed = await say('tiep tuc phan anh');
    expect(resumed.text).toContain(texts.resumed);
    expect(resumed.text).toContain(texts.questions.where);
    await assistants.restart();
    const review = await say('đường Hùng Vương, gần chợ');
    expect(review.text).toContain('hôi thối quá trời');
    expect(review.text).toContain(texts.lines.when('cả tuần'));
    expect(review.text).toContain(texts.lines.where('đường Hùng Vương, gần chợ'));
    await say(buttons.send);
    expect(await ticketsOf('sau')).toHaveLength(1);
  });

  it('asks which one is meant when another begins while one is aside', async () => {
    const { say } = citizen('bay');
    await say('Đèn đường ngã tư Quang Trung - Hùng Vương hỏng 3 ngày nay');
    await say('à mà cho hỏi đăng ký kết hôn cần giấy tờ gì?');
    const which = await say('Trại heo xả nước thải ra suối ở xã Bình Sơn, cá chết trắng, tôi phản ánh');
    expect(which.text).toContain(texts.which);
    expect(which.text).toContain('hỏng 3 ngày nay');
    const fresh = await say(buttons.fresh);
    expect(fresh.text).toContain(texts.begun);
    expect(fresh.text).toContain(texts.questions.when);
    expect((await say('sáng nay')).text).toContain(texts.lines.where('xã Bình Sơn'));
  });

  it('may be anonymous, and says what that means', async () => {
    const { say } = citizen('tam');
    await say('sáng nay nhân viên một cửa ở UBND phường Đức Phổ bỏ đi uống cà phê, dân chờ cả buổi');
    const hidden = await say(buttons.anonymous);
    expect(hidden.text).toContain(texts.lines.anonymous);
    expect(hidden.buttons).toContain(buttons.named);
    expect(hidden.buttons).not.toContain(buttons.call);
    const receipt = await say('gửi đi');
    expect(receipt.text).toContain(texts.noAnswerPromised);
    expect(receipt.text).not.toContain('Hạn trả lời');
    expect(await ticketsOf('tam')).toMatchObject([{ anonymous: true, name: null, phone: null }]);
  });

  it('asks for a number only when a call is wanted, and checks its form', async () => {
    const { say } = citizen('chin');
    await say('Quy định người già phải tự đi lấy vân tay là bất cập, tôi kiến nghị sửa');
    expect((await say(buttons.call)).text).toContain(texts.questions.phone);
    expect((await say('091234')).text).toContain(texts.noPhone);
    expect((await say('số tôi là 0912.345.678')).text).toContain(texts.questions.name);
    expect((await say('Bảy Cá')).text).toContain(texts.lines.call('0912345678', 'Bảy Cá'));
    await say(buttons.send);
    expect(await ticketsOf('chin')).toMatchObject([
      { phone: '0912345678', name: 'Bảy Cá', category: 'bad-regulation' },
    ]);
  });

  it('takes a number that was given without being asked for it', async () => {
    const { say } = citizen('goi-lai');
    const review = await say(
      'Cổng dịch vụ công báo lỗi 500 từ tối qua, gọi cho tôi số 0987 654 321, tôi phản ánh',
    );
    expect(review.text).toContain(texts.lines.call('0987654321', null));
    expect((await say(buttons.noCall)).text).toContain(texts.lines.chat);
    expect((await say('gọi tôi số 0912345678')).text).toContain(texts.questions.name);
    expect((await say(buttons.skip)).text).toContain(texts.lines.call('0912345678', null));
  });

  it('offers to join what others have told already; code and clock are one’s own', async () => {
    const first = citizen('muoi');
    await first.say('Nước máy ở xã Tịnh Khê yếu cả tháng nay, chảy nhỏ giọt không đủ nấu ăn');
    await first.say(buttons.send);
    const [earlier] = await ticketsOf('muoi');
    const second = citizen('muoi-mot');
    const offered = await second.say('Nước máy ở xã Tịnh Khê yếu cả tháng nay, chảy nhỏ giọt không đủ nấu');
    expect(offered.text).toContain(texts.similar);
    expect(offered.text).toContain(earlier!.code);
    const review = await second.say(texts.same(earlier!.code));
    expect(review.text).toContain(texts.lines.joined(earlier!.code));
    await second.say(buttons.send);
    const [own] = await ticketsOf('muoi-mot');
    expect(own!.code).not.toBe(earlier!.code);
    expect(own!.incident).toBe(earlier!.code);
  });

  it('takes one tap for a late dossier whose code is known, and a second tap adds nothing', async () => {
    const { say } = citizen('tre-hen');
    await say('H48.18-250701-0123');
    const receipt = await say(buttons.late);
    const [ticket] = await ticketsOf('tre-hen');
    expect(ticket).toMatchObject({
      category: 'late-dossier',
      dossier_code: 'H48.18-250701-0123',
      what: texts.lateMatter('H48.18-250701-0123'),
    });
    expect(receipt.text).toContain(ticket!.code);
    expect((await say(buttons.late)).text).toBe(texts.sentBefore(ticket!.code));
    expect(await ticketsOf('tre-hen')).toHaveLength(1);
  });

  it('makes one ticket of two taps on "Gửi", however close', async () => {
    const { say, send, answerTo } = citizen('hai-lan');
    await say('sáng nay cán bộ ở quầy số 2 UBND phường Trà Câu quát mắng tôi, tôi phản ánh');
    const [one, two] = [await send(buttons.send), await send(buttons.send)];
    await answerTo(one);
    const again = await answerTo(two);
    const tickets = await ticketsOf('hai-lan');
    expect(tickets).toHaveLength(1);
    expect(again.text).toContain(texts.sentBefore(tickets[0]!.code));
  });

  it('puts danger first and keeps what was begun', async () => {
    const { say, state } = citizen('chay');
    await say('Bãi rác cuối đường tràn ra lề cả tuần không ai gom, hôi thối quá trời');
    const danger = await say('trời ơi nhà kế bên đang cháy lớn quá!!!');
    expect(danger.text).toBe(replies.emergency);
    expect((await state()).complaint).toMatchObject({ aside: true });
  });

  it('stops collecting a denunciation, counts it once, and takes no word of it', async () => {
    const before = await countOf('denunciation');
    const { say, state } = citizen('to-cao');
    const shown = await say('Tôi muốn tố cáo ông chủ tịch xã nhận tiền hối lộ để cấp đất trái phép');
    expect(shown.text).toContain(replies.denunciation);
    expect(shown.record.intent).toBe('denunciation');
    expect((await say('có được giữ bí mật tên tuổi không?')).record.intent).toBe('denunciation');
    expect(await countOf('denunciation')).toBe(before + 1);
    expect(await ticketsOf('to-cao')).toEqual([]);
    expect(JSON.stringify(await state())).not.toContain('chủ tịch');

    await say(buttons.call);
    const called = await say('0987 654 321');
    expect(called.text).toContain(texts.callTaken('0987654321'));
    expect(await ticketsOf('to-cao')).toMatchObject([
      { what: texts.callMatter, phone: '0987654321', category: 'other', place: null, agency_id: null },
    ]);
  });

  it('takes money for favours for a denunciation, whatever it is called, also in the middle', async () => {
    const before = await countOf('denunciation');
    const { say, state } = citizen('voi-tien');
    const shown = await say('Cán bộ địa chính vòi tiền tôi mới chịu ký hồ sơ');
    expect(shown.text).toContain(replies.denunciation);
    expect(shown.record).toMatchObject({ intent: 'complaint', category: 'harassment-bribery' });
    const other = citizen('giua-chung');
    await other.say('Tôi muốn phản ánh cán bộ phường có thái độ không tốt');
    const middle = await other.say('ở phường Nghĩa Lộ, ảnh gợi ý phải có tiền lót tay mới ký');
    expect(middle.text).toContain(replies.denunciation);
    expect((await other.state()).complaint).toBeNull();
    expect(await countOf('denunciation')).toBe(before + 2);

    expect((await say(buttons.ordinary)).text).toContain(texts.ordinaryBegun);
    expect((await state()).complaint).toMatchObject({ ordinary: true, what: null });
  });

  it.each(['em muốn phản ánh', 'phan anh karaoke on ao'])(
    'takes "%s" for nothing of the kind',
    async (text) => {
      const begun = await citizen(`binh-thuong-${text.length}`).say(text);
      expect(begun.text).toContain(texts.begun);
    },
  );

  it('explains the door of a formal appeal and counts it', async () => {
    const before = await countOf('formal-appeal');
    const { say } = citizen('khieu-nai');
    const shown = await say('Tôi không đồng ý với Quyết định 123/QĐ-UBND về việc thu hồi đất, tôi khiếu nại');
    expect(shown.text).toContain(replies.formalAppeal);
    expect(await countOf('formal-appeal')).toBe(before + 1);
    expect(await ticketsOf('khieu-nai')).toEqual([]);
  });
});
