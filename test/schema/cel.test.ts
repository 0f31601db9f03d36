import { CEL_RULES } from '../../src/schema/cel';

/** The rule whose text has these words. */
function ruleOf(words: string) {
  const found = [...CEL_RULES].filter(([text]) => text.includes(words)).map(([, rule]) => rule);
  expect(found).toHaveLength(1);
  return found[0];
}

const TOPOLOGY = { mode: 'Topology', topology: { values: ['a', 'b'] } };

// each row is what the text of the rule says by CEL's own semantics: https://kubernetes.io/docs/reference/using-api/cel/
test.each<[string, object[], object[], string]>([
  ['has(self.replicas))', [{ mode: 'DaemonSet' }, { replicas: 1 }, { mode: 'StatefulSet', replicas: 1 }, { mode: 'DaemonSet', replicas: null }, { mode: 'DaemonSet', replicas: undefined }],
    [{ mode: 'DaemonSet', replicas: 1 }, { mode: 'DaemonSet', replicas: 0 }], 'remove "replicas" if "mode" is "DaemonSet"'],
  ['self.shards > 1', [{ mode: 'DaemonSet' }, { mode: 'DaemonSet', shards: 1 }, { shards: 2 }, { mode: 'StatefulSet', shards: 2 }], [{ mode: 'DaemonSet', shards: 2 }], 'remove "shards" if "mode" is "DaemonSet"'],
  ['self.rollingUpdate', [{}, { type: 'RollingUpdate' }, { type: 'RollingUpdate', rollingUpdate: {} }, { type: 'OnDelete' }], [{ type: 'OnDelete', rollingUpdate: {} }, { rollingUpdate: {} }],
    'remove "rollingUpdate", or set "type" to "RollingUpdate"'],
  ['self.externalId', [{}, { roleArn: 'a' }, { externalId: 'a', roleArn: 'a' }], [{ externalId: 'a' }], 'set "roleArn" next to "externalId"'],
  ['!has(self.topology) ||', [{}, { mode: 'Topology' }, { mode: 'Topology', topology: {} }, { mode: 'Classic' }], [{ topology: {} }, { mode: 'Classic', topology: {} }], 'set "mode" to "Topology", or remove "topology"'],
  ['self.botTokenFile', [{}, { botToken: {} }, { botTokenFile: 'a' }], [{ botToken: {}, botTokenFile: 'a' }], 'keep one of "botToken" and "botTokenFile"'],
  ['self.httpConfig.authorization', [{ httpConfig: { authorization: {} } }, { httpConfig: { bearerTokenSecret: {} } }, { httpConfig: { authorization: {}, bearerTokenSecret: {} } }],
    [{}, { httpConfig: {} }, { httpConfig: { other: {} } }], 'set "httpConfig.authorization"'],
  ['self.shardingStrategy.topology.values', [
    {}, { shards: 2, shardingStrategy: TOPOLOGY }, { shards: 3, shardingStrategy: TOPOLOGY }, { shardingStrategy: { ...TOPOLOGY, topology: { values: ['a'] } } },
    { shardingStrategy: { ...TOPOLOGY, mode: 'Classic' } }, { shardingStrategy: { mode: 'Topology' } }, { shardingStrategy: { mode: 'Topology', topology: {} } },
    { shards: 0, shardingStrategy: { mode: 'Topology', topology: { values: [] } } },
  ], [{ shardingStrategy: TOPOLOGY }, { shards: 1, shardingStrategy: TOPOLOGY }], 'set "shards" to at least the number of "shardingStrategy.topology.values"'],
  ['self.oauth2', [{}, { basicAuth: {} }, { authorization: {} }, { oauth2: {} }], [{ basicAuth: {}, authorization: {} }, { basicAuth: {}, oauth2: {} }, { authorization: {}, oauth2: {} }],
    'keep one of "basicAuth", "authorization" and "oauth2"'],
])('%s', (words, kept, broken, cure) => {
  const rule = ruleOf(words);
  expect(kept.map(self => [self, rule.holds(self)])).toEqual(kept.map(self => [self, true]));
  expect(broken.map(self => [self, rule.holds(self)])).toEqual(broken.map(self => [self, false]));
  expect(rule.cure).toBe(cure);
});

test('properties of every JavaScript object are not fields', () => {
  expect(ruleOf('self.externalId').holds(Object.create({ externalId: 'a' }))).toBe(true);
});
