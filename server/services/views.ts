// Saves views of the network. A view belongs to the name of the token that saved it, and nobody else changes it; a private
// one of somebody else is not even admitted to exist.

import { invalid, notFound, OnRecordError } from '../domain/errors.ts';
import { idProblem } from '../domain/ids.ts';
import type { Id, View } from '../domain/records.ts';
import type { Store, Stored } from '../store/store.ts';
import type { Curation, Patch } from './curation.ts';
import type { Authorship } from './writing.ts';

export function createViews(store: Store, curation: Curation) {
  return {
    /** Without an id a new one. */
    async save(
      id: Id | null,
      baseVersion: number | null,
      content: Patch,
      authorship: Authorship,
    ): Promise<Stored<'view'>> {
      const { datasetVersion } = await store.stats();
      if (id === null)
        return curation.add('view', { ...content, owner: authorship.author, datasetVersion }, authorship);
      const problem = idProblem(id, ['view']);
      if (problem !== null) throw invalid(['id'], problem);
      if (baseVersion === null) throw invalid(['baseVersion'], { code: 'MISSING_BASE_VERSION' });
      const [current] = (await store.getMany([id])) as (Stored<'view'> | null)[];
      if (current) refuseStranger(current.record, authorship.author);
      return curation.edit('view', id, baseVersion, { ...content, datasetVersion }, authorship);
    },
  };
}

export type Views = ReturnType<typeof createViews>;

function refuseStranger(view: View, author: string): void {
  if (view.owner === author) return;
  if (view.visibility === 'PRIVATE') throw notFound(['id'], 'view', view.id);
  throw new OnRecordError(
    'FORBIDDEN',
    `The view ${view.id} belongs to "${view.owner}"; save it as a new one, without id.`,
  );
}
