import { SchemaSet } from './schema';
import { NodeReference, SchemaIndex } from '../upstream/schema-index';

const [STRING, BOOLEAN, INT64, TIME, MAP, OWNER, OWNERS, TEXTS, FIELDS, ANY, MANAGER, META] = Array.from({ length: 12 }, (_, at) => at);

const texts = (...names: string[]): Record<string, NodeReference> => Object.fromEntries(names.map(name => [name, STRING]));

/**
 * The metadata of every object, whatever its kind: the API server decodes it as Go's ObjectMeta. The fields are those of Kubernetes 1.28
 * and newer.
 * @see https://github.com/kubernetes/apimachinery/blob/master/pkg/apis/meta/v1/types.go
 */
const INDEX: SchemaIndex = {
  versions: ['1.28.0'],
  kinds: {},
  pool: [],
  nodes: [
    { t: 's' }, { t: 'b' }, { t: 'i', f: 'int64' }, { t: 's', f: 'date-time' },
    { t: 'o', m: STRING },
    { t: 'o', o: { ...texts('apiVersion', 'kind', 'name', 'uid'), controller: BOOLEAN, blockOwnerDeletion: BOOLEAN } },
    { t: 'a', i: OWNER },
    { t: 'a', i: STRING },
    { t: 'a', i: MANAGER },
    { any: 1 },
    { t: 'o', o: { ...texts('manager', 'operation', 'apiVersion', 'fieldsType', 'subresource'), time: TIME, fieldsV1: ANY } },
    {
      t: 'o',
      o: {
        ...texts('name', 'generateName', 'namespace', 'selfLink', 'uid', 'resourceVersion'),
        generation: INT64,
        deletionGracePeriodSeconds: INT64,
        creationTimestamp: TIME,
        deletionTimestamp: TIME,
        labels: MAP,
        annotations: MAP,
        ownerReferences: OWNERS,
        finalizers: TEXTS,
        managedFields: FIELDS,
      },
    },
  ],
};

export const OBJECT_META = new SchemaSet(INDEX, 0).node(META);
