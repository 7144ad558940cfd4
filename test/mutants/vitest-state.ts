// vitest's `expect` asks for the state of a worker of vitest when it is loaded. There is none here, and this much is enough.

Object.assign(globalThis, {
  __vitest_worker__: { config: { expect: {}, fakeTimers: {}, snapshotOptions: {} }, filepath: '' },
});
