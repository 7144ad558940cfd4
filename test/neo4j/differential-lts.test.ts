// All stores against each other, with the long-term support release of Neo4j.

import { LTS } from '../support/neo4j.ts';
import { differentialOn } from './differential-on.ts';

await differentialOn(LTS, 2026_0207);
