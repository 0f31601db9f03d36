// Modules that are loaded only when a stack is restricted.
export { derivedFrom, readsFrom } from './least-privilege';
export { restrictEgress } from './restrict-egress';
