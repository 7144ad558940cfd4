// All stores against each other, with the newest release of Neo4j.

import { NEWEST } from '../support/neo4j.ts';
import { differentialOn } from './differential-on.ts';

await differentialOn(NEWEST, 2026_0131);
