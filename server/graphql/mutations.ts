// One line per mutation: which service does it, and as what its answer is shown. What all have in common (who may, who
// wrote, why, into which batch, the idempotency key, the faults) happens once, in `mutation`.

import { invalid } from '../domain/errors.ts';
import type { FaultPath } from '../domain/faults/fault.ts';
import { FaultCollector } from '../domain/faults/fault-collector.ts';
import type { RecordKind } from '../domain/record-kinds.ts';
import type { Id } from '../domain/records.ts';
import type { Answer } from '../services/idempotency.ts';
import type { ResolvedRecord } from '../services/records.ts';
import { resolveStored } from '../services/records.ts';
import type { Written } from '../services/warnings.ts';
import type { WriteServices } from '../services/write-services.ts';
import type { Authorship } from '../services/writing.ts';
import type { Stored } from '../store/store.ts';
import type { Context } from './context.ts';
import type * as Input from './generated.ts';
import { claimFields, recordFields } from './inputs.ts';
import type { UserError, Warning } from './user-errors.ts';
import { toWarning, userErrors } from './user-errors.ts';

type Payload = Record<string, unknown> & { userErrors: UserError[]; warnings: Warning[] };
type Resolve<I> = (root: unknown, args: { input: I }, context: Context) => Promise<Payload>;
type Run<I> = (services: WriteServices, input: I, authorship: Authorship) => Promise<Answer>;
type Show = (records: readonly ResolvedRecord[], count: number | null) => Record<string, unknown>;

/** What an input may hold beside its record; each has some of it. */
interface Common {
  reason?: string | null;
  batch?: Id | null;
  dryRun?: boolean | null;
  idempotencyKey?: string | null;
}
interface Edited extends Common {
  id: Id;
  baseVersion: number;
}

/** Where the input holds what is told by another path. */
interface Paths {
  /** From the path in a record. */
  toInput?: (path: FaultPath) => FaultPath;
  /** Of each record that was written. */
  pathOf?: (index: number) => FaultPath;
}

function mutation<I extends Common>(
  name: string,
  show: Show,
  run: Run<I>,
  { toInput, pathOf = () => [] }: Paths = {},
): Resolve<I> {
  return async (_root, { input }, context) => {
    const { access, idempotency } = context.write;
    const { name: author } = access.require(context.viewer, 'CURATOR');
    const { reason, batch, dryRun, idempotencyKey: key } = input;
    try {
      const { records, count } = await idempotency.once({ author, key, operation: name, input }, (ticket) =>
        run(context.write, input, { author, reason, batch, dryRun, ticket }),
      );
      // What was only tried cannot be shown.
      if (dryRun === true) return { ...show([], count ?? records.length), userErrors: [], warnings: [] };
      context.changed.ring();
      // What was loaded before this is what was before it.
      context.reread();
      const written = records.map((record, index) => writtenAt(record, input, pathOf(index)));
      const warnings = (await context.write.warnings.about(written)).map((fault) => toWarning(fault, toInput));
      return { ...show(await resolveStored(context.store, records), count), userErrors: [], warnings };
    } catch (error) {
      return { userErrors: userErrors(error, toInput), warnings: [] };
    }
  };
}

function writtenAt(record: Stored, input: object, at: FaultPath): Written {
  const given = at.reduce<unknown>((part, step) => (part as Record<string | number, unknown>)[step], input) as object;
  return { stored: record, at, hasField: (field) => (given as Record<string, unknown>)[field] !== undefined };
}

const as =
  (field: string): Show =>
  ([record]) => ({ [field]: record });
const asClaims: Show = (claims) => ({ claims });
const asReviewed: Show = (records, count) => ({
  claims: records.filter(({ kind }) => kind === 'claim'),
  batch: records.find(({ kind }) => kind === 'batch'),
  count: count ?? records.length,
});
const one = (record: Stored): Answer => ({ records: [record], count: null });
const all = (records: Stored[]): Answer => ({ records, count: null });

export const add = (name: string, kind: RecordKind) =>
  mutation(name, as(kind), async ({ curation }, input, authorship) =>
    one(await curation.add(kind, recordFields(input), authorship)),
  );

export const edit = (name: string, kind: RecordKind) =>
  mutation<Edited>(name, as(kind), async ({ curation }, input, authorship) => {
    return one(await curation.edit(kind, input.id, input.baseVersion, recordFields(input), authorship));
  });

