import { Duration } from 'cdk8s';
import { AlertRouting } from './alert-routing';
import { AlertmanagerConfigMatcher, AlertmanagerProps } from './alertmanager-props';
import { resolvePod } from '../manifest/pod';
import { prefixOf } from '../manifest/references';
import { isExposed } from '../manifest/service';
import { Finding } from '../validation/rule';
import { ComponentVersion } from '../versions/component-version';
import { imageOf, versionIn } from '../versions/releases';

/** The props with their defaults, and the problems found. Never throws. */
export function resolveProps(props: AlertmanagerProps, chartNamespace: string | undefined) {
  const text = props.version ?? versionIn('alertmanager', props.versions);
  const { version, findings } = ComponentVersion.parse('alertmanager', 'version', text);
  const operator = ComponentVersion.parse(
    'prometheusOperator', 'operatorVersion', props.operatorVersion ?? versionIn('prometheusOperator', props.versions),
  );
  const { imageRegistry: registry, imageDigest: digest } = props;
  const namespace = props.namespace ?? chartNamespace;
  const id = props.name ?? 'main';
  const replicas = props.replicas ?? 3;
  return {
    findings: [...findings, ...operator.findings] as readonly Finding[],
    version,
    operator: operator.version,
    id,
    name: `alertmanager-${id}`,
    namespace,
    labels: props.labels ?? {},
    image: props.image ?? imageOf('alertmanager', { version: text, registry, digest }),
    replicas,
    routing: props.routing,
    // the operator's default drops every alert as well, but has no inhibition rules
    writtenRouting: props.routing ?? (props.configSecret === undefined && !namesConfiguration(props) ? nowhere() : undefined),
    namesConfiguration: namesConfiguration(props),
    clusterLabels: props.clusterLabels ?? ['cluster'],
    configSecret: props.configSecret,
    namespaces: [...new Set(props.namespaces ?? [])].filter(name => name !== namespace).sort(),
    requestedNamespaces: props.namespaces,
    allNamespaces: props.allNamespaces ?? false,
    configSelection: props.configSelection ?? {},
    configMatcher: props.configMatcher ?? AlertmanagerConfigMatcher.ON_NAMESPACE,
    retention: inHours(props.retention) ?? '120h',
    storage: props.storage,
    externalUrl: props.externalUrl,
    tls: props.tls,
    serviceOptions: props.serviceOptions ?? {},
    isExposed: isExposed(props.serviceOptions ?? {}),
    networkPolicy: props.networkPolicy ?? true,
    clientNamespaces: [...new Set(props.clientNamespaces ?? [])].sort(),
    podDisruptionBudget: props.podDisruptionBudget ?? replicas > 1,
    logLevel: props.logLevel ?? 'info',
    logFormat: props.logFormat ?? 'logfmt',
    operatorProbesConfigReloader: props.operatorProbesConfigReloader ?? true,
    routePrefix: prefixOf(props.routePrefix),
    options: props,
    pod: resolvePod(props, { cpu: '20m', memory: '100Mi' }),
  };
}

export type ResolvedProps = ReturnType<typeof resolveProps>;

/** Whether `spec` refers to an existing AlertmanagerConfig instead of `routing` and `configSecret`. */
function namesConfiguration({ routing, configSecret, spec }: AlertmanagerProps): boolean {
  return routing === undefined && configSecret === undefined && typeof spec?.alertmanagerConfiguration?.name === 'string';
}

/** Every alert is dropped, unless an AlertmanagerConfig of its namespace routes it. */
function nowhere(): AlertRouting {
  return new AlertRouting({ route: { receiver: 'null', groupBy: ['namespace'] }, receivers: [{ name: 'null' }] });
}

/** The API server does not accept days here. */
function inHours(duration: Duration | undefined): string | undefined {
  const seconds = duration?.toSeconds();
  if (seconds === undefined) { return undefined; }
  return seconds % 3600 === 0 ? `${seconds / 3600}h` : `${seconds}s`;
}
