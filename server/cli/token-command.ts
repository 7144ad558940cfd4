import type { Access } from '../services/access.ts';
import { createAccess, ROLES } from '../services/access.ts';
import type { Call, Command } from './command.ts';
import { UsageError } from './command.ts';
import { STORE_OPTION, withStore } from './with-store.ts';

export const tokenCommand: Command = {
  name: 'token',
  summary: 'Makes, lists and revokes the tokens that writing needs.',
  operands: 'create | list | revoke ID',
  most: 2,
  details: [
    'A secret is shown once, when it is made; the store keeps only its SHA-256. It goes to standard output alone, so that',
    'TOKEN=$(on-record token create --name Ada) holds it and nothing else. A running server knows it at once.',
  ].join('\n'),
  options: [
    { name: 'name', value: 'NAME', help: 'create: who it is for; stands as author in the history.' },
    { name: 'role', value: 'ROLE', help: 'create: reader, curator (the default) or admin.' },
    { name: 'expires', value: 'TIME', help: 'create: when it ends, such as 2027-01-31T12:00:00Z. Default: never.' },
    STORE_OPTION,
  ],
  examples: ['on-record token create --name "Ada Okafor"', 'on-record token list', 'on-record token revoke tok_3f2a'],
  run: runToken,
};

async function runToken(call: Call): Promise<void> {
  const [what, id] = call.operands;
  if (what !== 'create' && what !== 'list' && what !== 'revoke') throw new UsageError('say create, list or revoke');
  if ((what === 'revoke') !== (id !== undefined))
    throw new UsageError('revoke takes the id of a token, create and list take none');
  if (what === 'create' && call.text('name') === undefined) throw new UsageError('create needs --name: who it is for');
  const role = readRole(call.text('role'));
  await withStore(call, async (store) => {
    const access = createAccess(store, null, () => new Date());
    if (what === 'create') return create(access, call, role);
    if (what === 'list') return list(access);
    const token = await access.revokeToken(id ?? '');
    process.stdout.write(`revoked ${token.id} (${token.name})\n`);
  });
}

function readRole(text = 'curator'): string {
  const role = ROLES.find((known) => known.toLowerCase() === text.toLowerCase());
  if (role === undefined) throw new UsageError('--role takes reader, curator or admin');
  return role;
}

async function create(access: Access, call: Call, role: string): Promise<void> {
  const { secret, token } = await access.createToken({
    name: call.text('name'),
    role,
    expiresAt: call.text('expires'),
  });
  process.stdout.write(`${secret}\n`);
  process.stderr.write(`Token ${token.id} for "${token.name}" (${token.role}); its secret is shown this once.\n`);
}

async function list(access: Access): Promise<void> {
  for (const { id, name, role, createdAt, expiresAt, lastUsedAt, revoked } of await access.tokens()) {
    const state = revoked ? 'revoked' : expiresAt === null ? 'does not expire' : `expires ${expiresAt}`;
    process.stdout.write(`${id}\t${role}\t${name}\tmade ${createdAt}\tlast used ${lastUsedAt ?? 'never'}\t${state}\n`);
  }
}