export const mutations = {
  addClaim: mutation<Input.AddClaimInput>('addClaim', as('claim'), async ({ curation }, input, authorship) => {
    const faults = new FaultCollector();
    return one(
      await curation.add('claim', { ...claimFields(input, faults), status: 'ACCEPTED' }, authorship, faults.list),
    );
  }),
  editClaim: mutation<Input.EditClaimInput>('editClaim', as('claim'), async ({ curation }, input, authorship) => {
    const faults = new FaultCollector();
    return one(
      await curation.edit('claim', input.id, input.baseVersion, claimFields(input, faults), authorship, faults.list),
    );
  }),
  proposeClaims: mutation<Input.ProposeClaimsInput>(
    'proposeClaims',
    asClaims,
    async ({ reviews }, input, authorship) => {
      const faults = new FaultCollector();
      const claims = input.claims.map((claim, index) => claimFields(claim, faults.at(['claims', index])));
      return all(await reviews.propose(claims, authorship, faults.list));
    },
    { pathOf: (index) => ['claims', index] },
  ),
  reviewClaims: mutation<Input.ReviewClaimsInput>(
    'reviewClaims',
    asReviewed,
    async ({ reviews, reviewAll }, { reviews: each, all: every }, authorship) => {
      if (each && !every) return all(await reviews.review(each, authorship));
      if (!every || each) throw invalid([], { code: 'NOT_ONE_OF', fields: ['reviews', 'all'] });
      const { count, batch } = await reviewAll(every, authorship);
      return { records: batch === null ? [] : [batch], count };
    },
  ),
  disputeClaim: mutation<Input.DisputeClaimInput>('disputeClaim', as('claim'), async ({ reviews }, input, authorship) =>
    all(await reviews.dispute(input.id, input.baseVersion, input.statusReason, authorship)),
  ),
  retractClaim: mutation<Input.RetractClaimInput>('retractClaim', as('claim'), async ({ reviews }, input, authorship) =>
    all(await reviews.retract(input.id, input.baseVersion, input.statusReason, authorship)),
  ),

  judgeIdentity: mutation<Input.JudgeIdentityInput>(
    'judgeIdentity',
    as('judgement'),
    async ({ identity }, { verdict, keep, other, reason }, authorship) =>
      one(await identity.judge(verdict, keep, other, reason, authorship)),
    // The list as a whole is wrong where the second is the first again.
    { toInput: (path) => (path[0] === 'records' ? [path[1] === 0 ? 'keep' : 'other'] : path) },
  ),
  withdrawJudgement: mutation<Input.WithdrawJudgementInput>(
    'withdrawJudgement',
    as('judgement'),
    async ({ identity }, { id, baseVersion, reason }, authorship) =>
      one(await identity.withdraw(id, baseVersion, reason, authorship)),
  ),

  createBatch: mutation<Input.CreateBatchInput>('createBatch', as('batch'), async ({ batches }, input, authorship) =>
    one(await batches.create(recordFields(input), authorship)),
  ),
  revertBatch: mutation<Input.RevertBatchInput>(
    'revertBatch',
    ([batch], reverted) => ({ batch, reverted }),
    async ({ batches }, { id, reason }, authorship) => {
      const { batch, reverted } = await batches.revert(id, reason, authorship);
      return { records: [batch], count: reverted };
    },
  ),

  saveView: mutation<Input.SaveViewInput>(
    'saveView',
    as('view'),
    async ({ views }, input, authorship) => {
      const positions = input.positions?.map(({ recordId, ...at }) => ({ id: recordId, ...at }));
      const fields = recordFields({ ...input, positions });
      return one(await views.save(input.id ?? null, input.baseVersion ?? null, fields, authorship));
    },
    {
      toInput: (path) => (path[0] === 'positions' && path[2] === 'id' ? [...path.slice(0, 2), 'recordId'] : path),
    },
  ),

  async createToken(_root: unknown, { input }: Input.MutationCreateTokenArgs, { write, viewer }: Context) {
    write.access.require(viewer, 'ADMIN');
    try {
      return { ...(await write.access.createToken(input)), userErrors: [] };
    } catch (error) {
      return { userErrors: userErrors(error) };
    }
  },
  async revokeToken(_root: unknown, { id }: Input.MutationRevokeTokenArgs, { write, viewer }: Context) {
    write.access.require(viewer, 'ADMIN');
    try {
      return { token: await write.access.revokeToken(id), userErrors: [] };
    } catch (error) {
      return { userErrors: userErrors(error, undefined, '') };
    }
  },
};
