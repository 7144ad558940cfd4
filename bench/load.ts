// A process of its own that imports the UN set as `on-record import --set` does, so that its time and memory are the
// import's alone. Prints one line of JSON. Usage: node bench/load.ts FILE [ROLL-CALLS]

import { importRows } from '../server/services/transfer/import.ts';
import { unGeneralAssembly } from '../server/services/un-general-assembly.ts';
import { openStore } from '../server/store/open.ts';

const [path = '', limit] = process.argv.slice(2);
const store = await openStore({ kind: 'sqlite', path });
let claims = 0;

function* rows() {
  let line = 0;
  for (const value of unGeneralAssembly(limit === undefined ? {} : { limit: Number(limit) })) {
    if (value.record === 'claim') claims++;
    yield { file: 'un-general-assembly', line: ++line, value, fault: null, length: 700 };
  }
}

const from = performance.now();
await importRows(store, rows(), {
  author: 'bench',
  time: new Date().toISOString(),
  name: 'un-general-assembly',
  reason: null,
  keepStatus: true,
  dryRun: false,
});
const seconds = (performance.now() - from) / 1000;
await store.close();
console.log(JSON.stringify({ claims, seconds, megabytes: process.resourceUsage().maxRSS / 1024 }));
