/** The port on which every component of Thanos answers for series. */
export const STORE_API = { name: 'grpc', port: 10901 } as const;
/** On which Receive takes remote write. */
export const RECEIVE_WRITE = { name: 'remote-write', port: 19291 } as const;
/** And that for people, probes and metrics. */
export const THANOS_HTTP = { name: 'http', port: 10902 } as const;
