// The embedder over an endpoint, against a server that speaks the protocol and fails in every way that real ones do.

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { EmbeddingEndpoint } from '../../../knowledge/embedding/embedding-endpoint.ts';
import { EmbeddingFailed } from '../../../knowledge/embedding/embedding-failed.ts';
import { maskDigits } from '../../../knowledge/embedding/mask-digits.ts';
import { connectEmbeddingEndpoint } from '../../../knowledge/embedding/openai-compatible.ts';
import { type EmbeddingServer, startEmbeddingServer } from '../../support/embedding-server.ts';

let server: EmbeddingServer;
let waits: number[];
beforeEach(async () => {
  server = await startEmbeddingServer();
  waits = [];
});
afterEach(() => server.close());

function connect(differing: Partial<EmbeddingEndpoint> = {}) {
  const endpoint: EmbeddingEndpoint = {
    baseUrl: server.baseUrl,
    apiKey: null,
    model: 'a-model',
    dimensions: null,
    timeoutMs: 10_000,
    batch: 8,
    questionPrefix: null,
    documentPrefix: null,
    ...differing,
  };
  return connectEmbeddingEndpoint(endpoint, { wait: async (ms) => void waits.push(ms) });
}

const texts = Array.from({ length: 20 }, (_, n) => `thủ tục số ${n} về đất đai`);

function cosine(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, value, at) => sum + value * b[at]!, 0);
}

describe('an endpoint that works', () => {
  it('gives one vector of length 1 a text, in order, whatever the batch', async () => {
    const one = await connect({ batch: 1 });
    const many = await connect({ batch: 8 });
    expect(many.dimensions).toBe(384);
    server.requests.length = 0;
    const vectors = await many.embed(texts);
    expect(server.requests.map(({ input }) => input.length)).toEqual([8, 8, 4]);
    expect(vectors).toHaveLength(20);
    for (const vector of vectors) expect(Math.hypot(...vector)).toBeCloseTo(1, 5);
    const singly = await one.embed(texts);
    vectors.forEach((vector, at) => void expect(cosine(vector, singly[at]!)).toBeCloseTo(1, 5));
    expect(cosine(vectors[0]!, vectors[1]!)).toBeLessThan(0.999);
    expect(await many.embed([])).toEqual([]);
  });

  it('is asked for numbers, and understood when it sends base64 or another order all the same', async () => {
    const embedder = await connect();
    const expected = await embedder.embed(texts);
    for (const behaviour of ['always base64', 'wrong order'] as const) {
      server.behave(behaviour);
      const vectors = await embedder.embed(texts);
      vectors.forEach((vector, at) => void expect(cosine(vector, expected[at]!)).toBeCloseTo(1, 4));
    }
    expect(server.requests.every((request) => request.encoding_format === 'float')).toBe(true);
  });

  it('gets the key where there is one, and the prefixes of its model', async () => {
    const embedder = await connect({ apiKey: 'key-1', questionPrefix: 'query:', documentPrefix: 'passage:' });
    await embedder.embed(['khai sinh'], { as: 'question' });
    await embedder.embed(['Đăng ký khai sinh']);
    expect(server.requests.map(({ input }) => input[0]).slice(1)).toEqual([
      'query: khai sinh',
      'passage: Đăng ký khai sinh',
    ]);
    expect(server.requests[0]!.authorization).toBe('Bearer key-1');
    expect(embedder.name).not.toBe((await connect()).name);
    expect(embedder.name).not.toContain('key-1');
  });

  it('hears no number that can name a person', async () => {
    const embedder = await connect();
    await embedder.embed(
      ['số 0912 345 678 và 051085001234 hỏi về 118/2025/NĐ-CP, phí 75.000 đồng năm 2026'],
      {
        as: 'question',
      },
    );
    expect(server.requests.at(-1)!.input).toEqual([
      'số số và số hỏi về 118/2025/NĐ-CP, phí 75.000 đồng năm 2026',
    ]);
  });

  it('is asked for fewer dimensions only when its model gives another number unasked', async () => {
    expect((await connect({ dimensions: 384 })).dimensions).toBe(384);
    expect(server.requests.some(({ dimensions }) => dimensions !== undefined)).toBe(false);
    await server.close();
    server = await startEmbeddingServer({ dimensions: 1024, matryoshka: true });
    const embedder = await connect({ dimensions: 256 });
    expect(await embedder.embed(['đất'])).toMatchObject([{ length: 256 }]);
    expect(embedder.name).toContain('256');
  });

  it('gets a text that it refuses as too long in half, and the others of its batch whole', async () => {
    await server.close();
    server = await startEmbeddingServer({ longest: 500 });
    const embedder = await connect({ batch: 4 });
    const long = 'đăng ký khai sinh '.repeat(100);
    const [first, cut, last] = await embedder.embed(['khai tử', long, 'kết hôn']);
    expect(cosine(first!, (await embedder.embed(['khai tử']))[0]!)).toBeCloseTo(1, 5);
    expect(cosine(last!, (await embedder.embed(['kết hôn']))[0]!)).toBeCloseTo(1, 5);
    expect(cosine(cut!, (await embedder.embed(['đăng ký khai sinh '.repeat(20)]))[0]!)).toBeGreaterThan(0.95);
  });
});

