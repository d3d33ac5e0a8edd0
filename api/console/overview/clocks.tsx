// Which agencies keep their time limits, those most behind first.
/** @jsxImportSource react */

import type { Overview } from '../client/shapes.ts';
import { Mark } from '../parts/mark.tsx';
import { overview as texts } from '../texts/overview.ts';
import { Card } from './card.tsx';

export function Clocks({ clocks }: { clocks: Overview['clocks'] }) {
  const sorted = clocks.toSorted((one, other) => other.overdue - one.overdue || other.onTime - one.onTime);
  return (
    <Card title={texts.clocks}>
      {sorted.length === 0 ? (
        <p className="dim">{texts.nothing}</p>
      ) : (
        <table className="clocks">
          <thead>
            <tr>
              <th scope="col">{texts.agency}</th>
              <th scope="col">{texts.onTime}</th>
              <th scope="col">{texts.overdue}</th>
            </tr>
          </thead>
          <tbody>
            {sorted.map(({ agency, onTime, overdue }) => (
              <tr key={agency}>
                <th scope="row">{agency}</th>
                <td>{onTime.toLocaleString('vi-VN')}</td>
                <td>
                  {overdue > 0 ? (
                    <Mark tone="late" icon="late">
                      {overdue.toLocaleString('vi-VN')}
                    </Mark>
                  ) : (
                    '0'
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Card>
  );
}
