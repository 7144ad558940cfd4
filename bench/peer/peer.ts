// Our API beside @neo4j/graphql on one database, both inside this process, so that neither pays for HTTP. Answers are compared
// first: times of different answers would say nothing.

import { deepStrictEqual } from 'node:assert';
import { graphql } from 'graphql';
import type { Driver } from 'neo4j-driver';
import { createApi } from '../../server/http/api.ts';
import { timed } from '../measure.ts';
import { profileOf } from '../profile.ts';
import type { Samples } from '../samples.ts';
import type { Asked, Opened } from '../stores/bench-store.ts';
import { ratio, short, startTable, whole } from '../table.ts';
import { compared } from './questions.ts';
import { peerSchema } from './schema.ts';

export async function comparePeer(driver: Driver, { store, asked }: Opened, samples: Samples): Promise<void> {
  const schema = await peerSchema(driver);
  const api = createApi({ store, config: { publicRead: true, adminToken: null } });
  const ours = async (body: object) => {
    const response = await api.fetch('http://localhost/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return dataOf((await response.json()) as Answer);
  };
  const theirs = async (
    { query, variables }: { query: string; variables: object },
    executionContext: unknown = driver,
  ) =>
    dataOf(
      (await graphql({
        schema,
        source: query,
        variableValues: variables as Record<string, unknown>,
        contextValue: { executionContext, sessionConfig: { database: 'neo4j' } },
      })) as Answer,
    );
  const row = startTable([
    { name: 'question', words: true },
    ...['ours p50, ms', '@neo4j/graphql p50, ms', 'theirs : ours', 'our database hits', 'their database hits'].map(
      (name) => ({ name }),
    ),
  ]);
  for (const { name, ours: mine, theirs: other, answer } of compared(samples)) {
    asked();
    const answered = answer.ours((await ours(mine)) as never);
    const statements = asked() ?? [];
    deepStrictEqual(answer.theirs((await theirs(other)) as never), answered, name);
    const [here, there] = await timed(
      () => ours(mine),
      () => theirs(other),
    );
    row([
      name,
      short(here.p50),
      short(there.p50),
      ratio(there.p50, here.p50),
      whole(await hits(driver, statements)),
      whole(await hits(driver, await heard(driver, (context) => theirs(other, context)))),
    ]);
  }
}

interface Answer {
  data?: unknown;
  errors?: unknown;
}

function dataOf({ data, errors }: Answer): unknown {
  if (errors !== undefined) throw new Error(JSON.stringify(errors));
  return data;
}

async function hits(driver: Driver, statements: readonly Asked[]): Promise<number> {
  let sum = 0;
  for (const statement of statements) sum += (await profileOf(driver, statement)).hits;
  return sum;
}

/** The statements that go through a transaction that we give. */
async function heard(driver: Driver, ask: (context: unknown) => Promise<unknown>): Promise<Asked[]> {
  const statements: Asked[] = [];
  const session = driver.session({ database: 'neo4j' });
  const transaction = await session.beginTransaction();
  const run = transaction.run.bind(transaction);
  transaction.run = ((text: string, parameters: Record<string, unknown>) => {
    statements.push({ text, parameters });
    return run(text, parameters);
  }) as typeof transaction.run;
  try {
    await ask(transaction);
  } finally {
    await transaction.rollback();
    await session.close();
  }
  return statements;
}
