// A catalogue larger than any real one: titles and aliases put together anew from the halves of real ones.

import { askedFor } from '../../knowledge/aliases.ts';
import type { Indexing } from '../../knowledge/import/import-catalogue.ts';
import { importCatalogue } from '../../knowledge/import/import-catalogue.ts';
import type { PreparedIndex } from '../../knowledge/indexing.ts';
import type { Database } from '../../knowledge/ports.ts';
import { officialLink, type Procedure } from '../../knowledge/procedure.ts';

const WRITTEN_AT_ONCE = 5_000;

/** The same for the same number, so that a catalogue of 10,000 is the beginning of one of 100,000. */
export function grownTitle(titles: readonly string[], number: number): string {
  const [first, second] = partners(titles.length, number);
  return [firstHalf(titles[first]!), secondHalf(titles[second]!)].join(' ');
}

/** Brings the catalogue from `from` synthetic procedures to `to`, each with aliases made like its title. */
export async function growCatalogue({
  database,
  indexing,
  real,
  from,
  to,
}: {
  database: Database;
  indexing: Indexing<PreparedIndex>;
  real: readonly Procedure[];
  from: number;
  to: number;
}): Promise<void> {
  const asked = await askedFor(
    database,
    real.map(({ code }) => code),
  );
  const titles = real.map(({ title }) => title);
  const phrases = real.map(({ code }) => asked.get(code)?.phrases ?? []);
  for (let at = from; at < to; at += WRITTEN_AT_ONCE) {
    const numbers = Array.from({ length: Math.min(WRITTEN_AT_ONCE, to - at) }, (_, i) => at + i);
    const aliases = numbers.flatMap((number) => {
      const [first, second] = partners(real.length, number);
      const others = phrases[second]!;
      return phrases[first]!.map((phrase, i) => ({
        code: codeOf(number),
        phrase: [firstHalf(phrase), secondHalf(others[i % others.length] ?? phrase)].join(' '),
      }));
    });
    await database.query(
      `insert into aliases (code, phrase, source)
       select code, phrase, 'shipped' from unnest($1::text[], $2::text[]) as grown (code, phrase) on conflict do nothing`,
      [aliases.map(({ code }) => code), aliases.map(({ phrase }) => phrase)],
    );
    const procedures = numbers.map((number): Procedure => {
      const [first] = partners(real.length, number);
      const code = codeOf(number);
      return {
        ...real[first]!,
        code,
        title: grownTitle(titles, number),
        link: officialLink(code),
        // What is searched is the title and the aliases.
        steps: [],
        paperSets: [],
      };
    });
    await importCatalogue({
      database,
      indexing,
      incoming: { procedures, partial: true, spared: [] },
      about: { source: 'bench', kind: 'import', dataDate: '2026-07', at: new Date() },
      allowRepeal: false,
    });
  }
}

function codeOf(number: number): string {
  return `9.${String(number).padStart(6, '0')}`;
}

/** Two different real procedures for each number; the steps are prime, so pairs repeat late. */
function partners(count: number, number: number): [number, number] {
  const first = (number * 7919) % count;
  const second = (first + 1 + ((number * 104_729 + Math.floor(number / count)) % (count - 1))) % count;
  return [first, second];
}

function firstHalf(text: string): string {
  const words = text.split(' ');
  return words.slice(0, Math.ceil(words.length / 2)).join(' ');
}

function secondHalf(text: string): string {
  const words = text.split(' ');
  return words.slice(Math.ceil(words.length / 2)).join(' ');
}
