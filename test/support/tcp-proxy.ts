// A small TCP proxy that behaves badly on demand: it stops carrying anything (as a cable that was pulled), or cuts every
// connection and takes no new ones.

import { once } from 'node:events';
import type { AddressInfo, Socket } from 'node:net';
import { connect, createServer } from 'node:net';

export interface TcpProxy {
  port: number;
  /** Bytes are swallowed from now on, connections stay open. */
  stall(): void;
  /** Ends every connection; new ones are ended at once. */
  cut(): void;
  /** Carries again; what was swallowed is lost, so stalled connections are ended. */
  mend(): void;
  close(): Promise<void>;
}

export async function startProxy(target: { host: string; port: number }): Promise<TcpProxy> {
  let mode: 'carry' | 'stall' | 'cut' = 'carry';
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    if (mode === 'cut') {
      client.destroy();
      return;
    }
    const upstream = connect(target.port, target.host);
    for (const [from, to] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      sockets.add(from);
      from.on('data', (bytes) => {
        if (mode === 'carry') to.write(bytes);
      });
      from.on('error', () => to.destroy());
      from.on('close', () => {
        sockets.delete(from);
        to.destroy();
      });
    }
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const drop = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    port: (server.address() as AddressInfo).port,
    stall: () => {
      mode = 'stall';
    },
    cut: () => {
      mode = 'cut';
      drop();
    },
    mend: () => {
      mode = 'carry';
      drop();
    },
    close: async () => {
      drop();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
