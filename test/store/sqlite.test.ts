// The embedded store against the common suite, and what only it promises.

import { openSqlite } from '../../server/store/sqlite/store.ts';
import { storeConformance } from './conformance.ts';

storeConformance({ name: 'SQLite', open: () => openSqlite({ path: ':memory:' }) });
