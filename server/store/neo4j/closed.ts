// The adapter beside this file is opened by settings once it gives the same answers in every case of its suites.

import { OnRecordError } from '../../domain/errors.ts';

export function refuse(): never {
  throw new OnRecordError('UNAVAILABLE', 'The Neo4j store is not part of this release yet; use STORE_URL=sqlite:…');
}
