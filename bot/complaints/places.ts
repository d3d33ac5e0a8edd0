// Where something happened, as the citizen put it: a word for a kind of place, and the name or number that tells which.

import { fold } from '../../knowledge/vietnamese.ts';
import { type Run, readPhrases, runsOf, type Word } from './words.ts';

const HEADS = readPhrases('place-heads.txt');

function listed(words: string): ReadonlySet<string> {
  return new Set(words.split(' ').flatMap((word) => [word, fold(word)]));
}

const PREPOSITIONS = listed('ở tại trên trong gần trước ngay đoạn qua ngoài dưới cuối đầu sau bên cạnh');
/** After these small words a place is told even when nothing in it is written with a capital. */
const TELLING = listed('ở tại');
/** Where a place told in small letters ends. */
const ENDS = listed(
  'mà thì là bị có không chưa đã đang hay rồi cứ nói làm đi bỏ thu bắt đòi hẹn xả xây chạy gây đầy hỏng hư ngập lúc khoảng từ hôm ngày tháng tuần ai tôi tui em anh chị ông bà cô chú bác dân người này đó ấy kia vậy luôn nha nhé ạ dạ với và để cho giúp giùm mong đề phản gọi sáng trưa chiều tối đêm chứ mới',
);
/** "TP. Quảng Ngãi", "P. Trần Phú": after other words a full stop ends the sentence. */
const SHORTENED = /^[bcdđghklmnpqrstvx]{1,3}$/;
const LONGEST_TOLD = 6;
/** "phuong nghia lo", typed without any capital. */
const LONGEST_SMALL_NAME = 2;

/** The places of a message as runs of its words: only what tells which place, never just "ở xã". `times` are left out. */
export function findPlaces(text: string, words: readonly Word[], times: readonly Run[]): Run[] {
  const tokens = words.map((word) => word.text);
  const isTime = (at: number) => times.some(({ from, to }) => at >= from && at < to);
  function joined(at: number): boolean {
    const between = text.slice(words[at - 1]!.end, words[at]!.start);
    return /^[\s,\-–./]*$/.test(between) && (!/\.\s/.test(between) || SHORTENED.test(tokens[at - 1]!));
  }
  const names = (at: number) =>
    at < words.length && !isTime(at) && /^[\p{Lu}\d]/u.test(text.slice(words[at]!.start)) && joined(at);
  const writesSmall = !/\p{Lu}/u.test(text.slice(1));
  const heads = runsOf(tokens, HEADS).filter(({ from }) => !isTime(from));

  function placeAt(head: Run): Run | null {
    let to = namedFrom(head.to);
    if (to === head.to && TELLING.has(tokens[head.from - 1] ?? '')) to = toldFrom(head.to);
    if (to === head.to) return null;
    let from = head.from;
    while (from > 0 && PREPOSITIONS.has(tokens[from - 1]!) && !TELLING.has(tokens[from - 1]!)) from--;
    return { from, to };
  }

  /** The end of names and numbers, and of heads that follow: "quầy số 3 trung tâm hành chính phường". */
  function namedFrom(start: number): number {
    let to = start;
    while (names(to) || tokens[to] === 'số') to++;
    if (to === start) return start;
    for (const next of heads) if (next.from === to && joined(to)) to = next.to;
    const isBare = heads.some((head) => head.to === to);
    return isBare && writesSmall ? toldFrom(to, LONGEST_SMALL_NAME) : to;
  }

  /** The end of a place told in small letters: "ở thôn an phú xã bình sơn". */
  function toldFrom(start: number, most = LONGEST_TOLD): number {
    let to = start;
    while (to < words.length && to - start < most && !isTime(to) && joined(to)) {
      const head = heads.find(({ from }) => from === to);
      if (head === undefined && ENDS.has(tokens[to]!)) break;
      to = head?.to ?? to + 1;
    }
    return to;
  }

  const places: Run[] = [];
  for (const head of heads) {
    const last = places.at(-1);
    if (last && head.from < last.to) continue;
    const place = placeAt(head);
    if (place === null) continue;
    if (last && place.from - last.to <= 1 && joined(place.from)) last.to = place.to;
    else places.push(withHeadsBefore(place, heads, tokens));
  }
  return places;
}

/** "quầy tiếp nhận phường Nghĩa Lộ": a place without a name directly before one that has it tells where in it. */
function withHeadsBefore(place: Run, heads: readonly Run[], tokens: readonly string[]): Run {
  const before = heads.find(({ to }) => to === place.from);
  if (before === undefined || before.from === place.from) return place;
  const small = PREPOSITIONS.has(tokens[before.from - 1] ?? '') && !TELLING.has(tokens[before.from - 1]!);
  return { from: small ? before.from - 1 : before.from, to: place.to };
}
