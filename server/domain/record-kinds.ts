// Every kind of record, described once: what its ids begin with, what it is called, where it stands among the others and what
// can be done with it. Whatever counts, labels or lists kinds is made from this table; what a kind's records hold and how they
// are read is in the file of the kind.

interface KindFacts {
  /** What its ids begin with: three letters. */
  prefix: string;
  /** Stands for it in files of the embedded store: never renumber, only append. */
  code: number;
  /** The field of the contract that lists them. */
  plural: string;
  /** Exports and imports go in this order: what is referred to comes first. */
  order: number;
  /** Whether claims can be about it. */
  target?: true;
  /** Whether two of them can be judged to be the same. */
  judged?: true;
  /** Whether search finds it; the others are found by who made them and what they are about. */
  searched?: true;
  /** Whether lists are ordered by title: not where titles are whole sentences. */
  titled?: true;
  /** Whether it leaves and enters a store; batches say how one store was filled, and mean nothing in another. */
  transferred?: true;
}

const FACTS = {
  actor: {
    prefix: 'act',
    code: 0,
    plural: 'actors',
    order: 1,
    target: true,
    judged: true,
    searched: true,
    titled: true,
    transferred: true,
  },
  event: {
    prefix: 'evt',
    code: 1,
    plural: 'events',
    order: 4,
    target: true,
    judged: true,
    searched: true,
    titled: true,
    transferred: true,
  },
  topic: {
    prefix: 'top',
    code: 2,
    plural: 'topics',
    order: 2,
    target: true,
    judged: true,
    searched: true,
    titled: true,
    transferred: true,
  },
  source: {
    prefix: 'src',
    code: 3,
    plural: 'sources',
    order: 3,
    searched: true,
    titled: true,
    transferred: true,
  },
  claim: {
    prefix: 'clm',
    code: 4,
    plural: 'claims',
    order: 5,
    target: true,
    searched: true,
    transferred: true,
  },
  judgement: { prefix: 'jdg', code: 5, plural: 'judgements', order: 6, transferred: true },
  view: { prefix: 'vew', code: 6, plural: 'views', order: 7, titled: true, transferred: true },
  batch: { prefix: 'bat', code: 7, plural: 'batches', order: 0, titled: true },
} as const satisfies Record<string, KindFacts>;

export type RecordKind = keyof typeof FACTS;

/** The fields of the contract that list kinds. */
export type Plural = (typeof FACTS)[RecordKind]['plural'];

export const KIND_FACTS: Readonly<Record<RecordKind, KindFacts>> = FACTS;

export const RECORD_KINDS = Object.keys(FACTS) as RecordKind[];

/** The order in which records are exported and imported. */
export const KIND_ORDER: readonly RecordKind[] = RECORD_KINDS.toSorted(
  (a, b) => KIND_FACTS[a].order - KIND_FACTS[b].order,
);

function kindsThat(fact: keyof KindFacts): readonly RecordKind[] {
  return RECORD_KINDS.filter((kind) => KIND_FACTS[kind][fact] === true);
}

/** What a claim can be about. */
export const TARGET_KINDS = kindsThat('target');
/** Kinds whose records can be judged to be the same. */
export const JUDGED_KINDS = kindsThat('judged');
export const SEARCHED_KINDS = kindsThat('searched');
export const TITLED_KINDS: ReadonlySet<RecordKind> = new Set(kindsThat('titled'));
export const TRANSFERRED_KINDS: readonly RecordKind[] = KIND_ORDER.filter((kind) => KIND_FACTS[kind].transferred);

/** As the contract, and graph databases, call what is of the kind: `Actor`. */
export function typeName<K extends RecordKind>(kind: K): Capitalize<K> {
  return `${kind[0]?.toUpperCase()}${kind.slice(1)}` as Capitalize<K>;
}
