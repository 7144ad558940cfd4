// The common suite on the newest release of Neo4j.

import { NEWEST } from '../support/neo4j.ts';
import { conformanceOn } from './conformance-on.ts';

await conformanceOn(NEWEST);
