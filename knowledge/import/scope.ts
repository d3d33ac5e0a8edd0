// Which records belong to the Center's catalogue.

import type { Level } from '../procedure.ts';
import type { SourceRecord } from './source-record.ts';

export interface Scope {
  /** A record needs one of these levels. */
  levels: readonly Level[];
  /** Matches the publisher's name. A record whose source names no publisher passes. */
  publishers: RegExp;
  includeInternal: boolean;
}

/** Offered by province or commune, published by a ministry, the State Bank, or anybody in Quảng Ngãi; 914 records of the portal hold in other provinces only. */
export const DEFAULT_SCOPE: Scope = {
  levels: ['province', 'commune'],
  publishers: /^(?:Bộ|Ngân hàng)(?!\p{L})|Quảng Ngãi/u,
  includeInternal: false,
};

export type LeftOut = 'withdrawn' | 'internal' | 'level' | 'publisher';

/** Why a record stays out, or null when it belongs in. */
export function leftOutBy(scope: Scope, record: SourceRecord): LeftOut | null {
  const { levels, publisher } = record.procedure;
  if (record.withdrawn) return 'withdrawn';
  if (record.internal && !scope.includeInternal) return 'internal';
  if (!levels.some((level) => scope.levels.includes(level))) return 'level';
  if (publisher !== null && !scope.publishers.test(publisher)) return 'publisher';
  return null;
}

/** A pattern for publishers whose name contains one of `parts`, whatever the case; every publisher for "*". */
export function publishersNamed(parts: readonly string[]): RegExp {
  if (parts.includes('*')) return /^/u;
  const escaped = parts.map((part) => part.normalize('NFC').replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(escaped.join('|'), 'iu');
}
