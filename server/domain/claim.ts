// A claim: one utterance by one or more speakers, reduced to a neutral proposition, with a stance towards each of its
// targets and at least one quote that proves it. It is never about itself.

import { parseEdtf } from './dates.ts';
import type { Input, Reader } from './fields.ts';
import type { Facet, KindSpec, Ref } from './kind-spec.ts';
import { LISTS, TEXTS } from './limits.ts';
import { QUOTE_DEFAULTS, quoteRefs, quoteTexts, readQuotes, withContextGiven, withPassage } from './quote-fields.ts';
import { TARGET_KINDS } from './record-kinds.ts';
import type { Claim, ClaimLink, Target, Via } from './records.ts';
import { CLAIM_KINDS, CLAIM_STATUSES, LINK_KINDS, STANCES } from './records.ts';
import { idRef, idRefs } from './refs.ts';
import { entryOf, recordOf } from './shapes.ts';
import { STATUSES_WITH_REASON } from './status.ts';

const ACTOR_ONLY = ['actor'] as const;
const EVENT_ONLY = ['event'] as const;
const SOURCE_ONLY = ['source'] as const;
const CLAIM_ONLY = ['claim'] as const;

/** Fields with a value that goes without saying, other than none. */
const DEFAULTS = { kind: 'STATEMENT', status: 'PROPOSED', quotes: QUOTE_DEFAULTS } as const;

const readTarget = entryOf<Target>((reader, input) => ({
  target: reader.id(input, 'target', TARGET_KINDS),
  stance: reader.choice(input, 'stance', STANCES),
}));

const readVia = entryOf<Via>(
  (reader, input) => ({
    actor: reader.optionalId(input, 'actor', ACTOR_ONLY),
    source: reader.optionalId(input, 'source', SOURCE_ONLY),
    note: reader.optionalText(input, 'note', TEXTS.label),
  }),
  (reader, { actor, source, note }) => {
    if (actor === null && source === null && note === null) reader.fault([], { code: 'EMPTY_VIA' });
  },
);

const readLink = entryOf<ClaimLink>((reader, input) => ({
  kind: reader.choice(input, 'kind', LINK_KINDS),
  claim: reader.id(input, 'claim', CLAIM_ONLY),
}));

export const claimSpec: KindSpec<Claim> = {
  kind: 'claim',
  upgrades: [withContextGiven, withPassage],
  ...recordOf<Claim>(
    (reader, input) => ({
      id: reader.id(input, 'id', CLAIM_ONLY),
      speakers: reader.ids(input, 'speakers', ACTOR_ONLY, LISTS.speakers),
      proposition: reader.text(input, 'proposition', TEXTS.proposition),
      kind: reader.choice(input, 'kind', CLAIM_KINDS, DEFAULTS.kind),
      saidOn: reader.date(input, 'saidOn'),
      targets: reader.list(input, 'targets', LISTS.targets, readTarget),
      quotes: readQuotes(reader, input),
      via: reader.list(input, 'via', LISTS.via, readVia),
      reporters: reader.ids(input, 'reporters', ACTOR_ONLY, LISTS.authors),
      at: reader.optionalId(input, 'at', EVENT_ONLY),
      directSpeech: reader.flag(input, 'directSpeech'),
      hedged: reader.flag(input, 'hedged'),
      confidence: reader.optionalNumber(input, 'confidence', 0, 1),
      status: reader.choice(input, 'status', CLAIM_STATUSES, DEFAULTS.status),
      statusReason: reader.optionalText(input, 'statusReason', TEXTS.reason),
      language: reader.language(input, 'language'),
      links: reader.list(input, 'links', LISTS.links, readLink),
    }),
    checkClaim,
  ),
  defaults: DEFAULTS,
  // What a claim is called later does not make it another claim.
  idContent: ({ status: _status, statusReason: _reason, ...said }) => said,
  refs: claimRefs,
  facets: claimFacets,
  title: (claim) => claim.proposition,
  names: () => [],
  texts: (claim) => [{ field: 'proposition', text: claim.proposition }, ...quoteTexts(claim.quotes)],
  bounds: (claim) => (claim.saidOn === null ? null : parseEdtf(claim.saidOn)),
  dates: ({ saidOn }) => [{ path: ['saidOn'], text: saidOn, planned: false }],
};

function checkClaim(reader: Reader, claim: Claim, input: Input): void {
  reader.atLeastOne(input, 'speakers', 'NO_SPEAKER');
  reader.atLeastOne(input, 'targets', 'NO_TARGET');
  reader.atLeastOne(input, 'quotes', 'NO_QUOTE');
  reader.unique('targets', claim.targets, (target) => target.target);
  reader.unique('links', claim.links, (link) => `${link.kind} ${link.claim}`);
  for (let index = 0; index < claim.targets.length; index++)
    if (claim.id !== '' && claim.targets[index]?.target === claim.id)
      reader.fault(['targets', index, 'target'], { code: 'SELF_TARGET' });
  for (let index = 0; index < claim.links.length; index++)
    if (claim.id !== '' && claim.links[index]?.claim === claim.id)
      reader.fault(['links', index, 'claim'], { code: 'SELF_LINK' });
  if (claim.statusReason === null && STATUSES_WITH_REASON.has(claim.status))
    reader.fault(['statusReason'], { code: 'MISSING_STATUS_REASON', status: claim.status });
}

function claimRefs(claim: Claim): Ref[] {
  return [
    ...idRefs('speakers', claim.speakers, ACTOR_ONLY),
    ...claim.targets.map(({ target }, index) => ({
      path: ['targets', index, 'target'],
      id: target,
      kinds: TARGET_KINDS,
    })),
    ...quoteRefs(claim.quotes),
    ...claim.via.flatMap(({ actor, source }, index) => [
      ...idRef(['via', index, 'actor'], actor, ACTOR_ONLY),
      ...idRef(['via', index, 'source'], source, SOURCE_ONLY),
    ]),
    ...idRefs('reporters', claim.reporters, ACTOR_ONLY),
    ...idRef(['at'], claim.at, EVENT_ONLY),
    ...claim.links.map((link, index) => ({ path: ['links', index, 'claim'], id: link.claim, kinds: CLAIM_ONLY })),
  ];
}

/** Speakers, targets and cited sources are left to the attributions, which stores index anyway. */
function claimFacets(claim: Claim): Facet[] {
  const facets: Facet[] = [];
  const add = (field: string, value: string | null) => {
    if (value === null || facets.some((facet) => facet.field === field && facet.value === value)) return;
    facets.push({ field, value });
  };
  add('at', claim.at);
  for (const reporter of claim.reporters) add('reporter', reporter);
  for (const via of claim.via) {
    add('viaActor', via.actor);
    add('viaSource', via.source);
  }
  for (const link of claim.links) add('link', link.claim);
  return facets;
}
