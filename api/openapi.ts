// The description of the staff's interface, OpenAPI 3.1, made from the very schemas that read and write it.

import { z } from 'zod';
import { PROBLEMS } from './problems.ts';
import { type Route, route } from './route.ts';

type Json = Record<string, unknown>;

const PROBLEM = z.object({
  type: z.enum(Object.keys(PROBLEMS).map((kind) => `urn:problem:${kind}`)),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  /** Names the request in the log. */
  instance: z.string(),
  errors: z.array(z.object({ field: z.string(), message: z.string() })).optional(),
});

const DOCUMENT = z.looseObject({ openapi: z.literal('3.1.0') });

/** The routes and, at the end, the one that describes them all. */
export function withDescription(routes: readonly Route[]): Route[] {
  const all: Route[] = [
    ...routes,
    route({
      method: 'get',
      path: '/api/openapi.json',
      roles: 'everybody',
      summary: 'Mô tả giao diện này theo OpenAPI 3.1.',
      output: DOCUMENT,
      handle: async () => document,
    }),
  ];
  const document: z.input<typeof DOCUMENT> = { openapi: '3.1.0', ...describe(all) };
  return all;
}

function describe(routes: readonly Route[]): Json {
  const paths: Record<string, Json> = {};
  for (const one of routes) {
    const path = one.path.replace(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [one.method]: operationOf(one) };
  }
  return {
    info: {
      title: 'Giao diện làm việc của cán bộ, Trung tâm Phục vụ hành chính công Quảng Ngãi',
      version: '1',
      description:
        'Đăng nhập bằng POST /api/session; mọi yêu cầu không phải GET gửi kèm X-CSRF-Token. Lỗi là tài liệu application/problem+json.',
    },
    paths,
    components: {
      schemas: { Problem: schemaOf(PROBLEM, 'input') },
      responses: {
        Problem: {
          description: 'Yêu cầu bị từ chối; type cho biết vì sao.',
          content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
        },
      },
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: 'session' },
        csrf: { type: 'apiKey', in: 'header', name: 'X-CSRF-Token' },
        program: { type: 'http', scheme: 'bearer' },
      },
    },
  };
}

function operationOf(one: Route): Json {
  const { method, path, roles, summary, params, query, body, takes } = one;
  const refused = { $ref: '#/components/responses/Problem' };
  const session = { session: [], ...(method !== 'get' && { csrf: [] }) };
  return {
    operationId: [method, ...(path.match(/\w+/g) ?? []).slice(1)].join('_'),
    summary,
    security: roles === 'everybody' ? [] : [session, { program: [] }],
    'x-roles': roles,
    ...((params || query) && {
      parameters: [...parametersOf(params, 'path'), ...parametersOf(query, 'query')],
    }),
    ...(body && {
      requestBody: { required: true, content: { 'application/json': { schema: schemaOf(body, 'input') } } },
    }),
    ...(takes && { requestBody: { required: true, content: { [takes]: {} } } }),
    responses: { ...successesOf(one), '4XX': refused, '5XX': refused },
  };
}

function successesOf({ output, media, status, otherStatuses = [], summary }: Route): Json {
  const type = output === undefined ? media : 'application/json';
  const schema = output && schemaOf(output, 'output');
  const success = {
    description: summary,
    ...(type !== undefined && { content: { [type]: schema === undefined ? {} : { schema } } }),
  };
  const usual = status ?? (type === undefined ? 204 : 200);
  return Object.fromEntries([usual, ...otherStatuses].map((one) => [one, success]));
}

function parametersOf(schema: z.ZodType | undefined, place: 'path' | 'query'): Json[] {
  if (schema === undefined) return [];
  const { properties = {}, required = [] } = schemaOf(schema, 'input') as {
    properties?: Record<string, Json>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema: property,
  }));
}

/** `io`: what is sent, or what comes of it. */
function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema, ...plain } = z.toJSONSchema(schema, { io });
  return plain;
}
