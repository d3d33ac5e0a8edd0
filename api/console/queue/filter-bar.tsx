// Narrowing the queue: words, status, category, agency, channel, order.
/** @jsxImportSource react */

import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { type RefObject, useEffect, useState } from 'react';
import type { Agency } from '../client/shapes.ts';
import { Icon } from '../parts/icons.tsx';
import { queue } from '../texts/queue.ts';
import { channelWord, words } from '../texts/words.ts';
import type { FilterName, Filters } from './filters.ts';

const TYPING_MS = 300;
const CHANNELS = ['direct-line', 'zalo-oa', 'zalo-bot', 'zalo-personal', 'phone'].map((value) => ({
  value,
  label: channelWord(value),
}));
const options = (table: Readonly<Record<string, string>>) =>
  Object.entries(table).map(([value, label]) => ({ value, label }));

export function FilterBar({
  filters: { chosen, narrowed },
  agencies,
  field,
  onChoose,
  onClear,
}: {
  filters: Filters;
  agencies: readonly Agency[];
  field: RefObject<HTMLInputElement | null>;
  onChoose(name: FilterName, value: string): void;
  onClear(): void;
}) {
  const [typed, setTyped] = useState(chosen.q);
  // On a small screen they would stand between the search and what it finds.
  const [open, setOpen] = useState(narrowed);
  const search = useDebouncedCallback((text: string) => onChoose('q', text.trim()), TYPING_MS);
  useEffect(() => setTyped(chosen.q), [chosen.q]);

  const choices = {
    status: options(words.status),
    category: options(words.category),
    agency: agencies.map(({ id, name }) => ({ value: id, label: name })),
    channel: CHANNELS,
  };
  return (
    <search className="filters" aria-label={queue.filters} data-open={open}>
      <TextInput
        ref={field}
        className="filter-words"
        type="search"
        aria-label={queue.search}
        placeholder={queue.searchPlaceholder}
        leftSection={<Icon name="search" size={18} />}
        value={typed}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          search(event.currentTarget.value);
        }}
      />
      <Button
        className="filters-button"
        variant="default"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        {queue.filters}
      </Button>
      {(['status', 'category', 'agency', 'channel'] as const).map((name) => (
        <NativeSelect
          key={name}
          aria-label={queue[name]}
          value={chosen[name]}
          data={[{ value: '', label: queue.all[name] }, ...choices[name]]}
          onChange={(event) => onChoose(name, event.currentTarget.value)}
        />
      ))}
      <NativeSelect
        aria-label={queue.sort}
        value={chosen.sort || 'due'}
        data={options(queue.sorts)}
        onChange={(event) =>
          onChoose('sort', event.currentTarget.value === 'due' ? '' : event.currentTarget.value)
        }
      />
      {narrowed && (
        <Button variant="subtle" onClick={onClear}>
          {queue.clear}
        </Button>
      )}
    </search>
  );
}
