import { METADATA } from './metadata';
import { DATA, NETWORK, RBAC, SERVICES } from './others';
import { CONTAINERS, RESOURCES, SCHEDULING, VOLUMES } from './pods';
import { WORKLOADS } from './workloads';
import { CoreCase } from '../core-cases';

/** Every case, for the unit test and for a real API server. */
export const ALL_CORE_CASES: readonly CoreCase[] =
  [...METADATA, ...RESOURCES, ...CONTAINERS, ...VOLUMES, ...SCHEDULING, ...WORKLOADS, ...SERVICES, ...DATA, ...NETWORK, ...RBAC];
