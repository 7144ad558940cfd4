// Who may do what: tokens with a name and a role. A secret is shown once; the store holds its SHA-256 and nothing that
// leads back to it. A token that is revoked here is refused from the next request on.

import { timingSafeEqual } from 'node:crypto';
import { notFound, OnRecordError } from '../domain/errors.ts';
import { FaultCollector } from '../domain/faults/fault-collector.ts';
import { Reader } from '../domain/fields.ts';
import { readInstant } from '../domain/instants.ts';
import { TEXTS } from '../domain/limits.ts';
import type { KeyValueEntry, Store } from '../store/store.ts';
import { newSecret, secretHash, secretProblem } from './token-secret.ts';

/** Each role may do what those before it may. */
export const ROLES = ['READER', 'CURATOR', 'ADMIN'] as const;
export type Role = (typeof ROLES)[number];

/** Who is asking. The name stands as author in the history. */
export interface Viewer {
  name: string;
  role: Role;
}

/** A token without its secret. */
export interface Token extends Viewer {
  id: string;
  createdAt: string;
  expiresAt: string | null;
  /** To the minute. */
  lastUsedAt: string | null;
  revoked: boolean;
}

export interface CreatedToken {
  secret: string;
  token: Token;
}

type KeptToken = Omit<Token, 'lastUsedAt'>;

/** How long a token is believed without asking the store again; another process may have revoked it. */
const BELIEVED_MS = 5_000;
const BELIEVED_TOKENS = 1_000;
const MINUTE = 60_000;
/** When a token was used last stands apart, so that noting it never overwrites a revocation. */
const USED = 'used:';

