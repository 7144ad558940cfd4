// What a target is called: its name, or the proposition where it is a claim.

import type { TargetRefFragment } from '../../gql/generated.ts';

export const titleOfTarget = (target: TargetRefFragment): string =>
  target.__typename === 'Claim' ? target.proposition : target.name;
