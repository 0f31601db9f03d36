// Table of contents: the public names in reading order, nothing else.

export * from './node-endpoints/node-endpoints';
export * from './node-endpoints/node-endpoints-props';
export * from './node-endpoints/node-source';
export * from './node-endpoints/skipped-nodes-policy';
