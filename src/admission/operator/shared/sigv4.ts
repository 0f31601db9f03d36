import { SECRET_KEY } from './references';
import { isMap } from '../../../values/json';
import { Part } from '../row';

/** `sigv4`: both keys or neither. */
export const SIGV4: Part = {
  rows: [
    {
      id: 'sigv4/one-key',
      field: 'accessKey, secretKey',
      see: { file: 'pkg/assets/store.go', text: 'both accessKey and secretKey should be provided' },
      find: part =>
        isMap(part.accessKey) === isMap(part.secretKey)
          ? []
          : [
            {
              at: '',
              why: `has "${isMap(part.accessKey)
                ? 'accessKey'
                : 'secretKey'}" but not the other key: set both "accessKey" and "secretKey", or neither`,
            },
          ],
    },
  ],
  contains: [
    { at: 'accessKey', part: SECRET_KEY },
    { at: 'secretKey', part: SECRET_KEY },
  ],
};
