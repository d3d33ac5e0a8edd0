// Searching the catalogue; the words are kept in the address.
/** @jsxImportSource react */

import { useSearchParams } from 'wouter';
import { ProcedureSearch } from './procedure-search.tsx';

export function Procedures() {
  const [search, setSearch] = useSearchParams();
  return (
    <ProcedureSearch
      first={search.get('q') ?? ''}
      onSearch={(q) => setSearch(q.trim() === '' ? {} : { q }, { replace: true })}
    />
  );
}
