import { verify } from '../services/transfer/verify.ts';
import type { Call, Command } from './command.ts';
import { RefusedError } from './command.ts';
import { startProgress } from './progress.ts';
import { STORE_OPTION, withStore } from './with-store.ts';

export const verifyCommand: Command = {
  name: 'verify',
  summary: 'Checks every record, reference, quote and count in the store, and reports what does not hold.',
  operands: '',
  most: 0,
  details: 'It changes nothing, and a server may go on using the store. Exit code 1 says that something does not hold.',
  options: [{ name: 'quiet', help: 'No progress, only the result.' }, STORE_OPTION],
  examples: ['on-record verify'],
  run: runVerify,
};

async function runVerify(call: Call): Promise<void> {
  await withStore(call, async (store) => {
    const progress = call.has('quiet') ? null : startProgress('records');
    const report = await verify(store, (count, share) => progress?.update(count, share));
    progress?.end();
    const quotes = Object.entries(report.quotes)
      .filter(([, count]) => count > 0)
      .map(([state, count]) => `${count} ${state}`)
      .join(', ');
    process.stdout.write(`${report.records} records checked; quotes: ${quotes === '' ? 'none' : quotes}\n`);
    const { length } = report.problems;
    if (length > 0)
      throw new RefusedError(`${length} ${length === 1 ? 'problem' : 'problems'}:\n${report.problems.join('\n')}`);
    process.stdout.write(unsettledText(report.unsettled));
  });
}

/** Nothing is broken, but people have to look: the words of a quote went elsewhere when the text of its source was edited. */
function unsettledText(unsettled: readonly string[]): string {
  if (unsettled.length === 0) return 'all is well\n';
  return `all is sound; quotes to be looked at, and given again where they stand:\n${unsettled.join('\n')}\n`;
}
