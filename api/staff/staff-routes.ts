// /api/staff: administrators add colleagues, change what they may do, and invite them.

import type { Database } from '../../knowledge/ports.ts';
import { type Route, route, staffOf } from '../route.ts';
import type { Colleagues } from './colleagues.ts';
import { type ListedMember, listStaff } from './staff.ts';
import * as views from './views.ts';

export function staffRoutes({
  database,
  colleagues,
}: {
  database: Database;
  colleagues: Colleagues;
}): Route[] {
  return [
    route({
      method: 'get',
      path: '/api/staff',
      roles: ['officer', 'coordinator', 'administrator'],
      summary: 'Danh sách cán bộ; cán bộ cơ quan chỉ thấy người của cơ quan mình.',
      output: views.Members,
      handle: async ({ caller }) => ({
        staff: (await listStaff(database, staffOf(caller).agencyId)).map(shown),
      }),
    }),
    route({
      method: 'post',
      path: '/api/staff',
      roles: ['administrator'],
      summary: 'Thêm một cán bộ; người đó vào được sau khi nhận đường dẫn mời.',
      body: views.NewMember,
      output: views.Member,
      status: 201,
      handle: async ({ caller, body }) => shown(await colleagues.add(body, staffOf(caller).staffId)),
    }),
    route({
      method: 'patch',
      path: '/api/staff/:id',
      roles: ['administrator'],
      summary: 'Đổi tên, vai trò, cơ quan của một cán bộ, hoặc khóa tài khoản.',
      params: views.IdPath,
      body: views.MemberChange,
      output: views.Member,
      handle: async ({ caller, params, body }) =>
        shown(await colleagues.change(params.id, body, staffOf(caller).staffId)),
    }),
    route({
      method: 'post',
      path: '/api/staff/:id/invitation',
      roles: ['administrator'],
      summary: 'Tạo đường dẫn mời dùng một lần, cũng để đặt lại mật khẩu và mã xác thực.',
      params: views.IdPath,
      output: views.Invitation,
      async handle({ caller, params }) {
        const { url, expiresAt } = await colleagues.invite(params, staffOf(caller).staffId);
        return { url, expiresAt: expiresAt.toISOString() };
      },
    }),
  ];
}

function shown({ createdAt, ...member }: ListedMember) {
  return { ...member, createdAt: createdAt.toISOString() };
}