export function createAccess(store: Store, adminToken: string | null, now: () => Date) {
  const adminHash = adminToken === null ? null : Buffer.from(secretHash(adminToken), 'hex');
  const believed = new Map<string, { token: KeptToken | null; until: number }>();
  const used = new Map<string, number>();
  /** Of this process: a look-up that was under way while its token was revoked must not be believed. */
  const revokedHere = new Set<string>();

  async function lookUp(hash: string): Promise<KeptToken | null> {
    const known = believed.get(hash);
    if (known && known.until > now().getTime()) return known.token;
    const token = ((await store.getEntry('token', hash)) ?? null) as KeptToken | null;
    believed.delete(hash);
    if (believed.size >= BELIEVED_TOKENS) for (const oldest of believed.keys()) if (believed.delete(oldest)) break;
    believed.set(hash, { token, until: now().getTime() + BELIEVED_MS });
    return token;
  }

  async function noteUse(hash: string): Promise<void> {
    const time = now();
    if (time.getTime() - (used.get(hash) ?? 0) < MINUTE) return;
    used.set(hash, time.getTime());
    await store.putEntries([{ space: 'token', key: USED + hash, value: time.toISOString() }]);
  }

  async function all(): Promise<(Token & { hash: string })[]> {
    const kept = await store.listEntries('token');
    const lastUsed = new Map(
      kept.filter(({ key }) => key.startsWith(USED)).map(({ key, value }) => [key.slice(USED.length), value as string]),
    );
    const tokens = kept
      .filter(({ key }) => !key.startsWith(USED))
      .map(({ key, value }) => ({ ...(value as KeptToken), lastUsedAt: lastUsed.get(key) ?? null, hash: key }));
    return tokens.sort((a, b) => (a.createdAt + a.id < b.createdAt + b.id ? -1 : 1));
  }

  function make(given: Pick<Token, 'name' | 'role' | 'expiresAt'>): { created: CreatedToken; entry: KeyValueEntry } {
    const secret = newSecret();
    const hash = secretHash(secret);
    const token: KeptToken = {
      id: `tok_${hash.slice(0, 20)}`,
      ...given,
      createdAt: now().toISOString(),
      revoked: false,
    };
    return {
      created: { secret, token: { ...token, lastUsedAt: null } },
      entry: { space: 'token', key: hash, value: token },
    };
  }

  return {
    /** The secret alone, without `Bearer`. Throws UNAUTHENTICATED with what is wrong with it. */
    async identify(secret: string): Promise<Viewer> {
      const hash = secretHash(secret);
      if (adminHash !== null && timingSafeEqual(Buffer.from(hash, 'hex'), adminHash))
        return { name: 'admin', role: 'ADMIN' };
      const problem = secretProblem(secret);
      if (problem !== null) throw unauthenticated(`The token ${problem}.`);
      const token = await lookUp(hash);
      if (token === null) throw unauthenticated('The token is unknown here; ask an admin for one.');
      if (token.revoked || revokedHere.has(hash))
        throw unauthenticated('The token was revoked; ask an admin for another one.');
      if (token.expiresAt !== null && Date.parse(token.expiresAt) <= now().getTime())
        throw unauthenticated(`The token expired at ${token.expiresAt}; ask an admin for another one.`);
      await noteUse(hash);
      return { name: token.name, role: token.role };
    },

    /** Throws UNAUTHENTICATED without a viewer and FORBIDDEN below the role. */
    require(viewer: Viewer | null, role: Role): Viewer {
      if (viewer === null)
        throw unauthenticated(
          `This needs the token of a ${role.toLowerCase()}: send the header "Authorization: Bearer onr_…".`,
        );
      if (ROLES.indexOf(viewer.role) < ROLES.indexOf(role))
        throw new OnRecordError(
          'FORBIDDEN',
          `This needs the role ${role}, and the token "${viewer.name}" has the role ${viewer.role}; ask an admin for another one.`,
        );
      return viewer;
    },

    async createToken(input: { name: unknown; role: unknown; expiresAt?: unknown }): Promise<CreatedToken> {
      const faults = new FaultCollector();
      const reader = new Reader(faults);
      const fields = { ...input };
      const name = reader.text(fields, 'name', TEXTS.label);
      const role = reader.choice(fields, 'role', ROLES);
      const expiresAt = readExpiry(reader, fields.expiresAt, now());
      faults.throwIfAny();
      const { created, entry } = make({ name, role, expiresAt });
      await store.putEntries([entry]);
      believed.delete(entry.key);
      return created;
    },

    async revokeToken(id: string): Promise<Token> {
      const found = (await all()).find((token) => token.id === id);
      if (!found) throw notFound(['id'], 'token', id.slice(0, 64));
      const { hash, lastUsedAt, ...token } = found;
      revokedHere.add(hash);
      const revoked: KeyValueEntry = { space: 'token', key: hash, value: { ...token, revoked: true } };
      await store.putEntries([revoked]);
      believed.delete(hash);
      return { ...token, lastUsedAt, revoked: true };
    },

    /** Oldest first. */
    async tokens(): Promise<Token[]> {
      return (await all()).map(({ hash: _, ...token }) => token);
    },

    /** Where there is no token yet: one for a curator, and one for an admin unless the settings give it. Else none. */
    async firstTokens(): Promise<CreatedToken[]> {
      const made = [
        ...(adminHash === null ? [make({ name: 'admin', role: 'ADMIN', expiresAt: null })] : []),
        make({ name: 'curator', role: 'CURATOR', expiresAt: null }),
      ];
      // Of several servers that start at once over one store, one makes them.
      const look = async () => {
        if ((await all()).length > 0) throw new TokensThere();
      };
      const entries = made.map(({ entry }) => entry);
      try {
        await look();
        await store.write(
          { author: 'on-record', time: now().toISOString(), reason: null, batch: null, entries, look },
          [],
        );
      } catch (error) {
        if (error instanceof TokensThere) return [];
        throw error;
      }
      return made.map(({ created }) => created);
    },
  };
}

export type Access = ReturnType<typeof createAccess>;

/** Somebody has tokens already. */
class TokensThere extends Error {}

/**
 * Tokens go on working, in a copy of the store as well. One that was revoked in either stays revoked, and those that
 * only the copy knows stay. Returns how many were copied.
 */
export async function copyTokens(from: Store, to: Store): Promise<number> {
  const there = new Map((await to.listEntries('token')).map(({ key, value }) => [key, value]));
  const kept = await from.listEntries('token');
  await to.putEntries(
    kept.map(({ key, value }): KeyValueEntry => ({ space: 'token', key, value: joined(key, value, there.get(key)) })),
  );
  return kept.filter(({ key }) => !key.startsWith(USED)).length;
}

function joined(key: string, value: unknown, there: unknown): unknown {
  if (there === undefined) return value;
  if (key.startsWith(USED)) return (there as string) > (value as string) ? there : value;
  const [token, other] = [value as KeptToken, there as KeptToken];
  return { ...token, revoked: token.revoked || other.revoked };
}

function readExpiry(reader: Reader, value: unknown, now: Date): string | null {
  if (value === undefined || value === null) return null;
  const time = typeof value === 'string' ? readInstant(value) : null;
  if (time === null) reader.fault(['expiresAt'], { code: 'NOT_AN_INSTANT' });
  else if (time <= now.getTime()) reader.fault(['expiresAt'], { code: 'IN_THE_PAST' });
  else return new Date(time).toISOString();
  return null;
}

function unauthenticated(message: string): OnRecordError {
  return new OnRecordError('UNAUTHENTICATED', message);
}
