import { customResource } from './pods';
import { below, different, differentUnless, same, to, unsupported, used, ValueRow } from './row';
import { duration, flag, labels, literal, map, text, texts } from '../convert';

const field = (path: string, ...values: unknown[]) => to(path, `alertmanager.spec.${path}`, literal, ...values);

const ROUTING = 'write the routes with AlertRouting, or move the configuration to the Secret of "configSecret"';
const EXPOSED = 'create a WebIngress or a WebRoute for the user interface, with OAuth2Proxy in front';

const CLUSTER = ['clusterGossipInterval', 'clusterPeerTimeout', 'clusterPushpullInterval', 'clusterLabel', 'limits', 'clusterTLS'];

const SPEC: readonly ValueRow[] = [
  to('retention', 'alertmanager.retention', duration, '120h'),
  to('configSecret', 'alertmanager.configSecret', text),
  ...CLUSTER.map(name => field(name)),
  ...['clusterAdvertiseAddress', 'forceEnableClusterMode', 'listenLocal'].map(name => field(name, false)),
  field('additionalPeers'),
  ...differentUnless([false], 'Alertmanager needs no token: none is mounted', 'automountServiceAccountToken'),
  same('scheme', 'http'),
  ...different('set "tls" of alertmanager: Prometheus then sends alerts over HTTPS', 'scheme', 'tlsConfig.**'),
  to('additionalConfig', 'alertmanager.spec', map),
  ...unsupported('a YAML string with templates: write the fields into "alertmanager.spec"', 'additionalConfigString'),
  to('alertmanagerConfiguration', 'alertmanager.spec.alertmanagerConfiguration', map),
  ...different(ROUTING, 'useExistingSecret'),
];

/** Alertmanager: the custom resource and what is next to it. */
export const ALERTMANAGER_ROWS: readonly ValueRow[] = [
  to('alertmanager.enabled', 'alertmanagerEnabled', flag),
  ...customResource('alertmanager.alertmanagerSpec', 'alertmanager'),
  ...below('alertmanager.alertmanagerSpec', SPEC),
  same('alertmanager.apiVersion', 'v2'),
  to('alertmanager.enableFeatures', 'alertmanager.enableFeatures', texts),
  ...different(
    ROUTING, 'alertmanager.config.**', 'alertmanager.stringConfig', 'alertmanager.tplConfig', 'alertmanager.secret.**',
    'alertmanager.templateFiles.**',
  ),
  ...different('create the Secret outside of the program', 'alertmanager.extraSecret.**'),
  ...different('the Service with the old name in the program has it: change it there', 'alertmanager.service.**'),
  ...different('no Service for each replica: create it in the program', 'alertmanager.servicePerReplica.**'),
  ...different('the PodDisruptionBudget allows one eviction at a time', 'alertmanager.podDisruptionBudget.**'),
  ...used('networkPolicy', 'alertmanager.networkPolicy.enabled'),
  ...different('set "networkPolicy" and "clientNamespaces" of alertmanager', 'alertmanager.networkPolicy.**'),
  ...different('set "verticalPodAutoscaler" of alertmanager', 'alertmanager.verticalPodAutoscaler.**'),
  same('alertmanager.serviceMonitor.selfMonitor', true),
  ...different(
    'the monitor is that of this library: set "monitor" of alertmanager for labels, relabelings and limits',
    'alertmanager.serviceMonitor.**',
  ),
  ...different(
    EXPOSED, 'alertmanager.ingress.**', 'alertmanager.ingressPerReplica.**', 'alertmanager.route.**', 'alertmanager.routePerReplica.**',
  ),
  to('alertmanager.annotations', 'alertmanager.annotations', labels),
  to('alertmanager.additionalLabels', 'alertmanager.labels', labels),
  to('alertmanager.serviceAccount.annotations', 'alertmanager.serviceAccountAnnotations', labels),
  same('alertmanager.serviceAccount.create', true),
  ...used('alertmanager.serviceAccountName', 'alertmanager.serviceAccount.name', 'alertmanager.serviceAccount.create'),
  ...different('ServiceAccounts are those of this library', 'alertmanager.serviceAccount.**'),
  ...unsupported('Alertmanager is in the namespace of the stack', 'alertmanager.namespaceOverride'),
  same('alertmanager.forceDeployDashboards', false),
  ...different('set "mixin: { dashboards: true }"', 'alertmanager.forceDeployDashboards'),
];
