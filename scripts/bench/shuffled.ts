// A random order, so that no contender always comes after the same other.

/** The same items in an order that `random` (from 0 to below 1) decides. */
export function shuffled<Item>(items: readonly Item[], random: () => number = Math.random): Item[] {
  return items
    .map((item) => ({ item, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);
}
