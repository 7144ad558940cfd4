// The flat table of a set, worked out from its JSON Lines by other means than the server's: what each row must hold where no
// judgement has made records one. Values are as JSON holds them; days are left to the tests that know dates.

import { readFileSync } from 'node:fs';

// biome-ignore lint/suspicious/noExplicitAny: lines are read as whoever has only the file reads them
type Line = any;

export const SEED = new URL('../../seed/security-guarantees/', import.meta.url);
const STANCES: Record<string, number> = { SUPPORTS: 1, OPPOSES: -1, NEUTRAL: 0, MIXED: 0 };
const KINDS: Record<string, string> = { act: 'ACTOR', evt: 'EVENT', top: 'TOPIC', clm: 'CLAIM' };

export function linesOf(name: string): Line[] {
  return readFileSync(new URL(`${name}.jsonl`, SEED), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
}

/** Rows of the claims that count, in the order of the file; without versions, earliest and latest, which no line says. */
export function seedRows(curator: string): Record<string, unknown>[] {
  const claims = linesOf('claims');
  const byId = new Map<string, Line>(
    [...linesOf('actors'), ...linesOf('events'), ...linesOf('topics'), ...linesOf('sources'), ...claims].map((line) => [
      line.id,
      line,
    ]),
  );
  const nameOf = (id: string): string => {
    const { name, title, proposition } = byId.get(id);
    return name ?? title ?? proposition;
  };
  const kindOf = (id: string): string => KINDS[id.slice(0, 3)] ?? '';
  return claims
    .filter(({ status }) => status === undefined || status === 'ACCEPTED' || status === 'DISPUTED')
    .flatMap((claim) =>
      claim.speakers.flatMap((speaker: string) =>
        claim.targets.map(({ target, stance }: Line) => {
          const [quote] = claim.quotes;
          const passages = passagesIn(claim.quotes);
          const source = byId.get(quote.source);
          const via = claim.via ?? [];
          return {
            claimId: claim.id,
            speakerId: speaker,
            speaker: nameOf(speaker),
            targetId: target,
            target: nameOf(target),
            targetKind: kindOf(target),
            stance,
            stanceValue: STANCES[stance],
            proposition: claim.proposition,
            kind: claim.kind,
            status: claim.status ?? 'ACCEPTED',
            saidOn: claim.saidOn ?? null,
            jointSpeakers: claim.speakers.length,
            directSpeech: claim.directSpeech ?? false,
            hedged: claim.hedged ?? false,
            quote: passages[0]?.words,
            quoteCount: claim.quotes.length,
            sourceId: source.id,
            sourceTitle: source.title,
            sourceUrl: source.url ?? null,
            publisher: source.publisher ?? null,
            speakerCount: claim.speakers.length,
            targetCount: claim.targets.length,
            speakerKind: byId.get(speaker).kind,
            targetActorKind: kindOf(target) === 'ACTOR' ? byId.get(target).kind : null,
            quoteTexts: passages.map(({ words }) => words),
            quoteSourceIds: passages.map(({ source }) => source),
            quoteStart: quote.start ?? null,
            quoteEnd: quote.end ?? null,
            quoteState: quote.state,
            quoteLocator: quote.locator ?? null,
            sourcePublished: source.published ?? null,
            sourceLanguage: source.language ?? null,
            reliability: source.reliability ?? null,
            language: claim.language ?? null,
            confidence: claim.confidence ?? null,
            atId: claim.at ?? null,
            at: claim.at === undefined ? null : nameOf(claim.at),
            reporterIds: claim.reporters ?? [],
            reporters: (claim.reporters ?? []).map(nameOf),
            viaActorIds: via.flatMap(({ actor }: Line) => actor ?? []),
            viaSourceIds: via.flatMap((hop: Line) => hop.source ?? []),
            via: via.map((hop: Line) => (hop.actor || hop.source ? nameOf(hop.actor ?? hop.source) : hop.note)),
            curator,
          };
        }),
      ),
    );
}

/** Pieces with one number are one, where its first piece is. */
function passagesIn(quotes: Line[]): { words: string; source: string }[] {
  const isFirst = ({ passage }: Line, index: number) =>
    passage === undefined || quotes.findIndex((other) => other.passage === passage) === index;
  return quotes.filter(isFirst).map((first) => ({
    words: quotes
      .filter((other) => other === first || (first.passage !== undefined && other.passage === first.passage))
      .map(({ exact }) => exact)
      .join(' … '),
    source: first.source,
  }));
}

/** Whichever order they come in. */
export function sortedRows<T extends Record<string, unknown>>(rows: readonly T[]): T[] {
  const key = ({ claimId, speakerId, targetId, stance }: T) => `${claimId} ${speakerId} ${targetId} ${stance}`;
  return rows.toSorted((a, b) => (key(a) < key(b) ? -1 : 1));
}
