// What `npm test` says at the end: counts per suite, what was skipped and why, and one plain line of totals.
// Where CI is set, a skipped test fails the run: there, everything this product promises must have been shown.

import type { Reporter, TestCase, TestModule, TestSuite, Vitest } from 'vitest/node';
import type {} from './requirements.ts';

interface Count {
  passed: number;
  failed: number;
  skipped: number;
}

export default class Summary implements Reporter {
  /** With `-t name`, every other test counts as skipped: that is what was asked for, and needs no reason. */
  #filtered = false;

  onInit(vitest: Vitest) {
    this.#filtered = vitest.config.testNamePattern !== undefined;
  }

  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly unknown[], reason: string) {
    const suites = new Map<string, Count>();
    const skips = new Map<string, number>();
    const total: Count = { passed: 0, failed: unhandled.length, skipped: 0 };
    for (const module of modules) {
      const suite = suites.get(module.project.name) ?? { passed: 0, failed: 0, skipped: 0 };
      suites.set(module.project.name, suite);
      const count = (state: keyof Count) => {
        suite[state] += 1;
        total[state] += 1;
      };
      // A file that fails to load, or a hook that throws, has no test of its own to count.
      if (module.errors().length > 0) count('failed');
      for (const child of module.children.allSuites()) if (child.errors().length > 0) count('failed');
      for (const test of module.children.allTests()) {
        const result = test.result();
        // Still pending at the end: the run was cut short before this test.
        count(result.state === 'pending' ? 'failed' : result.state);
        if (result.state !== 'skipped' || this.#filtered) continue;
        const reason =
          result.note ?? missing(test) ?? `without a reason: ${module.relativeModuleId} > ${test.fullName}`;
        skips.set(reason, (skips.get(reason) ?? 0) + 1);
      }
    }
    // The run failed as a whole: no test was found, or the setup broke.
    if (reason === 'failed' && total.failed === 0) total.failed = 1;
    console.log([...suites].map(([name, count]) => `${name.padEnd(10)} ${line(count)}`).join('\n'));
    for (const [reason, tests] of skips) console.log(`skipped ${tests}: ${reason}`);
    if (process.env.CI && total.skipped > 0) {
      console.log('CI is set, so a skipped test fails the run.');
      process.exitCode = 1;
    }
    console.log(`\n${line(total)}`);
  }
}

function missing(test: TestCase): string | undefined {
  let at: TestCase | TestSuite | TestModule = test;
  while (at.type !== 'module') {
    const reason = at.meta().missing;
    if (reason !== undefined) return reason;
    at = at.parent;
  }
  return undefined;
}

const line = ({ passed, failed, skipped }: Count) =>
  `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
