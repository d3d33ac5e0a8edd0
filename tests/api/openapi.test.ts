// The description of the interface: every route is in it, and what the running server answers is what it says.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type App, createApp } from '../../api/app.ts';
import { readConfig } from '../../api/config.ts';
import type { OpenDatabase } from '../../api/database/connect.ts';
import { freshDatabase } from '../support/databases.ts';
import { codeOf, PASSWORD, post, type StaffBrowser, takeInvitation, tokenOf } from '../support/staff.ts';

type Operation = {
  summary: string;
  operationId: string;
  security: object[];
  parameters?: { name: string; in: string; required: boolean; schema: object }[];
  requestBody?: { content: Record<string, { schema?: object }> };
  responses: Record<string, { content?: Record<string, { schema?: object }> }>;
};
type Document = {
  openapi: string;
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: { Problem: object } };
};

const API = join(import.meta.dirname, '../../api');
const ajv = new Ajv2020({ strict: true, allErrors: true });
addFormats.default(ajv);

let database: OpenDatabase;
let app: App;
let admin: StaffBrowser;
let link: string;
let document: Document;
let operations: { method: string; path: string; operation: Operation }[];

beforeAll(async () => {
  database = await freshDatabase('embedded');
  app = await createApp(readConfig({ PORT: '0', REQUESTS_PER_MINUTE_PER_ADDRESS: '10000' }), {
    database,
    logger: pino({ level: 'silent' }),
  });
  link = (await app.ready).firstInvitation!;
  admin = await takeInvitation({ url: app.url, link, now: () => new Date() });
  document = await admin.read('/api/openapi.json');
  operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ method, path, operation })),
  );
});
afterAll(async () => {
  await app.close();
  await database.close();
});

function problemSchema(): ValidateFunction {
  return ajv.compile(document.components.schemas.Problem);
}

/** Holds one real answer to what the document says of it. */
async function expectAsDescribed(method: string, template: string, response: Response): Promise<void> {
  const operation = document.paths[template]?.[method.toLowerCase()];
  expect(operation, `${method} ${template}`).toBeDefined();
  if (response.status >= 400) {
    const validate = problemSchema();
    expect(validate(await response.json()), JSON.stringify(validate.errors)).toBe(true);
    return;
  }
  const described = operation!.responses[response.status];
  expect(described, `${method} ${template} ${response.status}`).toBeDefined();
  const schema = described!.content?.['application/json']?.schema;
  const text = await response.text();
  if (schema === undefined) expect(text).toBe('');
  else {
    const validate = ajv.compile(schema);
    expect(validate(JSON.parse(text)), `${method} ${template} ${JSON.stringify(validate.errors)}`).toBe(true);
  }
}

describe('the description', () => {
  it('has every route that stands anywhere in api/', () => {
    const written = readdirSync(API, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts') && !name.startsWith('console'))
      .flatMap((name) => [
        ...readFileSync(join(API, name), 'utf8').matchAll(/^\s+path: '(\/api\/[^']*)',$/gm),
      ])
      .map(([, path = '']) => path.replace(/:(\w+)/g, '{$1}'));
    expect(written.length).toBeGreaterThan(10);
    // Routes that differ only in their last word are written as one.
    expect(Object.keys(document.paths)).toEqual(expect.arrayContaining([...new Set(written)]));
  });

  it('leads to routes that exist, and says who needs no sign-in', async () => {
    expect(operations.length).toBeGreaterThan(15);
    for (const { method, path, operation } of operations) {
      const response = await fetch(app.url + path.replace(/\{\w+\}/g, '1'), { method: method.toUpperCase() });
      const { type } = (await response.json()) as { type?: string };
      if (operation.security.length > 0)
        expect(type, `${method} ${path}`).toBe('urn:problem:unauthenticated');
      else expect(type, `${method} ${path}`).not.toBe('urn:problem:not_found');
    }
  });

  it('names every operation once, in Vietnamese, with parameters as in the path and schemas that hold', () => {
    expect(document.openapi).toBe('3.1.0');
    const names = operations.map(({ operation }) => operation.operationId);
    expect(new Set(names).size).toBe(names.length);
    for (const { path, operation } of operations) {
      expect(operation.summary).toMatch(/^\p{Lu}.*\.$/u);
      const inPath = operation.parameters?.filter((one) => one.in === 'path').map(({ name }) => name) ?? [];
      expect(inPath).toEqual([...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name));
      for (const { schema } of operation.parameters ?? []) ajv.compile(schema);
      for (const { schema } of Object.values(operation.requestBody?.content ?? {}))
        if (schema !== undefined) ajv.compile(schema);
    }
  });
});

