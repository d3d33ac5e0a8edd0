// The figures of a plot as a table, folded away until somebody wants them.
/** @jsxImportSource react */

import { overview as texts } from '../texts/overview.ts';

export function TableInstead({
  caption,
  head,
  rows,
}: {
  caption: string;
  head: readonly string[];
  rows: readonly (readonly (string | number)[])[];
}) {
  return (
    <details className="table-instead">
      <summary>{texts.asTable}</summary>
      <table>
        <caption className="hidden">{caption}</caption>
        <thead>
          <tr>
            {head.map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([name, ...figures]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              {figures.map((figure, column) => (
                <td key={head[column + 1]}>{figure.toLocaleString('vi-VN')}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
