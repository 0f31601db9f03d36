// All findings of the graph, by subject.
export * from './rules/access';
export * from './rules/alerting';
export * from './rules/consumers';
export * from './rules/expressions';
export * from './rules/objects';
export * from './rules/servers';
export * from './rules/services';
export * from './rules/targets';
