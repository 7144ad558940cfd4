// The common suite on the long-term support release of Neo4j.

import { LTS } from '../support/neo4j.ts';
import { conformanceOn } from './conformance-on.ts';

await conformanceOn(LTS);
