import { rule, shown } from '../../validation/rule';

/** Parameters of the message of each effect. */
export interface OperatorArgs {
  /** Undefined if the caller names the object in the message. */
  readonly object?: string;
  readonly kind: string;
  readonly path: string;
  readonly value?: unknown;
  /** The reason and the cure. */
  readonly why: string;
}

/** What is wrong, with its value: `spec.endpoints[0].path "/x?y" has ...`. */
const where = ({ object, path, value, why }: OperatorArgs) =>
  `${path}${object === undefined
    ? ''
    : ` of ${object}`}${value === undefined || value === null ? '' : ` is ${shown(value)}, which`} ${why}`;
const SELECTOR = 'https://github.com/prometheus-operator/prometheus-operator/blob/main/pkg/prometheus/resource_selector.go';
const PROMCFG = 'https://github.com/prometheus-operator/prometheus-operator/blob/main/pkg/prometheus/promcfg.go';

export const LEFT_OUT = rule({
  id: 'operator/left-out',
  severity: 'error',
  message: (args: OperatorArgs) => `${where(args)}; the operator rejects this ${args.kind}`,
  why: 'The API server accepts the object, but the operator leaves it out of the configuration. Only an event and the log of the operator '
    + 'report it.',
  example: {
    object: 'ServiceMonitor shop/web',
    kind: 'ServiceMonitor',
    path: 'spec.endpoints[0].scrapeTimeout',
    value: '60s',
    why: 'is longer than "interval", "30s": shorten "scrapeTimeout"',
  },
  see: SELECTOR,
});

export const REJECTED = rule({
  id: 'operator/rejected',
  severity: 'error',
  message: (args: OperatorArgs) => `${where(args)}; the operator rejects the whole ${args.kind}`,
  why: 'Each reconciliation fails. Pods and configuration stay as they were, and no later change takes effect.',
  example: {
    object: 'Prometheus monitoring/main',
    kind: 'Prometheus',
    path: 'spec.version',
    value: 'latest',
    why: 'is not a version: write it like "v3.5.0"',
  },
  see: PROMCFG,
});

export const BLOCKED = rule({
  id: 'operator/blocked',
  severity: 'error',
  message: (args: OperatorArgs) =>
    `${where(args)}; with this ${args.kind}, the operator rejects all objects that are selected with it`,
  why: 'The operator selects the object, and then rejects the whole configuration. One wrong object blocks routing changes of every team.',
  example: {
    object: 'AlertmanagerConfig shop/team',
    kind: 'AlertmanagerConfig',
    path: 'spec.route.routes[0].groupWait',
    value: 'soon',
    why: 'is not a duration: write it like "30s"',
  },
  see: 'https://github.com/prometheus-operator/prometheus-operator/blob/main/pkg/alertmanager/amcfg.go',
});

export const RELOAD = rule({
  id: 'operator/reload',
  severity: 'error',
  message: (args: OperatorArgs) => `${where(args)}; the operator accepts it, but the process then rejects its configuration`,
  why: 'The old configuration stays in use until the pod restarts. Then the pod does not start. The owner of the object is not notified.',
  example: {
    object: 'Probe shop/web',
    kind: 'Probe',
    path: 'spec.oauth2',
    value: undefined,
    why: 'is set together with "basicAuth", but only one authentication method is allowed: remove one of them',
  },
  see: PROMCFG,
});

export const IGNORED = rule({
  id: 'operator/ignored',
  severity: 'warning',
  message: (args: OperatorArgs) => `${where(args)}; the operator ignores it`,
  why: 'The field has no effect. Only a line in the log of the operator reports it.',
  example: {
    object: 'PodMonitor shop/web',
    kind: 'PodMonitor',
    path: 'spec.keepDroppedTargets',
    value: undefined,
    why: 'requires Prometheus 2.47.0 or newer; the version is 2.44.0: remove it, or update',
  },
  see: PROMCFG,
});

export const OTHERWISE = rule({
  id: 'operator/otherwise',
  severity: 'warning',
  message: (args: OperatorArgs) => `${where(args)}; the operator accepts it`,
  why: 'The object works, but differently from what the manifest suggests.',
  example: {
    object: 'PodMonitor shop/web',
    kind: 'PodMonitor',
    path: 'spec.podMetricsEndpoints[0].path',
    value: '/metrics?all=1',
    why: 'has "?", which Prometheus escapes, so that the path is wrong: move the query to "params"',
  },
  see: 'https://github.com/prometheus/prometheus/blob/main/scrape/target.go',
});

/** Parameters of the messages about the Secret of an Alertmanager. */
export interface SecretArgs {
  /** Undefined if the caller names the Secret in the message. */
  readonly object?: string;
  readonly alertmanager: string;
  readonly why: string;
}

const ALERTMANAGER = 'https://github.com/prometheus-operator/prometheus-operator/blob/main/pkg/alertmanager/operator.go';

export const CONFIG_KEY = rule({
  id: 'operator/config-key',
  severity: 'error',
  message: ({
    object = 'it', alertmanager, why,
  }: SecretArgs) => `${object} has the configuration of the Alertmanager ${shown(alertmanager)}, and ${why}`,
  why: 'The operator reads only the key "alertmanager.yaml". Without that key it writes a configuration whose only receiver drops every '
    + 'alert. It reports that only in its log.',
  example: {
    object: 'Secret monitoring/alertmanager-main',
    alertmanager: 'main',
    why: 'has the key "alertmanager.yml": rename it to "alertmanager.yaml"; the operator reads only this key, and otherwise uses a '
      + 'configuration that drops every alert',
  },
  see: ALERTMANAGER,
});

export const CONFIG_UNREAD = rule({
  id: 'operator/config-unread',
  severity: 'warning',
  message: ({ object, alertmanager, why }: SecretArgs) =>
    `${object === undefined
      ? ''
      : `${object}, `}the configuration of the Alertmanager ${shown(alertmanager)}${object === undefined ? '' : ','} ${why}`,
  why: 'A file that cannot be parsed is not checked. It is not an error, since Go reads some texts that YAML 1.2 does not allow. '
    + 'For an empty file the operator writes its own configuration, which drops every alert.',
  example: {
    object: 'Secret monitoring/alertmanager-main',
    alertmanager: 'main',
    why: 'cannot be parsed as YAML here, so it is not checked: line 2, column 1: Flow sequence is not closed',
  },
  see: ALERTMANAGER,
});
