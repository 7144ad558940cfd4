import type { PathQuery } from '../store.ts';
import type { Connection } from './connection.ts';
export function paths(_connection: Connection, _query: PathQuery): string[][] {
  throw new Error('not yet');
}
