// What tests import as `vitest` here: the same words, so that a file of tests can be run again and again in one process, with
// the modules that it tests loaded once. `expect` is vitest's own.

import './vitest-state.ts';
import { setTimeout } from 'node:timers/promises';
import { expect as vitestExpect } from 'vitest';

export { vi } from 'vitest';

type Matcher = (...expected: unknown[]) => unknown;

/** Asks again until it is as expected. vitest's own needs a test of vitest around it. */
function poll(get: () => unknown, { timeout = 15_000, interval = 50 } = {}) {
  return new Proxy(
    {},
    {
      get:
        (_, matcher: string) =>
        async (...expected: unknown[]) => {
          for (const end = performance.now() + timeout; ; await setTimeout(interval)) {
            const found = await get();
            try {
              return (vitestExpect(found) as unknown as Record<string, Matcher>)[matcher]?.(...expected);
            } catch (error) {
              if (performance.now() > end) throw error;
            }
          }
        },
    },
  );
}

export const expect = new Proxy(vitestExpect, {
  get: (of, name) => (name === 'poll' ? poll : Reflect.get(of, name)),
});

type Body = () => unknown;
interface Options {
  skip?: boolean;
}

interface Suite {
  name: string;
  skip: boolean;
  parent: Suite | null;
  children: (Suite | Test)[];
  beforeAll: Body[];
  afterAll: Body[];
  beforeEach: Body[];
  afterEach: Body[];
}
interface Test {
  name: string;
  run: Body;
  skip: boolean;
}

export interface Outcome {
  name: string;
  passed: boolean;
  error: unknown;
}

const newSuite = (name: string, parent: Suite | null, skip = false): Suite => ({
  name,
  skip,
  parent,
  children: [],
  beforeAll: [],
  afterAll: [],
  beforeEach: [],
  afterEach: [],
});

let current = newSuite('', null);

function declareSuite(name: string, options: Options, body: Body): void {
  const suite = newSuite(name, current, options.skip === true);
  current.children.push(suite);
  current = suite;
  body();
  current = suite.parent as Suite;
}

function declareTest(name: string, options: Options, run: Body): void {
  current.children.push({ name, run, skip: options.skip === true });
}

type Declare = (name: string, options: Options, body: Body) => void;
type Given = Options | ((...row: never[]) => unknown) | number | undefined;

/** Options stand before the body or after it; a number is a time limit, and here the limit is the mutant's. */
function words(declare: Declare) {
  const word = (name: string, ...given: Given[]) => {
    const body = given.find((one) => typeof one === 'function') as Body;
    declare(name, given.find((one): one is Options => typeof one === 'object') ?? {}, body);
  };
  const each =
    (rows: readonly unknown[]) =>
    (name: string, ...given: Given[]) => {
      const body = given.find((one) => typeof one === 'function') as (...row: unknown[]) => unknown;
      for (const [index, row] of rows.entries())
        declare(`${name} #${index}`, {}, () => body(...(Array.isArray(row) ? row : [row])));
    };
  return Object.assign(word, { each });
}

export const describe = words(declareSuite);
export const test = words(declareTest);
export const it = test;
export const beforeAll = (body: Body) => void current.beforeAll.push(body);
export const afterAll = (body: Body) => void current.afterAll.push(body);
export const beforeEach = (body: Body) => void current.beforeEach.push(body);
export const afterEach = (body: Body) => void current.afterEach.push(body);

/** Collects what a module declares. */
export async function collect(load: () => Promise<unknown>): Promise<Suite> {
  const root = newSuite('', null);
  current = root;
  await load();
  return root;
}

export interface Watcher {
  /** Whether the next test is worth running. */
  wants(name: string): boolean;
  done(outcome: Outcome): void;
}

export async function runSuite(suite: Suite, watcher: Watcher, path = '', around: Suite[] = []): Promise<void> {
  if (suite.skip) return;
  const suites = [...around, suite];
  const name = (one: Suite | Test) => (path === '' ? one.name : `${path} > ${one.name}`);
  const fail = (error: unknown) => watcher.done({ name: `${path} (around the tests)`, passed: false, error });
  try {
    for (const hook of suite.beforeAll) await hook();
  } catch (error) {
    fail(error);
    await runHooks(suite.afterAll.toReversed(), () => {});
    return;
  }
  for (const child of suite.children) {
    if ('children' in child) await runSuite(child, watcher, name(child), suites);
    else if (!child.skip && watcher.wants(name(child))) await runTest(child, name(child), suites, watcher);
  }
  await runHooks(suite.afterAll.toReversed(), fail);
}

async function runTest(test: Test, name: string, suites: readonly Suite[], watcher: Watcher): Promise<void> {
  let error: unknown;
  let passed = true;
  const fail = (reason: unknown) => {
    error ??= reason;
    passed = false;
  };
  try {
    for (const suite of suites) for (const hook of suite.beforeEach) await hook();
    await test.run();
  } catch (reason) {
    fail(reason);
  }
  for (const suite of suites.toReversed()) await runHooks(suite.afterEach.toReversed(), fail);
  watcher.done({ name, passed, error });
}

async function runHooks(hooks: readonly Body[], fail: (error: unknown) => void): Promise<void> {
  for (const hook of hooks) {
    try {
      await hook();
    } catch (error) {
      fail(error);
    }
  }
}
