import type { Connection } from './connection.ts';
export function backup(_connection: Connection, _path: string): void {
  throw new Error('not yet');
}
export function verify(_connection: Connection, _step: number, _cursor: number): never {
  throw new Error('not yet');
}
export async function verifySteps(
  _run: (step: number, cursor: number) => Promise<never>,
  _problems: string[],
  _progress: unknown,
): Promise<void> {
  throw new Error('not yet');
}
