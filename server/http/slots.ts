// How many of something may be under way at once, in all and for each address.

export function createSlots({ all, each }: { all: number; each: number }) {
  const taken = new Map<string, number>();
  let inAll = 0;

  /** Gives what to call at the end; null where there is no slot left. This machine itself (no address) is not counted by address. */
  return (address: string | null): (() => void) | null => {
    const mine = address === null ? 0 : (taken.get(address) ?? 0);
    if (inAll >= all || (address !== null && mine >= each)) return null;
    const count = (change: 1 | -1) => {
      inAll += change;
      if (address === null) return;
      const left = (taken.get(address) ?? 0) + change;
      if (left > 0) taken.set(address, left);
      else taken.delete(address);
    };
    count(1);
    return () => count(-1);
  };
}
