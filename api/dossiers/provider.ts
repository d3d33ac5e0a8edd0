// The provincial system over HTTP: one dossier by its code, in time or not at all, left alone while it keeps failing.

import {
  CircuitState,
  ConsecutiveBreaker,
  circuitBreaker,
  handleAll,
  TimeoutStrategy,
  timeout,
  wrap,
} from 'cockatiel';
import { LRUCache } from 'lru-cache';
import type { Logger } from 'pino';
import type { DossierProviderSettings } from '../config.ts';
import { type HashedDossier, hashed } from './dossier.ts';
import type { Factor } from './factor.ts';
import { mapDossier, type ProviderMapping } from './provider-mapping.ts';

export interface DossierProvider {
  /** Null for a code it does not know. Rejects when it does not answer, or nothing that can be read. */
  find(code: string): Promise<Found | null>;
}

export interface Found {
  dossier: HashedDossier;
  /** When the provider said so. */
  asOf: Date;
}

const FAILURES_IN_A_ROW = 3;
const REST_MS = 30_000;
const MOST_BYTES = 1024 * 1024;
const MOST_CACHED = 5_000;

export function createDossierProvider({
  settings,
  mapping,
  factor,
  logger,
  now,
  restMs = REST_MS,
}: {
  settings: DossierProviderSettings;
  mapping: ProviderMapping;
  factor: Factor;
  logger: Logger;
  now: () => Date;
  /** How long it is left alone after several failures in a row. */
  restMs?: number;
}): DossierProvider {
  const { urlTemplate, headers, timeoutMs, cacheSeconds } = settings;
  const breaker = circuitBreaker(handleAll, {
    halfOpenAfter: restMs,
    breaker: new ConsecutiveBreaker(FAILURES_IN_A_ROW),
  });
  const policy = wrap(breaker, timeout(timeoutMs, TimeoutStrategy.Aggressive));
  // That a code is unknown is remembered like a dossier, so that a second try takes as long for either.
  const cache =
    cacheSeconds === 0
      ? null
      : new LRUCache<string, { found: Found | null }>({ max: MOST_CACHED, ttl: cacheSeconds * 1000 });

  breaker.onStateChange((state) => {
    if (state === CircuitState.Open)
      logger.warn({ restMs }, 'the dossier provider keeps failing: left alone');
    if (state === CircuitState.Closed) logger.info('the dossier provider answers again');
  });

  async function ask(code: string, signal: AbortSignal): Promise<Found | null> {
    const url = urlTemplate.replaceAll('{code}', encodeURIComponent(code));
    // A redirect would carry the headers to wherever it leads.
    const response = await fetch(url, { headers, signal, redirect: 'error' });
    if (response.status === 404) {
      await response.body?.cancel();
      return null;
    }
    if (!response.ok) {
      await response.body?.cancel();
      throw new Error(`The dossier provider answered with status ${response.status}`);
    }
    const dossier = mapDossier(JSON.parse(await shortText(response)), code, mapping);
    return dossier === null ? null : { dossier: hashed(dossier, factor), asOf: now() };
  }

  return {
    async find(code) {
      const cached = cache?.get(code);
      if (cached) return cached.found;
      const found = await policy.execute(({ signal }) => ask(code, signal));
      cache?.set(code, { found });
      return found;
    },
  };
}

async function shortText(response: Response): Promise<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let text = '';
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.length;
    if (bytes > MOST_BYTES) throw new Error('The dossier provider answered with more than a dossier');
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}
