import type { Hit, SearchQuery } from '../store.ts';
import type { Connection } from './connection.ts';
export function search(_connection: Connection, _query: SearchQuery): { hits: Hit[]; more: boolean } {
  throw new Error('not yet');
}
