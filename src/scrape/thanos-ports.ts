/** The port with the Store API of every component of Thanos. */
export const STORE_API = { name: 'grpc', port: 10901 } as const;
/** The port of Receive for remote write. */
export const RECEIVE_WRITE = { name: 'remote-write', port: 19291 } as const;
/** The port for user interface, probes and metrics. */
export const THANOS_HTTP = { name: 'http', port: 10902 } as const;
