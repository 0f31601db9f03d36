import { isPresent } from './values';

/** A schema rule that compares several fields, as implemented by this program. */
interface CelRule {
  /** Whether an object satisfies it. `self` includes defaults. */
  readonly holds: (self: Self) => boolean;
  /** The cure. */
  readonly cure: string;
}

interface Self {
  readonly [field: string]: any;
}

const has = isPresent;

/** Fields that a PrometheusAgent cannot have as a DaemonSet. */
const withoutDaemonSet = (field: string): [string, CelRule] => [
  `!(has(self.mode) && self.mode == 'DaemonSet' && has(self.${field}))`,
  { holds: self => self.mode !== 'DaemonSet' || !has(self, field), cure: `remove "${field}" if "mode" is "DaemonSet"` },
];

const DAEMON_SET_FIELDS = [
  'replicas', 'storage', 'persistentVolumeClaimRetentionPolicy', 'scrapeConfigSelector', 'probeSelector', 'scrapeConfigNamespaceSelector',
  'probeNamespaceSelector', 'serviceMonitorSelector', 'serviceMonitorNamespaceSelector', 'additionalScrapeConfigs', 'shardingStrategy',
];

const SHARDS_FOR_ZONES = '!has(self.shardingStrategy) || !has(self.shardingStrategy.mode) || self.shardingStrategy.mode != \'Topology\''
  + ' || !has(self.shardingStrategy.topology) || !has(self.shardingStrategy.topology.values)'
  + ' || self.shardingStrategy.topology.values.size() == 0'
  + ' || (has(self.shards) ? self.shards : 1) >= self.shardingStrategy.topology.values.size()';

/**
 * The CEL rules of all operator versions, by their text. A text without a row is not checked: a unit test demands a row for each one in
 * the data.
 * @see https://kubernetes.io/docs/reference/using-api/cel/
 */
export const CEL_RULES: ReadonlyMap<string, CelRule> = new Map<string, CelRule>([
  ...DAEMON_SET_FIELDS.map(withoutDaemonSet),
  ['!(has(self.mode) && self.mode == \'DaemonSet\' && has(self.shards) && self.shards > 1)', {
    holds: self => self.mode !== 'DaemonSet' || !(self.shards > 1),
    cure: 'remove "shards" if "mode" is "DaemonSet"',
  }],
  ['!(self.type != \'RollingUpdate\' && has(self.rollingUpdate))', {
    holds: self => self.type === 'RollingUpdate' || !has(self, 'rollingUpdate'),
    cure: 'remove "rollingUpdate", or set "type" to "RollingUpdate"',
  }],
  ['!has(self.externalId) || has(self.roleArn)', {
    holds: self => !has(self, 'externalId') || has(self, 'roleArn'),
    cure: 'set "roleArn" next to "externalId"',
  }],
  ['!has(self.topology) || (has(self.mode) && self.mode == \'Topology\')', {
    holds: self => !has(self, 'topology') || self.mode === 'Topology',
    cure: 'set "mode" to "Topology", or remove "topology"',
  }],
  ['!has(self.botToken) || !has(self.botTokenFile)', {
    holds: self => !has(self, 'botToken') || !has(self, 'botTokenFile'),
    cure: 'keep one of "botToken" and "botTokenFile"',
  }],
  ['has(self.httpConfig) && (has(self.httpConfig.authorization) || has(self.httpConfig.bearerTokenSecret))', {
    holds: self => has(self, 'httpConfig') && (has(self.httpConfig, 'authorization') || has(self.httpConfig, 'bearerTokenSecret')),
    cure: 'set "httpConfig.authorization"',
  }],
  [SHARDS_FOR_ZONES, {
    holds: ({ shards, shardingStrategy }) => {
      const zones = shardingStrategy?.mode === 'Topology' ? shardingStrategy.topology?.values : undefined;
      return !Array.isArray(zones) || zones.length === 0 || (shards ?? 1) >= zones.length;
    },
    cure: 'set "shards" to at least the number of "shardingStrategy.topology.values"',
  }],
  ['[has(self.basicAuth), has(self.authorization), has(self.oauth2)].filter(x, x).size() <= 1', {
    holds: self => ['basicAuth', 'authorization', 'oauth2'].filter(field => has(self, field)).length <= 1,
    cure: 'keep one of "basicAuth", "authorization" and "oauth2"',
  }],
]);
