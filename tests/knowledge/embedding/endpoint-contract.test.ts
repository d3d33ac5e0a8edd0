// An embedder over an endpoint keeps the promises of every embedder, when the model behind it does.

import { afterAll } from 'vitest';
import { connectEmbeddingEndpoint } from '../../../knowledge/embedding/openai-compatible.ts';
import { startEmbeddingServer } from '../../support/embedding-server.ts';
import { describeEmbedder } from '../embedder-contract.ts';

const server = await startEmbeddingServer();
afterAll(() => server.close());
const embedder = await connectEmbeddingEndpoint({
  baseUrl: server.baseUrl,
  apiKey: null,
  model: 'a-model',
  dimensions: null,
  timeoutMs: 600_000,
  batch: 3,
  questionPrefix: null,
  documentPrefix: null,
});

describeEmbedder('an endpoint', () => embedder);
