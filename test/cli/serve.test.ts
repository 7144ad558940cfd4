// `serve`: the real server as a process, from its first start to its last signal.

import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { request } from 'node:http';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Running } from '../support/command.ts';
import { onRecord, serve, temporaryFolder } from '../support/command.ts';
import { startServer } from '../support/server.ts';

const SECRET = /onr_\w{40,}/g;

async function ask(url: string, query: string, token?: string) {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
    body: JSON.stringify({ query }),
  });
  return { status: response.status, ...(await response.json()) };
}

async function stop({ child, done }: Running) {
  child.kill('SIGTERM');
  return done;
}

const ADD = 'mutation { addActor(input: { kind: PERSON, name: "Ada" }) { actor { id } userErrors { message } } }';

test('the first start fills the store, answers, and shows its tokens once; the second shows none', async () => {
  const cwd = temporaryFolder();
  const started = performance.now();
  const first = await serve(cwd);
  const { data } = await ask(first.url, '{ claims { totalCount } }');
  // Within seconds, on a machine that is busy with other tests.
  expect(performance.now() - started).toBeLessThan(20_000);
  expect(data.claims.totalCount).toBe(56);
  expect((await fetch(`${first.url}/ready`)).status).toBe(200);
  expect(first.tokens).toHaveLength(2);
  const [admin = '', curator = ''] = first.tokens;
  expect((await ask(first.url, ADD, curator)).data.addActor.userErrors).toEqual([]);
  expect((await ask(first.url, ADD)).errors[0].message).toContain('Authorization: Bearer');
  const makeToken = 'mutation { createToken(input: { name: "Eve", role: READER }) { secret userErrors { message } } }';
  expect((await ask(first.url, makeToken, admin)).data.createToken.secret).toMatch(SECRET);
  const outcome = await stop(first);
  expect(outcome).toMatchObject({ code: 0, signal: null });
  // The log is JSON, says what was asked, and holds no secret.
  const log = outcome.stderr
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(log.filter(({ msg }) => msg === 'request').length).toBeGreaterThan(3);
  expect(outcome.stderr).not.toMatch(SECRET);

  const second = await serve(cwd);
  expect(second.tokens).toEqual([]);
  expect((await ask(second.url, ADD, curator)).data.addActor.userErrors).toEqual([]);
  const end = await stop(second);
  expect(end.stdout).toContain('npx on-record token create');
  expect(end.stdout).toContain('30 actors, 58 claims');
});

test('a token that the command makes is known to a running server at once, and unknown once it is revoked', async () => {
  const cwd = temporaryFolder();
  const server = await serve(cwd);
  const made = await onRecord(['token', 'create', '--name', 'Ada', '--store', 'sqlite:a.db'], { cwd });
  const token = made.stdout.trim();
  expect((await ask(server.url, ADD, token)).data.addActor.userErrors).toEqual([]);
  await onRecord(['token', 'revoke', /tok_\w+/.exec(made.stderr)?.[0] ?? '', '--store', 'sqlite:a.db'], { cwd });
  await expect.poll(async () => (await ask(server.url, ADD, token)).status, { timeout: 15_000 }).toBe(401);
  await stop(server);
});

test('SEED=none leaves the store empty, and ADMIN_TOKEN stands for the admin token', async () => {
  const admin = 'an-admin-token-of-24-characters-or-more';
  const server = await startServer({ seed: 'none', env: { ADMIN_TOKEN: admin } });
  const { data } = await server.ask('{ stats { datasetVersion } }');
  expect(data.stats.datasetVersion).toBe(0);
  expect(server.printed().stdout.match(SECRET)).toHaveLength(1);
  expect(server.printed().stdout).not.toContain(admin);
  expect((await server.ask(ADD, {}, server.tokens.admin)).data.addActor.userErrors).toEqual([]);
  await server.close();
});

