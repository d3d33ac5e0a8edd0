// Names of agencies, cleaned of the places that the portal fills in as a stand-in.

import { tidyList } from './tidy.ts';

const PLACE = /\s*(?:-\s*)?(?:[Tt]hành phố|[Tt]ỉnh|TP\.?)\s+(?!trực thuộc)(\p{Lu}[\p{L} ]*?)(?:\s*-\s*Bộ .*)?$/u;

/**
 * Agencies in order, each once. Ministries publish for the whole country, yet the portal makes them pick the agency
 * of some province ("Sở Tư pháp Thành phố Hà Nội"): with `nationwide` the place is cut off, Quảng Ngãi's stays.
 */
export function agenciesOf(names: Iterable<string | null | undefined>, nationwide: boolean): string[] {
  const agencies = tidyList(names).map((name) => name.replace(/[.;,]$/, ''));
  return tidyList(nationwide ? agencies.map(withoutOtherPlace) : agencies);
}

function withoutOtherPlace(name: string): string {
  const place = PLACE.exec(name);
  return place === null || place[1] === 'Quảng Ngãi' ? name : name.slice(0, place.index);
}

/** Whether the publisher's procedures hold in every province. */
export function isNationwide(publisher: string): boolean {
  return /^(?:Bộ|Ngân hàng) /u.test(publisher);
}
