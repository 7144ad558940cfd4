// A saved view of the network: the page's address and where the nodes stood. A node that is gone is simply not drawn,
// so positions are not references and never keep a record from being removed.

import type { KindSpec } from './kind-spec.ts';
import { LISTS, TEXTS } from './limits.ts';
import { TARGET_KINDS } from './record-kinds.ts';
import type { View } from './records.ts';
import { VISIBILITIES } from './records.ts';
import { entryOf, recordOf } from './shapes.ts';

const VIEW_ONLY = ['view'] as const;
/** Coordinates of a canvas; far more than any layout needs. */
const EDGE = 1e7;

/** Fields with a value that goes without saying, other than none. */
const DEFAULTS = { visibility: 'PRIVATE' } as const;

const readPosition = entryOf<View['positions'][number]>((reader, input) => ({
  id: reader.id(input, 'id', TARGET_KINDS),
  x: reader.number(input, 'x', -EDGE, EDGE),
  y: reader.number(input, 'y', -EDGE, EDGE),
}));

export const viewSpec: KindSpec<View> = {
  kind: 'view',
  ...recordOf<View>(
    (reader, input) => ({
      id: reader.id(input, 'id', VIEW_ONLY),
      name: reader.text(input, 'name', TEXTS.name),
      description: reader.optionalText(input, 'description', TEXTS.description),
      visibility: reader.choice(input, 'visibility', VISIBILITIES, DEFAULTS.visibility),
      owner: reader.text(input, 'owner', TEXTS.name),
      address: reader.optionalText(input, 'address', TEXTS.address) ?? '',
      positions: reader.list(input, 'positions', LISTS.positions, readPosition),
      datasetVersion: reader.integer(input, 'datasetVersion', 0),
    }),
    (reader, { address, positions }) => {
      if (address.startsWith('?')) reader.fault(['address'], { code: 'QUERY_WITH_QUESTION_MARK' });
      reader.unique('positions', positions, (position) => position.id);
    },
  ),
  defaults: DEFAULTS,
  refs: () => [],
  facets: (view) => [
    { field: 'owner', value: view.owner },
    { field: 'visibility', value: view.visibility },
  ],
  title: (view) => view.name,
  names: (view) => [view.name],
  texts: (view) => (view.description === null ? [] : [{ field: 'description', text: view.description }]),
  bounds: () => null,
  dates: () => [],
};
