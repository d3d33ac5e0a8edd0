// Counts as a table with bars: the numbers are there to be read, the bars to be compared.
/** @jsxImportSource react */

import { Link } from 'wouter';
import { overview as texts } from '../texts/overview.ts';
import { Card } from './card.tsx';

export function Bars({
  title,
  head,
  rows,
  nothing = texts.nothing,
}: {
  title: string;
  head: string;
  rows: readonly { name: string; href?: string; count: number }[];
  nothing?: string;
}) {
  const most = Math.max(1, ...rows.map(({ count }) => count));
  return (
    <Card title={title}>
      {rows.length === 0 ? (
        <p className="dim">{nothing}</p>
      ) : (
        <table className="bars">
          <thead className="hidden">
            <tr>
              <th scope="col">{head}</th>
              <th scope="col">{texts.count}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ name, href, count }) => (
              <tr key={href ?? name}>
                <th scope="row">
                  {href ? (
                    <Link href={href} title={name}>
                      {name}
                    </Link>
                  ) : (
                    name
                  )}
                </th>
                <td>
                  <span className="bar" style={{ width: `${(count / most) * 100}%` }} aria-hidden="true" />
                  <span className="bar-count">{count.toLocaleString('vi-VN')}</span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Card>
  );
}
