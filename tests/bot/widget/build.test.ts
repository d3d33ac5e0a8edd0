// The built script: its budget, that it brings no page's policy into trouble, and how it is served.

import { once } from 'node:events';
import { request as httpRequest, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import express from 'express';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type BuiltWidget, buildWidget } from '../../../bot/widget/build.ts';
import { createWidgetRouter } from '../../../bot/widget/serve.ts';

/** All that a visitor downloads for the widget. */
const BUDGET_GZIP_BYTES = 21_000;

let widget: BuiltWidget;
let server: Server;

beforeAll(async () => {
  widget = await buildWidget();
  server = express().use(createWidgetRouter({ widget })).listen(0, '127.0.0.1');
  await once(server, 'listening');
});

afterAll(() => {
  server.close();
});

/** A request without fetch's own unpacking. */
async function get(headers: Record<string, string>): Promise<IncomingMessage & { body: Buffer }> {
  const { port } = server.address() as AddressInfo;
  const response = await new Promise<IncomingMessage>((resolve) => {
    httpRequest({ port, path: '/widget.js', headers }, resolve).end();
  });
  const body = Buffer.concat(await response.toArray());
  return Object.assign(response, { body });
}

describe('the widget script', () => {
  it('stays within its budget', () => {
    expect(widget.bytes.gzip).toBe(widget.gzip.length);
    expect(widget.bytes.gzip).toBeLessThan(BUDGET_GZIP_BYTES);
  });

  it('runs under a policy without eval and never reads HTML from text', () => {
    const js = widget.js.toString();
    expect(js).toContain('Trợ lý thủ tục hành chính');
    expect(js).not.toMatch(/\beval\(|new Function\(|insertAdjacentHTML|document\.write/);
  });

  it.each([
    ['br', (body: Buffer) => brotliDecompressSync(body)],
    ['gzip', (body: Buffer) => gunzipSync(body)],
    ['identity', (body: Buffer) => body],
  ])('is served as %s to who accepts that', async (encoding, unpack) => {
    const response = await get({ 'accept-encoding': encoding });
    expect(response.statusCode).toBe(200);
    expect(response.headers['content-encoding']).toBe(encoding === 'identity' ? undefined : encoding);
    expect(response.headers.vary).toBe('Accept-Encoding');
    expect(response.headers['cross-origin-resource-policy']).toBe('cross-origin');
    expect(unpack(response.body).equals(widget.js)).toBe(true);
  });

  it('is not sent again to who has it', async () => {
    const first = await get({ 'accept-encoding': 'br' });
    const again = await get({ 'accept-encoding': 'br', 'if-none-match': first.headers.etag! });
    expect(again.statusCode).toBe(304);
    expect(again.body).toHaveLength(0);
    const other = await get({ 'accept-encoding': 'gzip', 'if-none-match': first.headers.etag! });
    expect(other.statusCode).toBe(200);
  });
});
