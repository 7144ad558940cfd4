// A small TCP proxy that behaves badly on demand: it stops carrying anything (as a cable that was pulled), cuts every
// connection and takes no new ones, or half-closes them: it tells each end that the other will send no more, and carries nothing.

import { once } from 'node:events';
import type { AddressInfo, Socket } from 'node:net';
import { connect, createServer } from 'node:net';

export interface TcpProxy {
  port: number;
  /** Bytes are swallowed from now on, connections stay open. */
  stall(): void;
  /** Ends every connection; new ones are ended at once. */
  cut(): void;
  /** Tells the ends of every connection that nothing will follow, and carries nothing; new ones as well. */
  halfClose(): void;
  /** Carries again; what was swallowed is lost, so stalled connections are ended. */
  mend(): void;
  close(): Promise<void>;
}

export async function startProxy(target: { host: string; port: number }): Promise<TcpProxy> {
  let mode: 'carry' | 'stall' | 'cut' | 'half' = 'carry';
  const sockets = new Set<Socket>();
  const server = createServer({ allowHalfOpen: true }, (client) => {
    if (mode === 'cut') {
      client.destroy();
      return;
    }
    const upstream = connect({ port: target.port, host: target.host, allowHalfOpen: true });
    if (mode === 'half') client.end();
    for (const [from, to] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      sockets.add(from);
      // As the driver and the database do on theirs: small messages go at once.
      from.setNoDelay(true);
      from.on('data', (bytes) => {
        if (mode === 'carry') to.write(bytes);
      });
      from.on('end', () => {
        if (mode === 'carry') to.end();
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
    halfClose: () => {
      mode = 'half';
      for (const socket of sockets) socket.end();
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
