// What instrumented code asks at each mutant: is it on? It also notes which were asked for, and ends a loop that a mutant
// made endless, since such a loop asks too.

declare global {
  var $m: (id: number) => boolean;
}

/** Asked for while modules were loaded, and while a test ran. */
export type Phase = 'LOAD' | 'RUN';

export class Overdue extends Error {}

let active = 0;
let deadline = Number.POSITIVE_INFINITY;
let asked = 0;
const hits = new Uint8Array(100_000);

globalThis.$m = (id) => {
  hits[id] = 1;
  if ((++asked & 0xffff) === 0 && performance.now() > deadline) throw new Overdue('the mutant runs too long');
  return id === active;
};

export function turnOn(id: number, forMs: number): void {
  active = id;
  deadline = performance.now() + forMs;
}

export function turnOff(): void {
  active = 0;
  deadline = Number.POSITIVE_INFINITY;
}

/** Which were asked for since the last time. */
export function takeHits(): number[] {
  const taken: number[] = [];
  for (let id = hits.indexOf(1); id >= 0; id = hits.indexOf(1, id)) {
    taken.push(id);
    hits[id] = 0;
  }
  return taken;
}