test('PUBLIC_READ=false: reading needs a token, and the banner says so', async () => {
  const server = await startServer({ env: { PUBLIC_READ: 'false' } });
  expect((await server.ask('{ stats { datasetVersion } }')).errors?.[0]?.message).toContain('needs a token');
  expect((await server.ask('{ stats { datasetVersion } }', {}, server.tokens.curator)).data.stats.datasetVersion).toBe(
    140,
  );
  expect(server.printed().stdout).toMatch(/Reading +with a token/);
  await server.close();
});

test('a port in use is named, with what to do, and the store is left as it was', async () => {
  const taken = createServer().listen(0, '127.0.0.1');
  await once(taken, 'listening');
  const { port } = taken.address() as { port: number };
  const cwd = temporaryFolder();
  const words = ['serve', '--port', String(port), '--store', 'sqlite:a.db'];
  const { code, stdout, stderr } = await onRecord(words, { cwd });
  expect(stderr).toContain(`port ${port} of 127.0.0.1 is in use`);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  taken.close();
  // Tokens were not made for a server that nobody saw.
  const server = await serve(cwd);
  expect(server.tokens).toHaveLength(2);
  await stop(server);
});

test('a host that is none is named', async () => {
  const { code, stderr } = await onRecord(['serve', '--store', 'sqlite::memory:'], {
    env: { HOST: 'no.such.host.invalid' },
  });
  expect(stderr).toMatch(/cannot listen on no\.such\.host\.invalid/);
  expect(code).toBe(2);
});

/** A request whose body is still on its way. */
function halfAsked(url: string) {
  const query = JSON.stringify({ query: '{ stats { datasetVersion } }' });
  const sending = request(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'content-length': query.length },
  });
  const answered = once(sending, 'response').then(async ([response]: IncomingMessage[]) => {
    let text = '';
    for await (const part of response as IncomingMessage) text += part;
    return JSON.parse(text);
  });
  answered.catch(() => {});
  sending.on('error', () => {});
  sending.write(query.slice(0, 10));
  return { answered, finish: () => sending.end(query.slice(10)) };
}

test.each(['SIGTERM', 'SIGINT'] as const)(
  '%s: what is under way is answered, nothing else is taken, and the store is closed',
  async (signal) => {
    const cwd = temporaryFolder();
    const server = await serve(cwd);
    const { answered, finish } = halfAsked(server.url);
    await new Promise((resolve) => setTimeout(resolve, 300));
    server.child.kill(signal);
    await server.says('"closing"');
    await expect
      .poll(() =>
        fetch(server.url).then(
          () => 'answered',
          () => 'refused',
        ),
      )
      .toBe('refused');
    finish();
    expect(await answered).toEqual({ data: { stats: { datasetVersion: 140 } }, extensions: { datasetVersion: 140 } });
    expect(await server.done).toMatchObject({ code: 0, signal: null });
    expect(await onRecord(['verify', '--quiet', '--store', 'sqlite:a.db'], { cwd })).toMatchObject({ code: 0 });
  },
);

test('a second signal ends it at once', async () => {
  const cwd = temporaryFolder();
  const server = await serve(cwd);
  halfAsked(server.url);
  await new Promise((resolve) => setTimeout(resolve, 300));
  server.child.kill('SIGTERM');
  await server.says('"closing"');
  const asked = performance.now();
  server.child.kill('SIGTERM');
  expect(await server.done).toMatchObject({ code: null, signal: 'SIGTERM' });
  expect(performance.now() - asked).toBeLessThan(2_000);
  expect(await onRecord(['verify', '--quiet', '--store', 'sqlite:a.db'], { cwd })).toMatchObject({ code: 0 });
});

test('a store that cannot be opened ends the start with 3', async () => {
  const cwd = temporaryFolder();
  writeFileSync(join(cwd, 'letter'), 'Dear Ada');
  const { code, stdout, stderr } = await onRecord(['serve', '--port', '0', '--store', 'sqlite:letter/a.db'], { cwd });
  expect(stderr).toMatch(/^the store cannot be opened: .*letter/);
  expect({ code, stdout }).toEqual({ code: 3, stdout: '' });
});
