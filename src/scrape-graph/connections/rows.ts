import { connectionTo } from './address';
import { commandLine } from './command-line';
import { Connection, Connections, joinedConnections, known, NONE, Place, placesAt, Reader, within } from './connection';
import { discoveries } from './discovery';
import { grafana } from './grafana';
import { clientConnections, httpClient, isProxied } from './http-client';
import { objectStorage } from './object-storage';
import { dnsPolicy, environmentProxies, foreignContainers, nameserver } from './pod-fields';
import { probeTargets } from './probe-targets';
import { configurationSecret, globalSettings, mesh, peer, receiver, selectedConfigurations } from './receivers';
import { fromSecret, unreadFile, unreadSecret } from './secrets';
import { textOf } from '../manifest';

/** Connections in a field of a kind of object. */
export interface Row {
  readonly kinds: readonly string[];
  /** Path of the field: `spec.remoteWrite[]`. */
  readonly at: string;
  readonly reads: Reader;
}

const SERVERS = ['Prometheus', 'PrometheusAgent'];
const WITH_PODS = [...SERVERS, 'Alertmanager', 'ThanosRuler'];
const WORKLOADS = ['Deployment', 'StatefulSet', 'DaemonSet'];
/** Containers of the operator, and the proxy in front of a Prometheus of this library, which only calls the API server. */
const OWN_CONTAINERS =
  /^(prometheus|config-reloader|init-config-reloader|thanos-sidecar|alertmanager|thanos-ruler|auth-proxy|kube-rbac-proxy)$/;

/** Every kind of reference, without duplicates. */
export const ROWS: readonly Row[] = [
  { kinds: [...SERVERS, 'ThanosRuler'], at: 'spec.remoteWrite[]', reads: httpClient('url') },
  { kinds: ['Prometheus'], at: 'spec.remoteRead[]', reads: httpClient('url') },
  { kinds: ['Prometheus'], at: 'spec.alerting.alertmanagers[]', reads: alertmanager },
  { kinds: SERVERS, at: 'spec.apiserverConfig', reads: httpClient('host', 443) },
  { kinds: SERVERS, at: 'spec.tracingConfig.endpoint', reads: place => connectionTo(place, 4317) },
  { kinds: SERVERS, at: 'spec.additionalScrapeConfigs', reads: unreadSecret },
  { kinds: ['Prometheus'], at: 'spec.additionalAlertManagerConfigs', reads: unreadSecret },
  { kinds: ['Prometheus'], at: 'spec.thanos.objectStorageConfig', reads: fromSecret(objectStorage) },
  { kinds: ['Prometheus'], at: 'spec.thanos.objectStorageConfigFile', reads: unreadFile },
  { kinds: ['Prometheus'], at: 'spec.thanos.tracingConfig', reads: unreadSecret },
  { kinds: ['Prometheus'], at: 'spec.thanos.tracingConfigFile', reads: unreadFile },

  { kinds: ['ThanosRuler'], at: 'spec.queryEndpoints[]', reads: place => connectionTo(place, 80) },
  { kinds: ['ThanosRuler'], at: 'spec.queryConfig', reads: unreadSecret },
  { kinds: ['ThanosRuler'], at: 'spec.alertmanagersUrl[]', reads: place => connectionTo(place, 9093) },
  { kinds: ['ThanosRuler'], at: 'spec.alertmanagersConfig', reads: unreadSecret },
  { kinds: ['ThanosRuler'], at: 'spec.objectStorageConfig', reads: fromSecret(objectStorage) },
  { kinds: ['ThanosRuler'], at: 'spec.objectStorageConfigFile', reads: unreadFile },
  { kinds: ['ThanosRuler'], at: 'spec.tracingConfig', reads: unreadSecret },
  { kinds: ['ThanosRuler'], at: 'spec.tracingConfigFile', reads: unreadFile },

  { kinds: ['Alertmanager'], at: 'spec', reads: configurationSecret },
  { kinds: ['Alertmanager'], at: 'spec', reads: mesh },
  { kinds: ['Alertmanager'], at: 'spec.additionalPeers[]', reads: peer },
  { kinds: ['Alertmanager'], at: 'spec.alertmanagerConfiguration.global', reads: globalSettings },
  { kinds: ['Alertmanager'], at: 'spec.alertmanagerConfigSelector', reads: selectedConfigurations },
  { kinds: ['AlertmanagerConfig'], at: 'spec.receivers[]', reads: receiver },

  { kinds: WORKLOADS, at: 'spec.template.spec.containers[]', reads: commandLine },
  { kinds: WORKLOADS, at: 'spec.template.spec.containers[]', reads: environmentProxies },
  { kinds: WORKLOADS, at: 'spec.template.spec.dnsConfig.nameservers[]', reads: nameserver },
  { kinds: WORKLOADS, at: 'spec.template.spec.dnsPolicy', reads: dnsPolicy },
  { kinds: WORKLOADS, at: 'spec.template', reads: grafana },
  { kinds: WORKLOADS, at: 'spec.template', reads: probeTargets },

  { kinds: WITH_PODS, at: 'spec.containers[]', reads: environmentProxies },
  { kinds: WITH_PODS, at: 'spec.containers[]', reads: foreignContainers(OWN_CONTAINERS) },
  { kinds: WITH_PODS, at: 'spec.initContainers[]', reads: foreignContainers(OWN_CONTAINERS) },
  { kinds: WITH_PODS, at: 'spec.dnsConfig.nameservers[]', reads: nameserver },
  { kinds: WITH_PODS, at: 'spec.dnsPolicy', reads: dnsPolicy },

  { kinds: ['ServiceMonitor'], at: 'spec.endpoints[]', reads: clientConnections },
  { kinds: ['PodMonitor'], at: 'spec.podMetricsEndpoints[]', reads: clientConnections },
  { kinds: ['Probe', 'ScrapeConfig'], at: 'spec', reads: clientConnections },
  { kinds: ['Probe'], at: 'spec.prober', reads: prober },
  { kinds: ['ScrapeConfig'], at: 'spec', reads: discoveries },
];

/** The addresses in an object, and what is unknown. Discovered targets in the cluster are edges of the graph. */
export function connectionsOf(context: Pick<Place, 'object' | 'world'>): Connections {
  return joinedConnections(ROWS.filter(({ kinds }) => kinds.includes(context.object.kind))
    .flatMap(({ at, reads }) => placesAt(at, context).map(reads)));
}

/** An Alertmanager by its Service. A number is an endpoint port. */
function alertmanager(place: Place): Connections {
  const { name, namespace, port } = place.value;
  const where = textOf(namespace) || place.object.metadata.namespace;
  const connection: Connection = {
    host: `${textOf(name)}.${where}.svc`,
    port: typeof port === 'number' ? port : textOf(port) || undefined,
    field: place.field,
    ...typeof port === 'number' && { isPodPort: true },
  };
  return joinedConnections([isProxied(place.value) ? NONE : known(connection), clientConnections(place)]);
}

/** A prober by its address. Without a port its scheme decides. */
function prober(place: Place): Connections {
  const defaultPort = textOf(place.value.scheme).toLowerCase() === 'https' ? 443 : 80;
  return joinedConnections([isProxied(place.value) ? NONE : connectionTo(within(place, 'url'), defaultPort), clientConnections(place)]);
}
