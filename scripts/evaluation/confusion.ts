// What was taken for what: counts by expected and found label; pure.

export interface Confusion {
  /** In the order of `labels`, those that occur; unknown ones last, sorted. */
  labels: string[];
  count(expected: string, found: string): number;
  /** How often the label was expected. */
  expected(label: string): number;
}

export function confusion(
  labels: readonly string[],
  pairs: readonly { expected: string; found: string }[],
): Confusion {
  const occurring = new Set(pairs.flatMap(({ expected, found }) => [expected, found]));
  const known = labels.filter((label) => occurring.has(label));
  const unknown = [...occurring].filter((label) => !labels.includes(label)).sort();
  return {
    labels: [...known, ...unknown],
    count: (a, b) => pairs.filter(({ expected, found }) => expected === a && found === b).length,
    expected: (label) => pairs.filter(({ expected }) => expected === label).length,
  };
}
