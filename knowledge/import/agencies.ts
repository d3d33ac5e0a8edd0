// Names of agencies, cleaned of the places that the portal fills in as a stand-in.

import { tidyList } from './tidy.ts';

const PLACE =
  /\s*(?:-\s*)?(?:[Tt]hành phố\s|[Tt]ỉnh\s|TP\.?)\s*(?!trực thuộc)(\p{Lu}[\p{L} ]*?)(?:\s*-\s*Bộ .*)?$/u;

/** Departments that only some big cities have. */
const ELSEWHERE_ONLY = /^Sở (?:Giao thông công chánh|An toàn thực phẩm|Du lịch|Văn hóa và Thể thao)$/u;

/**
 * Agencies in order, each once. Ministries publish for the whole country, yet the portal makes them pick the agency
 * of some province ("Sở Tư pháp Thành phố Hà Nội"): with `nationwide` the place is cut off, Quảng Ngãi's stays, and
 * a department that exists only elsewhere is left out when another agency is named.
 */
export function agenciesOf(names: Iterable<string | null | undefined>, nationwide: boolean): string[] {
  const agencies = tidyList(names).map((name) => name.replace(/[.;,]$/, ''));
  if (!nationwide) return tidyList(agencies);
  const placeless = tidyList(agencies.map(withoutOtherPlace));
  const here = placeless.filter((name) => agencies.includes(name) || !ELSEWHERE_ONLY.test(name));
  return here.length > 0 ? here : placeless;
}

function withoutOtherPlace(name: string): string {
  const place = PLACE.exec(name);
  return place === null || place[1] === 'Quảng Ngãi' ? name : name.slice(0, place.index);
}

/** Whether the publisher's procedures hold in every province. */
export function isNationwide(publisher: string): boolean {
  return /^(?:Bộ|Ngân hàng) /u.test(publisher);
}
