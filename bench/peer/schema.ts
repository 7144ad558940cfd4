// The other way to have a GraphQL API over Neo4j: @neo4j/graphql, which writes Cypher from the schema alone. It is given the
// same database, and what a person would give it there: the day of a claim on the claim itself, with an index, and a text as long
// as a proposition.

import { Neo4jGraphQL } from '@neo4j/graphql';
import type { GraphQLSchema } from 'graphql';
import type { Driver } from 'neo4j-driver';

/** Every target of the set is an event: a union, which the whole model needs, would cost it more. */
const TYPES = `
type Actor @node { id: ID! title: String! claims: [Claim!]! @relationship(type: "SAID", direction: OUT) }
type Event @node { id: ID! title: String! }
type Source @node { id: ID! title: String! }
type Claim @node {
  id: ID!
  text: String!
  saidOn: Date
  speakers: [Actor!]! @relationship(type: "SAID", direction: IN)
  targets: [Event!]! @relationship(type: "ABOUT", direction: OUT, properties: "About")
  sources: [Source!]! @relationship(type: "QUOTED_FROM", direction: OUT)
}
type About @relationshipProperties { stance: String! }
`;

const PREPARE = [
  `MATCH (c:Claim)-[:HAS]->(v:Version) CALL (c, v) { SET c.saidOn = date(v.said), c.text = left(v.data, 120) } IN TRANSACTIONS OF 10000 ROWS`,
  'CREATE INDEX peer_said IF NOT EXISTS FOR (c:Claim) ON (c.saidOn)',
  'CREATE INDEX peer_claim IF NOT EXISTS FOR (c:Claim) ON (c.id)',
  'CREATE INDEX peer_actor IF NOT EXISTS FOR (a:Actor) ON (a.id)',
  'CALL db.awaitIndexes(600)',
];

export async function peerSchema(driver: Driver): Promise<GraphQLSchema> {
  const session = driver.session({ database: 'neo4j' });
  try {
    for (const text of PREPARE) await session.run(text);
  } finally {
    await session.close();
  }
  return new Neo4jGraphQL({ typeDefs: TYPES, driver }).getSchema();
}
