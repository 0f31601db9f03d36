/** Whether an object keeps a rule: `self` has defaults written and no nulls. */
type CelRule = (self: Self) => boolean;

interface Self {
  readonly [field: string]: any;
}

const has = (self: Self | undefined, field: string) => self !== undefined && self !== null && Object.hasOwn(self, field) && self[field] !== null && self[field] !== undefined;

/** Fields that a PrometheusAgent cannot have as a DaemonSet. */
const withoutDaemonSet = (field: string): [string, CelRule] => [
  `!(has(self.mode) && self.mode == 'DaemonSet' && has(self.${field}))`,
  self => self.mode !== 'DaemonSet' || !has(self, field),
];

const MORE_SHARDS_THAN_ZONES = '!has(self.shardingStrategy) || !has(self.shardingStrategy.mode) || self.shardingStrategy.mode != \'Topology\''
  + ' || !has(self.shardingStrategy.topology) || !has(self.shardingStrategy.topology.values) || self.shardingStrategy.topology.values.size() == 0'
  + ' || (has(self.shards) ? self.shards : 1) >= self.shardingStrategy.topology.values.size()';

/**
 * The CEL rules of all operator versions, by their text. A text without a row is not checked: a unit test demands a row for each one in the data.
 * @see https://kubernetes.io/docs/reference/using-api/cel/
 */
export const CEL_RULES: ReadonlyMap<string, CelRule> = new Map<string, CelRule>([
  ...['replicas', 'storage', 'persistentVolumeClaimRetentionPolicy', 'scrapeConfigSelector', 'probeSelector', 'scrapeConfigNamespaceSelector',
    'probeNamespaceSelector', 'serviceMonitorSelector', 'serviceMonitorNamespaceSelector', 'additionalScrapeConfigs', 'shardingStrategy'].map(withoutDaemonSet),
  ['!(has(self.mode) && self.mode == \'DaemonSet\' && has(self.shards) && self.shards > 1)', self => self.mode !== 'DaemonSet' || !(self.shards > 1)],
  ['!(self.type != \'RollingUpdate\' && has(self.rollingUpdate))', self => self.type === 'RollingUpdate' || !has(self, 'rollingUpdate')],
  ['!has(self.externalId) || has(self.roleArn)', self => !has(self, 'externalId') || has(self, 'roleArn')],
  ['!has(self.topology) || (has(self.mode) && self.mode == \'Topology\')', self => !has(self, 'topology') || self.mode === 'Topology'],
  [MORE_SHARDS_THAN_ZONES, ({ shards, shardingStrategy }) => {
    const zones = shardingStrategy?.mode === 'Topology' ? shardingStrategy.topology?.values : undefined;
    return !Array.isArray(zones) || (shards ?? 1) >= zones.length;
  }],
  ['[has(self.basicAuth), has(self.authorization), has(self.oauth2)].filter(x, x).size() <= 1',
    self => ['basicAuth', 'authorization', 'oauth2'].filter(field => has(self, field)).length <= 1],
]);

/** Rules that the data has and this program does not. */
export function unknownRules(pool: Iterable<string>): string[] {
  return [...pool].filter(text => !CEL_RULES.has(text));
}
