// What the widget keeps in the visitor's browser, also where the browser keeps nothing.

export interface Storage {
  get(key: string): string | null;
  set(key: string, value: string): void;
  remove(key: string): void;
  keys(): string[];
}

/**
 * A view on `area` (localStorage) under one prefix. Where storage is blocked or full (private
 * windows, strict settings) the values live until the page is left: the chat works, it only forgets.
 */
export function createStorage(area: () => globalThis.Storage, prefix: string): Storage {
  const memory = new Map<string, string>();
  function attempt<T>(run: (area: globalThis.Storage) => T): T | undefined {
    try {
      return run(area());
    } catch {
      return undefined;
    }
  }
  return {
    get: (key) => memory.get(key) ?? attempt((kept) => kept.getItem(prefix + key)) ?? null,
    set(key, value) {
      memory.set(key, value);
      const kept = attempt((store) => {
        store.setItem(prefix + key, value);
        return true;
      });
      // Another tab may change a kept value; the copy must not hide that.
      if (kept) memory.delete(key);
    },
    remove(key) {
      memory.delete(key);
      attempt((kept) => kept.removeItem(prefix + key));
    },
    keys() {
      const kept = attempt((store) => Object.keys(store)) ?? [];
      const own = kept.filter((key) => key.startsWith(prefix)).map((key) => key.slice(prefix.length));
      return [...new Set([...own, ...memory.keys()])];
    },
  };
}
