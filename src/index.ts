// Table of contents: the public names in reading order, nothing else.

export * from './node-endpoints/node-endpoints';
export * from './node-endpoints/node-endpoints-props';
export * from './node-endpoints/node-source';
export * from './node-endpoints/skipped-nodes-policy';
export * from './config-reloader/config-reloader-sidecar';
export * from './config-reloader/config-reloader-props';
export * from './config-reloader/reload-method';
export * from './config-reloader/reloader-volume';
export * from './kube-state-metrics/kube-state-metrics';
export * from './kube-state-metrics/kube-state-metrics-props';
export * from './kube-state-metrics/custom-resource-state';
export * from './manifest/toleration';
export * from './validation/probe-checks';
