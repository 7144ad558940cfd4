// A Neo4j server of the pool (neo4j-pool.ts), for as long as a file needs it.

import { inject } from 'vitest';
import type { Neo4jServer } from './neo4j.ts';
import { clearNeo4j } from './neo4j.ts';
import type { Borrowed } from './neo4j-pool.ts';

/** Its database holds no record. `stop` gives it back. */
export async function borrowNeo4j(wanted: string): Promise<Neo4jServer> {
  const pool = inject('neo4jPool');
  const answer = await fetch(`${pool}/borrow/${wanted}`);
  if (!answer.ok) throw new Error(await answer.text());
  const { id, version, address } = (await answer.json()) as Borrowed;
  const clear = () => clearNeo4j(address);
  const stop = async () => {
    // Whoever comes next finds nothing of this one.
    await clear();
    await fetch(`${pool}/return/${wanted}/${id}`);
  };
  return { version, address, clear, stop };
}
