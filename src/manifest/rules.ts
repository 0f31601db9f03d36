// All findings about options that several constructs have, by subject.
export * from './rules/dashboards';
export * from './rules/names';
export * from './rules/options';
export * from './rules/pods';
export * from './rules/services';
export * from './rules/vertical-pod-autoscaler';
