// What is said of an actor and of those around it.

import { count, messages } from '../../messages.ts';

export const actorMessages = {
  says: (n: number) => `Says ${count(n)}`,
  told: (n: number) => `Said about it ${count(n)}`,
  counts: (speaks: number, told: number) => `Speaks in ${messages.claims(speaks)}, is spoken about in ${count(told)}.`,
  roles: 'Roles',
  targets: 'Speaks most about',
  critics: 'Opposed by',
  supporters: 'Supported by',
  nobody: 'Nobody, in these claims.',
  nothing: 'Nothing, in these claims.',
  further: (n: number) => `and ${count(n)} more`,
};
