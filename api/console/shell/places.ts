// The screens behind the sign-in, who uses them, and where they are.

import type { Role } from '../../route.ts';
import type { IconName } from '../parts/icons.tsx';
import { shell } from '../texts/shell.ts';

export interface Place {
  path: string;
  label: string;
  icon: IconName;
  roles: readonly Role[];
}

const EVERYBODY: readonly Role[] = ['operator', 'officer', 'coordinator', 'administrator'];

export const PLACES: readonly Place[] = [
  { path: '/tickets', label: shell.places.tickets, icon: 'tickets', roles: EVERYBODY },
  { path: '/conversations', label: shell.places.conversations, icon: 'conversations', roles: EVERYBODY },
  {
    path: '/hotline',
    label: shell.places.hotline,
    icon: 'hotline',
    roles: ['operator', 'coordinator', 'administrator'],
  },
  { path: '/knowledge', label: shell.places.knowledge, icon: 'knowledge', roles: EVERYBODY },
  { path: '/overview', label: shell.places.overview, icon: 'overview', roles: EVERYBODY },
  {
    path: '/channels',
    label: shell.places.channels,
    icon: 'channels',
    roles: ['coordinator', 'administrator'],
  },
  { path: '/staff', label: shell.places.staff, icon: 'staff', roles: ['administrator'] },
  { path: '/audit', label: shell.places.audit, icon: 'audit', roles: ['administrator'] },
];

export function mayVisit(role: Role, path: string): boolean {
  return PLACES.find((place) => place.path === path)?.roles.includes(role) ?? true;
}