describe('an endpoint that does not', () => {
  const FAULTS = [
    ['hang', /did not answer within 300 ms/],
    ['stall', /did not answer within 300 ms/],
    ['half a body', /could not be reached or broke off/],
    ['wrong dimension', /vectors of 383 dimensions instead of 384/],
    ['missing index', /it lacks index 0 of 1/],
    ['index twice', /it holds index 0 twice/],
    ['not a number', /no list of numbers/],
    ['no JSON', /could not be reached or broke off: SyntaxError|sent what cannot be used/],
    ['another shape', /no list of embeddings/],
    [{ status: 500 }, /answered 500/],
    [{ status: 429, retryAfter: '120' }, /answered 429/],
    [{ status: 401 }, /answered 401/],
  ] as const;

  it.each(FAULTS)('%j: a question is tried once and the fault is told', async (behaviour, message) => {
    const embedder = await connect({ timeoutMs: 300 });
    server.requests.length = 0;
    server.behave(behaviour);
    const failure = await embedder.embed(['câu hỏi kín'], { as: 'question' }).catch((error) => error);
    expect(failure).toBeInstanceOf(EmbeddingFailed);
    expect(failure.message).toMatch(message);
    expect(JSON.stringify([failure.message, failure.stack])).not.toContain('kín');
    expect(server.requests).toHaveLength(1);
    expect(waits).toEqual([]);
  });

  it.each([
    [{ status: 503 }, [500, 1000]],
    [{ status: 429, retryAfter: '2' }, [2000, 2000]],
    [{ status: 429, retryAfter: '120' }, [10_000, 10_000]],
    ['half a body', [500, 1000]],
  ] as const)(
    '%j: documents are tried three times with growing, bounded pauses',
    async (behaviour, pauses) => {
      const embedder = await connect();
      server.requests.length = 0;
      server.behave(behaviour);
      await expect(embedder.embed(['đất'])).rejects.toThrow(EmbeddingFailed);
      expect(server.requests).toHaveLength(3);
      expect(waits).toEqual(pauses);
    },
  );

  it('is tried once where a second time cannot help', async () => {
    const embedder = await connect();
    server.requests.length = 0;
    server.behave({ status: 401 });
    await expect(embedder.embed(['đất'])).rejects.toThrow('answered 401');
    expect(server.requests).toHaveLength(1);
  });

  it('gives documents when it comes back between two tries', async () => {
    const embedder = await connect();
    let asked = 0;
    server.behave(() => (++asked === 1 ? { status: 429, retryAfter: '1' } : 'answer'));
    expect(await embedder.embed(['đất'])).toHaveLength(1);
    expect(waits).toEqual([1000]);
  });

  it('is left alone as soon as nobody wants the answer', async () => {
    const embedder = await connect();
    server.behave('hang');
    const stop = new AbortController();
    const pending = embedder.embed(['đất'], { signal: stop.signal });
    stop.abort(new Error('no longer wanted'));
    await expect(pending).rejects.toThrow('no longer wanted');
  });

  it('cannot be connected to with a dimension that it does not have, nor when nobody is there', async () => {
    await expect(connect({ dimensions: 256 })).rejects.toThrow(
      'Expected vectors of 256 dimensions from the endpoint, got 384',
    );
    const gone = await startEmbeddingServer();
    await gone.close();
    await expect(connect({ baseUrl: gone.baseUrl })).rejects.toThrow('ECONNREFUSED');
  });
});

describe('long numbers', () => {
  it.each([
    ['0912345678', 'số'],
    ['0912.345.678', 'số'],
    ['+84 912 345 678', '+số'],
    ['051085001234', 'số'],
    ['H49.32-250715-0001', 'Hsố'],
    ['năm 2026', 'năm 2026'],
    ['1.001193', '1.001193'],
    ['2.001.234 đồng', '2.001.234 đồng'],
    ['60/2014/QH13', '60/2014/QH13'],
  ])('%s → %s', (text, masked) => {
    expect(maskDigits(text)).toBe(masked);
  });
});
