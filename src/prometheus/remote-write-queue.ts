import { RemoteWriteQueue } from './remote-write-options';
import { REMOTE_WRITE_MEMORY, REMOTE_WRITE_QUEUE } from './rules';
import { asNumber, Json } from '../manifest/finished';
import { checkNumber } from '../manifest/references';
import { inPromql } from '../scrape/timing';
import { finding, Finding } from '../validation/rule';

/** Factor of the send rate after an outage. */
const CATCH_UP = 3;
const LATENCY_MS = 200;
const LEAST_SHARDS = 4;

/** Prometheus' default. */
const DEFAULTS = { maxShards: 50, maxSamplesPerSend: 2000, capacity: 10_000 };

/**
 * Memory of a waiting sample: according to upstream, a shard with 10,000 waiting and 2,000 in flight needs less than 2 MB.
 * @see https://prometheus.io/docs/practices/remote_write/#memory-usage
 */
const BYTES_A_SAMPLE = 170;

/**
 * The parameters of a queue, set or computed. A shard sends one request after another: `maxSamplesPerSend / latency` samples per second.
 */
function sizesOf({ samplesPerSecond, latency, maxShards, maxSamplesPerSend = DEFAULTS.maxSamplesPerSend, capacity }: RemoteWriteQueue) {
  const aSecond = maxSamplesPerSend * 1000 / (latency?.toMilliseconds() ?? LATENCY_MS);
  const needed = samplesPerSecond === undefined
    ? DEFAULTS.maxShards
    : Math.max(LEAST_SHARDS, Math.ceil(CATCH_UP * samplesPerSecond / aSecond));
  return { maxShards: maxShards ?? needed, maxSamplesPerSend, capacity: capacity ?? 5 * maxSamplesPerSend };
}

/** `queueConfig` of a receiver. */
export function queueSpec(queue: RemoteWriteQueue): object {
  return {
    ...sizesOf(queue),
    minShards: queue.minShards,
    batchSendDeadline: inPromql(queue.batchSendDeadline),
    ...queue.retryOnRateLimit && { retryOnRateLimit: true },
    sampleAgeLimit: inPromql(queue.sampleAgeLimit),
  };
}

/** The queue of an entry of the finished custom resource, with Prometheus' defaults. */
export function queueOf(queueConfig: Json): RemoteWriteQueue {
  const numbers = ([
    'maxShards', 'minShards', 'maxSamplesPerSend', 'capacity',
  ] as const).map(name => [name, asNumber(queueConfig[name])] as const);
  return { ...DEFAULTS, ...Object.fromEntries(numbers.filter(([, value]) => value !== undefined)) };
}

/** Checks that need the options. */
export function checkQueueOptions({ samplesPerSecond, latency }: RemoteWriteQueue, prop: string): Finding[] {
  const isNothing = latency !== undefined && latency.toMilliseconds() <= 0;
  return [
    ...checkNumber(`${prop}.samplesPerSecond`, samplesPerSecond, 1),
    ...isNothing ? [finding(REMOTE_WRITE_QUEUE, { prop, why: '"latency" is 0: use the duration of a request, or remove it' })] : [],
  ];
}

/** Problems of the parameters of a finished queue. */
export function checkQueue(queue: RemoteWriteQueue, prop: string): Finding[] {
  const { maxShards, maxSamplesPerSend, capacity } = sizesOf(queue);
  const minShards = queue.minShards ?? 1;
  const whys = [
    ...capacity < maxSamplesPerSend
      ? [
        `"capacity" is ${capacity}, less than "maxSamplesPerSend" (${maxSamplesPerSend}), so requests are never full: use three to ten `
          + 'times "maxSamplesPerSend"',
      ]
      : [],
    ...minShards > maxShards ? [`"minShards" (${minShards}) is more than the maximum number of shards (${maxShards}): lower it`] : [],
  ];
  return [
    ...checkNumber(`${prop}.maxShards`, queue.maxShards, 1), ...checkNumber(`${prop}.minShards`, queue.minShards, 1),
    ...checkNumber(`${prop}.maxSamplesPerSend`, queue.maxSamplesPerSend, 1), ...checkNumber(`${prop}.capacity`, queue.capacity, 1),
    ...whys.map(why => finding(REMOTE_WRITE_QUEUE, { prop, why })),
  ];
}

/** Memory of all full queues of a Prometheus, compared with the limit of its container. */
export function checkQueueMemory(queues: readonly (RemoteWriteQueue | undefined)[], limit: number | undefined): Finding[] {
  const sizes = queues.map(queue => queue ? sizesOf(queue) : DEFAULTS);
  const samples = sizes.reduce((sum, { maxShards, maxSamplesPerSend, capacity }) => sum + maxShards * (maxSamplesPerSend + capacity), 0);
  const bytes = samples * BYTES_A_SAMPLE;
  const inMebibytes = (value: number) => `${Math.ceil(value / 1024 / 1024)}Mi`;
  return limit !== undefined && bytes > limit
    ? [finding(REMOTE_WRITE_MEMORY, { needed: inMebibytes(bytes), limit: inMebibytes(limit) })]
    : [];
}
