// All findings of a Prometheus and of an agent, by subject. Those that only an agent has are in agent/rules.ts.
export * from './rules/listening';
export * from './rules/remote-write';
export * from './rules/remote-write-senders';
export * from './rules/server';
export * from './rules/shards';
export * from './rules/storage';
