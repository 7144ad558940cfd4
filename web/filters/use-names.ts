// The names of records that an address knows by id only. Until they are there, and for ids that are none, the id stands.

import { Names } from '../gql/generated.ts';
import { useQueryState } from '../gql/queries.ts';
import type { NameOf } from './chips.ts';

export function useNames(ids: readonly string[]): NameOf {
  const wanted = [...ids].sort().slice(0, 100);
  const { data } = useQueryState(Names, { ids: wanted }, { enabled: wanted.length > 0 });
  const names = new Map<string, string>();
  for (const [index, record] of (data?.nodes ?? []).entries()) {
    if (record === null) continue;
    const name =
      'name' in record
        ? record.name
        : 'title' in record
          ? record.title
          : 'proposition' in record
            ? record.proposition
            : record.id;
    // A merged id is answered by the record that stands for it.
    for (const id of [record.id, wanted[index]]) if (id !== undefined) names.set(id, name);
  }
  return (id) => names.get(id) ?? id;
}
