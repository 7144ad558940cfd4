import { expect, test, vi } from 'vitest';
import { duration, startProgress } from '../../server/cli/progress.ts';

function output(isTTY: boolean) {
  const written: string[] = [];
  const stream = { isTTY, write: (text: string) => written.push(text) } as unknown as NodeJS.WriteStream;
  return { stream, written };
}

test('says how many, how fast and how much longer, where the whole is known', () => {
  vi.useFakeTimers({ toFake: ['performance'] });
  const { stream, written } = output(true);
  const progress = startProgress('records', stream);
  vi.advanceTimersByTime(20_000);
  progress.update(300_000, 0.25);
  vi.advanceTimersByTime(10);
  progress.update(300_100, 0.25);
  progress.end();
  vi.useRealTimers();
  expect(written).toEqual(['\r\x1b[Krecords: 300,000 (25 %), 15,000/s, 1 min 0 s left', '\r\x1b[K']);
});

test('says less where it is not, and writes whole lines, seldom, where there is no terminal', () => {
  vi.useFakeTimers({ toFake: ['performance'] });
  const { stream, written } = output(false);
  const progress = startProgress('records', stream);
  for (let second = 0; second < 25; second++) {
    vi.advanceTimersByTime(1_000);
    progress.update(second * 100, null);
  }
  progress.end();
  vi.useRealTimers();
  expect(written).toEqual(['records: 900, 90/s\n', 'records: 1,900, 95/s\n']);
});

test.each([
  [0.2, '1 s'],
  [59.5, '1 min 0 s'],
  [61, '1 min 1 s'],
  [3_700, '1 h 1 min'],
])('%d seconds read as %s', (seconds, text) => {
  expect(duration(seconds)).toBe(text);
});
