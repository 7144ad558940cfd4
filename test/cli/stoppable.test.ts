import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { StoppedError } from '../../server/cli/command.ts';
import { stoppable } from '../../server/cli/stoppable.ts';
import { ROOT, start, temporaryFolder } from '../support/command.ts';

test('work that ends by itself gives its result, and its own error', async () => {
  expect(await stoppable('nothing', async () => 7)).toBe(7);
  await expect(stoppable('nothing', () => Promise.reject(new Error('mine')))).rejects.toThrow('mine');
  expect(process.listenerCount('SIGTERM')).toBe(0);
});

test('work that a signal stops says what is left, whatever broke on the way out', async () => {
  const stopped = stoppable('half a file', async (signal) => {
    process.emit('SIGTERM');
    signal.throwIfAborted();
  });
  await expect(stopped).rejects.toEqual(new StoppedError('stopped before the end: half a file', 143));
});

test('a second signal ends what does not stop', async () => {
  const script = join(temporaryFolder(), 'deaf.mjs');
  writeFileSync(
    script,
    `import { stoppable } from ${JSON.stringify(join(ROOT, 'server/cli/stoppable.ts'))};
    setInterval(() => {}, 1_000);
    await stoppable('nothing', (signal) => {
      signal.addEventListener('abort', () => console.log('asked'));
      console.log('working');
      return new Promise(() => {});
    });`,
  );
  const { child, says, done } = start([], { script });
  await says('working');
  child.kill('SIGINT');
  await says('asked');
  child.kill('SIGINT');
  expect(await done).toMatchObject({ code: null, signal: 'SIGINT' });
});
