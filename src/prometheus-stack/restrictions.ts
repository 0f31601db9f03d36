// What is loaded when a stack is restricted.
export { derivedFrom, readsFrom } from './least-privilege';
export { restrictEgress } from './restrict-egress';
