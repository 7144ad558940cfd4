// Numbers about the server for Prometheus. No label holds anything that a client chose.

import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

export function createMetrics() {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const requests = new Counter({
    name: 'on_record_requests_total',
    help: 'Requests answered.',
    labelNames: ['route', 'method', 'status'],
    registers,
  });
  const durations = new Histogram({
    name: 'on_record_request_seconds',
    help: 'Time to the end of an answer; streams left out.',
    labelNames: ['route'],
    buckets: SECONDS,
    registers,
  });
  const calls = new Histogram({
    name: 'on_record_store_call_seconds',
    help: 'Time of a call to the store.',
    labelNames: ['verb'],
    buckets: SECONDS,
    registers,
  });
  const nodes = new Histogram({
    name: 'on_record_operation_nodes',
    help: 'Nodes that an operation could reach.',
    buckets: [0, 10, 100, 1_000, 5_000, 20_000],
    registers,
  });
  const streams = new Gauge({ name: 'on_record_streams', help: 'Change streams that are open.', registers });
  return {
    request(route: string, method: string, status: number, seconds: number): void {
      requests.inc({ route, method, status });
      durations.observe({ route }, seconds);
    },
    storeCall(verb: string, seconds: number): void {
      calls.observe({ verb }, seconds);
    },
    /** Nodes that an operation could reach. */
    nodes(count: number): void {
      nodes.observe(count);
    },
    streams(change: 1 | -1): void {
      streams.inc(change);
    },
    type: registry.contentType,
    text(): Promise<string> {
      return registry.metrics();
    },
  };
}

export type Metrics = ReturnType<typeof createMetrics>;
