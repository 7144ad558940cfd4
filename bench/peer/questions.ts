// The same question twice: as our API takes it, and as the other one does, with the same fields in the answer.

import { PAGE } from '../questions.ts';
import type { Samples } from '../samples.ts';
import { ACTOR } from '../samples.ts';

export interface Compared {
  name: string;
  ours: { query: string; variables: object };
  theirs: { query: string; variables: object };
  /** The ids in order, or the count: both must say the same. */
  answer: { ours(data: never): unknown; theirs(data: never): unknown };
}

const OURS =
  'nodes { id proposition saidOn speakers { id name } targets { stance target { __typename ... on Event { id name } } } quotes { source { id title } } }';
const THEIRS =
  'id text saidOn speakers { id title } targetsConnection { edges { properties { stance } node { id title } } } sources { id title }';
const SORT = 'sort: [{ saidOn: DESC }, { id: DESC }]';

interface Node {
  id: string;
}
const ids = (nodes: readonly Node[]) => nodes.map(({ id }) => id);

export function compared({ window }: Samples): Compared[] {
  const actor = ACTOR;
  const two = { saidFrom: window.from, saidTo: window.to };
  const opposing = { speakers: [actor], stances: ['OPPOSES'], ...two };
  const list = {
    ours: (data: { claims: { nodes: Node[] } }) => ids(data.claims.nodes),
    theirs: (data: { claims: Node[] }) => ids(data.claims),
  };
  return [
    {
      name: 'page of 50 claims with speakers, targets and sources',
      ours: { query: `{ claims(first: ${PAGE}) { ${OURS} } }`, variables: {} },
      theirs: { query: `{ claims(limit: ${PAGE}, ${SORT}) { ${THEIRS} } }`, variables: {} },
      answer: list,
    },
    {
      name: 'the same: one actor opposing in two years',
      ours: {
        query: `query ($filter: ClaimFilter) { claims(filter: $filter, first: ${PAGE}) { ${OURS} } }`,
        variables: { filter: opposing },
      },
      theirs: {
        query: `query ($where: ClaimWhere) { claims(where: $where, limit: ${PAGE}, ${SORT}) { ${THEIRS} } }`,
        variables: {
          where: {
            saidOn: { gte: window.from, lte: window.to },
            speakers: { some: { id: { eq: actor } } },
            targetsConnection: { some: { edge: { stance: { eq: 'OPPOSES' } } } },
          },
        },
      },
      answer: list,
    },
    {
      name: 'the same: all of two years',
      ours: {
        query: `query ($filter: ClaimFilter) { claims(filter: $filter, first: ${PAGE}) { ${OURS} } }`,
        variables: { filter: two },
      },
      theirs: {
        query: `query ($where: ClaimWhere) { claims(where: $where, limit: ${PAGE}, ${SORT}) { ${THEIRS} } }`,
        variables: { where: { saidOn: { gte: window.from, lte: window.to } } },
      },
      answer: list,
    },
    {
      name: "one actor's claims, under the actor",
      ours: {
        query: `query ($id: ID!) { actor(id: $id) { id name claims(first: ${PAGE}) { ${OURS} } } }`,
        variables: { id: actor },
      },
      theirs: {
        query: `query ($id: ID!) { actors(where: { id: { eq: $id } }) { id title claims(limit: ${PAGE}, ${SORT}) { ${THEIRS} } } }`,
        variables: { id: actor },
      },
      answer: {
        ours: (data: { actor: { claims: { nodes: Node[] } } }) => ids(data.actor.claims.nodes),
        theirs: (data: { actors: { claims: Node[] }[] }) => ids(data.actors[0]?.claims ?? []),
      },
    },
    {
      name: "count of one actor's claims",
      ours: {
        query: 'query ($filter: ClaimFilter) { claims(filter: $filter, first: 1) { totalCount } }',
        variables: { filter: { speakers: [actor] } },
      },
      theirs: {
        query:
          'query ($id: ID!) { claimsConnection(where: { speakers: { some: { id: { eq: $id } } } }) { aggregate { count { nodes } } } }',
        variables: { id: actor },
      },
      answer: {
        ours: (data: { claims: { totalCount: number } }) => data.claims.totalCount,
        theirs: (data: { claimsConnection: { aggregate: { count: { nodes: number } } } }) =>
          data.claimsConnection.aggregate.count.nodes,
      },
    },
    {
      name: 'count of the claims of two years',
      ours: {
        query: 'query ($filter: ClaimFilter) { claims(filter: $filter, first: 1) { totalCount } }',
        variables: { filter: two },
      },
      theirs: {
        query: 'query ($where: ClaimWhere) { claimsConnection(where: $where) { aggregate { count { nodes } } } }',
        variables: { where: { saidOn: { gte: window.from, lte: window.to } } },
      },
      answer: {
        ours: (data: { claims: { totalCount: number } }) => data.claims.totalCount,
        theirs: (data: { claimsConnection: { aggregate: { count: { nodes: number } } } }) =>
          data.claimsConnection.aggregate.count.nodes,
      },
    },
  ];
}