describe('real answers', () => {
  it('to an administrator are as described', async () => {
    const staff = { username: 'hoa', name: 'Hoa', role: 'officer', agencyId: 'so-y-te' };
    const added = await admin.call('POST', '/api/staff', staff);
    const { id } = (await added.clone().json()) as { id: string };
    await expectAsDescribed('POST', '/api/staff', added);
    const missing = await admin.call('POST', '/api/gaps/1/resolve', { code: '1.000894' });
    await expectAsDescribed('POST', '/api/gaps/{id}/resolve', missing);
    const alias = { code: '1.000894', phrase: 'rước nàng về dinh' };
    for (const [method, path, template = path, body] of [
      ['GET', '/api/session'],
      ['GET', '/api/session/list'],
      ['DELETE', '/api/session/list/99', '/api/session/list/{id}'],
      ['GET', '/api/staff'],
      ['PATCH', `/api/staff/${id}`, '/api/staff/{id}', { name: 'Hoa Mai' }],
      ['PATCH', `/api/staff/${id}`, '/api/staff/{id}', { name: 5 }],
      ['POST', `/api/staff/${id}/invitation`, '/api/staff/{id}/invitation'],
      ['GET', '/api/agencies'],
      ['POST', '/api/agencies', '/api/agencies', { id: 'xa-a', name: 'UBND xã A', kind: 'commune' }],
      ['PATCH', '/api/agencies/xa-a', '/api/agencies/{id}', { phrases: ['xã A'] }],
      ['GET', '/api/audit'],
      ['GET', '/api/audit?limit=0', '/api/audit'],
      ['GET', '/api/gaps'],
      ['POST', '/api/aliases', '/api/aliases', alias],
      ['POST', '/api/aliases', '/api/aliases', alias],
      ['GET', '/api/procedures?q=k%E1%BA%BFt%20h%C3%B4n', '/api/procedures'],
      ['DELETE', '/api/aliases', '/api/aliases', alias],
      ['DELETE', '/api/aliases', '/api/aliases', alias],
      ['GET', '/api/openapi.json'],
    ] as const)
      await expectAsDescribed(method, template, await admin.call(method, path, body));
  });

  it('to a newcomer are as described, from the link to signing out', async () => {
    const { staff } = await admin.read<{ staff: { id: string; username: string }[] }>('/api/staff');
    const { id } = staff.find(({ username }) => username === 'hoa')!;
    const invited = await admin.call('POST', `/api/staff/${id}/invitation`);
    const token = tokenOf(((await invited.json()) as { url: string }).url);
    const taken = await post(app.url, '/api/session/invitation', { token, password: PASSWORD });
    const { otpauthUrl } = (await taken.clone().json()) as { otpauthUrl: string };
    await expectAsDescribed('POST', '/api/session/invitation', taken);
    const body = { token, code: codeOf(otpauthUrl, new Date()) };
    const confirmed = await post(app.url, '/api/session/second-factor', body);
    await expectAsDescribed('POST', '/api/session/second-factor', confirmed);
    const refused = await post(app.url, '/api/session', { username: 'hoa', password: PASSWORD });
    await expectAsDescribed('POST', '/api/session', refused);
    const again = {
      username: 'hoa',
      password: PASSWORD,
      code: codeOf(otpauthUrl, new Date(Date.now() + 30_000)),
    };
    await expectAsDescribed('POST', '/api/session', await post(app.url, '/api/session', again));
    await expectAsDescribed('DELETE', '/api/session', await admin.call('DELETE', '/api/session'));
  });
});
