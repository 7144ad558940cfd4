// The questions that GraphiQL opens with, one tab each. They are asked of the example set; a test asks them all.

export interface ExampleTab {
  query: string;
  variables?: string;
  headers?: string;
}

export const EXAMPLES: readonly ExampleTab[] = [
  {
    query: `# Who said what about NATO: the claims, with the words that prove each.
# Ctrl-Enter runs it. The other tabs hold more examples.
query WhoSaidWhatAboutNato {
  claims(filter: { targets: ["act_nato"] }, first: 10) {
    totalCount
    nodes {
      saidOn
      proposition
      speakers { name }
      targets {
        stance
        target {
          ... on Actor { name }
          ... on Event { name }
          ... on Topic { name }
          ... on Claim { proposition }
        }
      }
      quotes { exact source { title url } }
    }
    pageInfo { hasNextPage endCursor }
  }
}
`,
  },
  {
    query: `# The whole network of who speaks about whom, strongest edges first.
query Network {
  network(limit: 200) {
    nodes { recordId name actorKind claims neighbours }
    edges { speaker target n supports opposes neutral mixed balance firstSaid lastSaid }
    complete
    totalEdges
    totalNodes
    totalClaims
    datasetVersion
  }
}
`,
  },
  {
    query: `# One edge, opened: the claims behind its number.
query Edge {
  relation(speaker: "act_russia", target: "act_nato") {
    n
    supports
    opposes
    balance
    claims(first: 20) {
      nodes { id saidOn proposition quotes { exact source { title } } }
    }
  }
}
`,
  },
  {
    query: `# Names in any script, propositions, quotes and source texts. The last word may be incomplete.
query Search($text: String!) {
  search(text: $text, first: 10) {
    nodes {
      match
      field
      snippet
      start
      end
      record {
        id
        ... on Actor { name }
        ... on Event { name }
        ... on Topic { name }
        ... on Source { title }
        ... on Claim { proposition }
      }
    }
  }
}
`,
    variables: '{\n  "text": "ЗЕЛЕНСЬКИЙ"\n}\n',
  },
  {
    query: `# What two weeks of winter changed: claims over time, and who spoke most.
query OverTime($filter: ClaimFilter) {
  histogram(filter: $filter) { unit claims undated bins { label n supports opposes } }
  facets(filter: $filter, fields: [speakers, stances, sources], first: 5) {
    field
    total
    values { value label n }
  }
}
`,
    variables: '{\n  "filter": { "saidFrom": "2021-11-01", "saidTo": "2022-01-31" }\n}\n',
  },
  {
    query: `# A flat table, one row per claim, speaker and target: pandas.json_normalize makes a data frame of it.
query Rows($after: String) {
  claimRows(first: 100, after: $after) {
    nodes { speaker target targetKind stance stanceValue earliest latest proposition quote sourceTitle sourceUrl claimId }
    pageInfo { hasNextPage endCursor }
  }
  stats { datasetVersion }
}
`,
  },
  {
    query: `# Adding a claim takes the token of a curator, in the headers below. userErrors names every fault at once, and offers
# instead of a quote that does not stand in its source the places that may be meant, as quotes takes them.
mutation AddClaim($input: AddClaimInput!) {
  addClaim(input: $input) {
    claim { id version status }
    userErrors { field message code offers { exact start end prefix suffix } }
  }
}
`,
    variables: `{
  "input": {
    "speakers": ["act_nato"],
    "proposition": "",
    "targets": [{ "target": { "actor": "act_russia" }, "stance": "NEUTRAL" }],
    "quotes": []
  }
}
`,
    headers: '{\n  "Authorization": "Bearer onr_…"\n}\n',
  },
  {
    query: `# Every change as it is recorded, from any version on.
subscription Changes {
  changed(after: 0) { version recordId outcome author time changedFields }
}
`,
  },
];
