// Choosing one of the agencies that take tickets.
/** @jsxImportSource react */

import { NativeSelect } from '@mantine/core';
import { useRead } from '../client/reading.tsx';
import type { Agency } from '../client/shapes.ts';

/** `value` empty: none, shown as `none`. `except` is left out. */
export function AgencySelect({
  label,
  none,
  value,
  except,
  onChange,
}: {
  label: string;
  none: string;
  value: string;
  except?: string | null;
  onChange(id: string): void;
}) {
  const read = useRead<{ agencies: readonly Agency[] }>('/api/agencies');
  const agencies = (read.data?.agencies ?? []).filter(({ id, active }) => active && id !== except);
  return (
    <NativeSelect
      label={label}
      value={value}
      data={[{ value: '', label: none }, ...agencies.map(({ id, name }) => ({ value: id, label: name }))]}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
