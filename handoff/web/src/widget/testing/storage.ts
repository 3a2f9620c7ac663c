/** A browser's storage without a browser. */
export function emptyStorage(): Storage {
  const kept = new Map<string, string>();
  const methods = {
    get length() {
      return kept.size;
    },
    clear: () => {
      kept.clear();
    },
    key: (index: number) => [...kept.keys()][index] ?? null,
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => {
      kept.set(key, value);
    },
    removeItem: (key: string) => {
      kept.delete(key);
    },
  };
  return new Proxy(methods, { ownKeys: () => [...kept.keys()], getOwnPropertyDescriptor: described });
}

function described(): PropertyDescriptor {
  return { enumerable: true, configurable: true };
}
