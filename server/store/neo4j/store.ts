// The store for several servers over one Neo4j. Refuses to open until it answers as the embedded store does.

import { OnRecordError } from '../../domain/errors.ts';
import type { Store } from '../store.ts';

export interface Neo4jAddress {
  url: string;
  user: string;
  password: string;
  database: string;
}

export async function openNeo4j(_address: Neo4jAddress): Promise<Store> {
  throw new OnRecordError('UNAVAILABLE', 'the Neo4j store is not part of this release yet; use sqlite:');
}
