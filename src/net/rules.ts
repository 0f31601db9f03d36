import { rule, shown } from '../validation/rule';

export const CIDR = rule({
  id: 'net/cidr',
  severity: 'error',
  message: ({
    prop, cidr,
  }: { prop: string; cidr: string }) => `"${prop}" has ${shown(cidr)}, which is not a valid CIDR: write it like "10.0.0.0/8" or "fd00::/8"`,
  why: 'The API server rejects the NetworkPolicy, so it allows no connection.',
  example: { prop: 'controllerCidrs', cidr: '10.0.0.0' },
});
