// Word lists for names of people in Viet Nam: surnames, middle names, and words beside which no name stands.

import { fold } from '../../knowledge/vietnamese.ts';

/** Each word as written, and folded with `~` before it for text typed without marks. */
export function listed(words: string): ReadonlySet<string> {
  const written = words.split(/\s+/);
  return new Set(written.flatMap((word) => [word, `~${fold(word)}`]));
}

/** Hardly ever any other word than a surname. */
export const SURE_SURNAMES = listed(
  'nguyễn trần lê phạm huỳnh hoàng phan võ vũ đặng bùi đỗ ngô dương đinh đoàn trịnh trương phùng tiêu lương nghiêm',
);

export const SURNAMES = listed(
  `nguyễn trần lê phạm huỳnh hoàng phan võ vũ đặng bùi đỗ ngô dương đinh đoàn trịnh trương phùng tiêu lương nghiêm
   hồ lý lâm mai cao tạ hà tô châu thái lưu kiều quách tôn từ vương văn triệu la thạch kim danh sơn bạch chu diệp
   đào đàm đồng giang hứa khổng lại lục mạc ninh ông phó quang tăng thân thi tống trà ung viên xa bế nông y a blong
   siu ksor rơ hồng thiều doãn khuất lã lều mã ngụy phí thẩm tiền triều vi yên`,
);

/** Second words of a full name. */
export const GIVEN_MIDDLES = listed(
  `thị văn đức hữu minh ngọc quang thanh xuân đình công bá kim hoàng quốc thành trọng như tuấn anh bảo gia duy đăng
   hải hồng huy khánh mạnh mỹ nhật phương thu thùy tấn tiến trung tường viết vĩnh thế sỹ diệu kiều lan mai cẩm ánh`,
);

/** A name in lower case ends before these. */
export const BREAKS_OFF: ReadonlySet<string> = new Set(
  `muốn cần làm xin hỏi là ở sinh có không năm số cmnd cccd sđt và với đã đang sẽ thì mà bị được cho của đi nộp mất
   chưa rồi ạ nhé nha tại trú quê người khai đăng ký nhà đất xe sổ giấy hồ tờ ngày tuổi hiện nay giờ vừa mới từ về đến
   lên bán mua chết qua mẹ ba vợ chồng con em anh chị ông bà cô chú bác tôi tui mình nhưng để hay hoặc này kia đó dùm
   giùm giúp thôi sai trên trong hết phải nên theo bên cùng đứng gửi nhờ sao gì nào sđt đt ko k thường trú gốc vi hưu phí trương tiêu
   muon can lam xin hoi la o sinh co khong nam so sdt va da dang thi ma bi duoc cho cua di nop mat chua roi nhe tai tru
   que nguoi khai dang ky nha dat xe so giay ho to ngay tuoi hien gio vua moi tu ve den len`.split(/\s+/),
);

/** Written with a capital after "ông", "tên" and the like, and no name: offices, bodies, countries, places. */
export const NO_NAME: ReadonlySet<string> = new Set(
  `công ty tnhh cổ doanh hộ trường trung sở ủy uỷ ubnd phòng ban bộ cục chi quảng việt mẹ hợp htx cơ văn viện bệnh
   trạm hội đoàn đội quỹ ngân tổ nhà giám chủ phó cán bí thủ thứ cảnh quân mỹ pháp hàn đài nhật lào úc campuchia
   singapore canada ấn thành tỉnh xã phường huyện quận thôn khu đường số mã tiếng cccd cmnd giấy đơn tờ thẻ đăng xin
   em ạ chị ông bà tôi tui con cháu hai tơ tô vì đình gia dinh vinh rịa nà sê tổng đại nghị thông quyết luật zalo facebook`.split(
    /\s+/,
  ),
);

/** A name written with capitals ends before these. */
export const AFTER_NAME: ReadonlySet<string> = new Set(
  'xã phường huyện tỉnh thôn quận tp số cccd cmnd sđt đt'.split(' '),
);

/** After these a name is that of a street, a school, a place; "cho" without marks is the word before a person. */
export const PLACE_BEFORE: ReadonlySet<string> = new Set(
  `duong pho truong phuong xa thon huyen quan tinh cau chợ chua kenh khu vien lo hem kiet ngo thuong hieu tuong ty
   thpt thcs hoc dh giai sao dai nam danh hieu`.split(/\s+/),
);
