// Which keys do what, and whether they should.
/** @jsxImportSource react */

import { Kbd, Switch, Table } from '@mantine/core';
import { useKeysWanted } from '../parts/keys.ts';
import { Sheet } from '../parts/sheet.tsx';
import { shell } from '../texts/shell.ts';

export function Shortcuts({ onClose }: { onClose(): void }) {
  const [wanted, setWanted] = useKeysWanted();
  return (
    <Sheet title={shell.keys.title} onClose={onClose}>
      <Table verticalSpacing={6}>
        <Table.Tbody>
          {shell.keys.list.map(([keys, does]) => (
            <Table.Tr key={keys}>
              <Table.Th className="keys-cell" scope="row">
                {keys.split(/\s+/).map((key) => (
                  <Kbd key={key} mr={4}>
                    {key}
                  </Kbd>
                ))}
              </Table.Th>
              <Table.Td>{does}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <Switch
        mt="md"
        checked={wanted}
        label={shell.keys.on}
        description={shell.keys.onMore}
        onChange={(event) => setWanted(event.currentTarget.checked)}
      />
    </Sheet>
  );
}
