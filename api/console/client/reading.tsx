// How screens read and change what the server has: the address is the key, and a change refreshes what it touches.
/** @jsxImportSource react */

import {
  keepPreviousData,
  type QueryClient,
  type UseMutationResult,
  type UseQueryResult,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { createContext, type ReactNode, useContext } from 'react';
import type { Client, Refusal } from './client.ts';

const ClientContext = createContext<Client | null>(null);

export function ClientProvider({ client, children }: { client: Client; children: ReactNode }) {
  return <ClientContext value={client}>{children}</ClientContext>;
}

export function useClient(): Client {
  const client = useContext(ClientContext);
  if (client === null) throw new Error('outside of ClientProvider');
  return client;
}

/** Reads `address`, nothing while it is null; what an earlier address gave stays until the new one answers. */
export function useRead<T>(address: string | null): UseQueryResult<T, Refusal> {
  const client = useClient();
  return useQuery<T, Refusal>({
    queryKey: [address],
    queryFn: () => client.get<T>(address!),
    enabled: address !== null,
    placeholderData: keepPreviousData,
  });
}

/** Everything read from an address that begins with `prefix` is asked for again. */
export function refresh(queries: QueryClient, prefix: string): Promise<void> {
  return queries.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[0]).startsWith(prefix) });
}

/** A change by `send`; afterwards, done or refused, what begins with one of `refreshes` is read again. */
export function useChange<Input, Output = unknown>({
  send,
  refreshes,
  onDone,
}: {
  send(client: Client, input: Input): Promise<Output>;
  refreshes: readonly string[];
  onDone?(output: Output, input: Input): void;
}): UseMutationResult<Output, Refusal, Input> {
  const client = useClient();
  const queries = useQueryClient();
  return useMutation<Output, Refusal, Input>({
    mutationFn: (input) => send(client, input),
    onSuccess: onDone,
    // A refusal may have come after half of the work, or because things are no longer as they are shown.
    onSettled() {
      for (const prefix of refreshes) void refresh(queries, prefix);
    },
  });
}
