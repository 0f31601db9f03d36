import { noName, NAMED_SECRET_KEY } from './references';
import { isMap, textOf } from '../../../values/json';
import { Part, PartRow } from '../row';

const needs = (field: 'username' | 'password', text: string): PartRow => ({
  id: `basic-auth/${field}`,
  field,
  see: { file: 'pkg/assets/store.go', text },
  find: part =>
    isMap(part[field]) && textOf((part[field] as { name?: unknown }).name) !== ''
      ? []
      : [
        {
          ...noName('Secret', field),
          why: 'does not refer to a Secret, but the operator reads both user name and password: set "name" and "key"',
        },
      ],
});

/** `basicAuth`: the operator reads both keys, so a single one is rejected. */
export const BASIC_AUTH: Part = {
  rows: [needs('username', 'failed to get basic auth username'), needs('password', 'failed to get basic auth password')],
  contains: [
    { at: 'username', part: NAMED_SECRET_KEY },
    { at: 'password', part: NAMED_SECRET_KEY },
  ],
};
