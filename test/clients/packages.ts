// Brings the clients that are tried: they are installed when their tests are asked for, not with the clone.

import { install } from '../support/on-demand.ts';

export const CLIENTS = 'test/clients';

export function setup(): void {
  install(CLIENTS);
}
