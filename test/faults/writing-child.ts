// A process that writes without end and tells each id that was acknowledged; the kill test ends it in the middle.

import { writeSync } from 'node:fs';
import { openSqlite } from '../../server/store/sqlite/store.ts';
import { actor, claim, source } from '../fixtures/records.ts';
import { meta, put } from '../support/writing.ts';

const [path = '', round = '0'] = process.argv.slice(2);
const store = await openSqlite({ path });
await store.write(
  meta(),
  [actor(), actor({ id: 'act_b' }), source()].map((record) => put(record)),
);
for (let index = 0; ; index++) {
  // Small writes, and now and then one that takes a while.
  const size = index % 7 === 6 ? 400 : 1;
  const claims = Array.from({ length: size }, (_, part) => claim({ id: `clm_${round}-${index}-${part}` }));
  await store.write(
    meta(),
    claims.map((record) => put(record, 'NEW')),
  );
  // Not console.log: what was acknowledged must have left the process.
  writeSync(1, `${claims.map(({ id }) => id).join('\n')}\n`);
}
