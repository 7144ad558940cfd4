// Whose request it is, as far as the network tells. This machine is trusted, and so is a proxy on it to say whom it speaks for.

import type { IncomingMessage } from 'node:http';
import { isIPv6 } from 'node:net';

/** Null for a request of this machine itself. An IPv6 address stands for its network: one who has one has them all. */
export function addressOf(request: IncomingMessage): string | null {
  const peer = plain(request.socket.remoteAddress ?? 'unknown');
  if (!isLoopback(peer)) return network(peer);
  const forwarded = [request.headers['x-forwarded-for'] ?? []].flat().join(',');
  const last = forwarded.split(',').at(-1)?.trim();
  return last ? network(plain(last)) : null;
}

function plain(address: string): string {
  return address.startsWith('::ffff:') ? address.slice('::ffff:'.length) : address;
}

function isLoopback(address: string): boolean {
  return address === '::1' || address.startsWith('127.');
}

function network(address: string): string {
  if (!isIPv6(address)) return address;
  const [head = '', tail = ''] = address.split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === '' ? [] : tail.split(':');
  const gap = Array.from({ length: Math.max(0, 8 - left.length - right.length) }, () => '0');
  return `${[...left, ...gap, ...right].slice(0, 4).join(':')}::/64`;
}
