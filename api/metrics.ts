// What Prometheus reads: requests, turns, search, the outbound queue, the catalogue, and the process itself.

import type { RequestHandler } from 'express';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

export type Metrics = ReturnType<typeof createMetrics>;

/** One registry for one running app. Durations are in seconds. */
export function createMetrics() {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  return {
    registry,
    requestSeconds: new Histogram({
      name: 'http_request_duration_seconds',
      help: 'Duration of HTTP requests by route template',
      labelNames: ['method', 'route', 'status'],
      buckets: SECONDS,
      registers,
    }),
    turns: new Counter({
      name: 'turns_total',
      help: 'Turns of conversations by intent and outcome',
      labelNames: ['intent', 'outcome'],
      registers,
    }),
    turnSeconds: new Histogram({
      name: 'turn_duration_seconds',
      help: 'Duration of a turn from taking the message to committing the replies',
      buckets: SECONDS,
      registers,
    }),
    searchSeconds: new Histogram({
      name: 'search_duration_seconds',
      help: 'Duration of one search in the catalogue',
      buckets: [0.0005, 0.001, 0.0025, ...SECONDS],
      registers,
    }),
    modelTurns: new Counter({
      name: 'model_turns_total',
      help: 'Questions to the language model by purpose, mode, what became of its answer and why',
      labelNames: ['purpose', 'outcome', 'reason', 'mode'],
      registers,
    }),
    modelTokens: new Counter({
      name: 'model_tokens_total',
      help: 'Tokens that the language model read and wrote',
      labelNames: ['direction'],
      registers,
    }),
    modelSeconds: new Histogram({
      name: 'model_turn_duration_seconds',
      help: 'Duration of one question to the language model',
      buckets: SECONDS,
      registers,
    }),
    webhooks: new Counter({
      name: 'webhooks_total',
      help: 'Events of Zalo by what came of them, kind of news and signature variant',
      labelNames: ['kind', 'news', 'variant'],
      registers,
    }),
    plainInstead: new Counter({
      name: 'zalo_plain_instead_total',
      help: 'Messages that Zalo refused with buttons or a form, and got in plain words, by its code',
      labelNames: ['kind', 'code'],
      registers,
    }),
    outboundQueued: new Gauge({
      name: 'outbound_queued',
      help: 'Replies that wait for delivery',
      registers,
    }),
    embedderUp: new Gauge({
      name: 'embedder_up',
      help: 'Whether the configured embedding endpoint answers; 0 without one',
      registers,
    }),
    documentsEmbedded: new Gauge({
      name: 'documents_embedded',
      help: 'Documents that the configured endpoint has embedded',
      registers,
    }),
    documentsToEmbed: new Gauge({
      name: 'documents_to_embed',
      help: 'Documents that it has yet to embed',
      registers,
    }),
    catalogueProcedures: new Gauge({
      name: 'catalogue_procedures',
      help: 'Current procedures in the catalogue',
      registers,
    }),
  };
}

/** `GET /metrics` in the Prometheus text format. */
export function showMetrics({ registry }: Pick<Metrics, 'registry'>): RequestHandler {
  return async (_request, response) => {
    response.type(registry.contentType).send(await registry.metrics());
  };
}
