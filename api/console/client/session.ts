// Who is signed in, and what that person may see.

import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import { type Client, Refusal, SIGNED_OUT } from './client.ts';
import { useClient } from './reading.tsx';
import type { Session } from './shapes.ts';

export const SESSION = '/api/session';

/** Null when nobody is signed in. */
export async function readSession(client: Client): Promise<Session | null> {
  try {
    const session = await client.get<Session>(SESSION);
    client.setToken(session.csrfToken);
    return session;
  } catch (error) {
    if (error instanceof Refusal && SIGNED_OUT.includes(error.kind)) return null;
    throw error;
  }
}

export function useSession(): UseQueryResult<Session | null, Refusal> {
  const client = useClient();
  return useQuery<Session | null, Refusal>({
    queryKey: [SESSION],
    queryFn: () => readSession(client),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** The member of staff at this screen; only screens behind the sign-in ask. */
export function useStaff(): Session['staff'] {
  const { data } = useSession();
  if (!data) throw new Error('nobody is signed in');
  return data.staff;
}
