import { ApiObject, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { NodeExporterProps } from './node-exporter-props';
import { FLAG_OWNERS, knownListeners, ownerOfFlag, podSpec, PORT_NAME } from './pod';
import { resolveProps, ResolvedProps } from './resolve-props';
import { COLLECTOR } from './rules';
import { createService } from '../manifest/core';
import { checkExtraArgs } from '../manifest/extra-args';
import { asMaps, asTexts, isUnfinished } from '../manifest/finished';
import { judgeObject } from '../manifest/judge';
import { checkLabels, Identity, objectLabels, selectorLabels } from '../manifest/labels';
import { createServiceMonitor } from '../manifest/monitoring';
import { checkNamespace } from '../manifest/namespaces';
import { checkPod } from '../manifest/pod';
import { createClusterRole, createServiceAccount, DELEGATED_AUTHORIZATION } from '../manifest/rbac';
import { withDefaults } from '../manifest/reach';
import { checkNumber, checkReferences } from '../manifest/references';
import { createWorkload } from '../manifest/workloads';
import { throughAuthProxy } from '../scrape/access';
import { useMonitorOptions } from '../scrape/component-monitor';
import { checkOptions } from '../validation/options';
import { ProbeChecks } from '../validation/probe-checks';
import { Problems } from '../validation/problems';
import { finding, Finding } from '../validation/rule';
import { fieldAt } from '../values/json';

/**
 * node-exporter on every Linux node: CPU, memory, disks and network of the host. Its pods cannot meet the pod security standard
 * "restricted": they need the host's network, processes and files (read-only). They run as the user nobody. A NetworkPolicy would not apply
 * to them, because they use the host's network.
 *
 * @see https://github.com/prometheus/node_exporter
 *
 * @example
 * import { App, Chart } from 'cdk8s';
 * import { NodeExporter } from 'cdk8s-prometheus';
 *
 * const app = new App();
 * const chart = new Chart(app, 'node-exporter', { namespace: 'node-exporter' });
 * new NodeExporter(chart, 'NodeExporter', { monitorNamespace: 'monitoring' });
 *
 * app.synth();
 */
export class NodeExporter extends Construct {
  /** The DaemonSet. */
  public readonly daemonSet: ApiObject;
  /** The headless Service with the port of the metrics. */
  public readonly service: ApiObject;
  /** Scrapes every node as job `node-exporter`; the label `node` is the name of the node. */
  public readonly serviceMonitor: ApiObject;
  /** ServiceAccount of the pods. It has no permissions and no token, unless there is a proxy. */
  public readonly serviceAccount: ApiObject;
  /** Permission of the proxy to authenticate and authorize clients with the API server; undefined without `authProxy`. */
  public readonly clusterRole?: ApiObject;
  /** Grants `clusterRole` to `serviceAccount`. */
  public readonly clusterRoleBinding?: ApiObject;

  public constructor(scope: Construct, id: string, props: NodeExporterProps = {}) {
    super(scope, id);
    checkOptions(this, 'NodeExporterProps', props, NodeExporter);
    useMonitorOptions(this, props.monitor);
    props = withDefaults(this, 'NodeExporterProps', props, { onEveryNode: true });
    const resolved = resolveProps(props, Chart.of(this).namespace);
    const { name, namespace, monitorNamespace, port } = resolved;
    const identity: Identity = { name: 'node-exporter', instance: name, component: 'exporter', version: resolved.version.text };
    const labels = objectLabels(identity, resolved.labels);
    const metadata = { name, namespace, labels };
    const selector = selectorLabels(identity);

    this.serviceAccount = createServiceAccount(this, 'ServiceAccount', metadata);
    if (resolved.authProxy) {
      const {
        role, binding,
      } = createClusterRole(this, { ...metadata, name: `${namespace}-${name}` }, DELEGATED_AUTHORIZATION, this.serviceAccount);
      this.clusterRole = role;
      this.clusterRoleBinding = binding;
    }
    this.service = createService(this, 'Service', metadata, {
      clusterIP: 'None',
      selector,
      ports: [{ name: PORT_NAME, port, targetPort: PORT_NAME, protocol: 'TCP' }],
    });
    this.daemonSet = createWorkload(this, 'Resource', metadata, {
      kind: 'DaemonSet',
      updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: '10%' } },
      selector,
      podLabels: labels,
      pod: podSpec(resolved, this.serviceAccount.name),
    });
    this.serviceMonitor = createServiceMonitor(this, 'ServiceMonitor', { ...metadata, namespace: monitorNamespace }, {
      jobLabel: 'app.kubernetes.io/name',
      selector: { matchLabels: selector },
      ...monitorNamespace !== namespace && namespace !== undefined && { namespaceSelector: { matchNames: [namespace] } },
      endpoints: [{
        port: PORT_NAME,
        ...resolved.authProxy && throughAuthProxy(resolved.proxyTls, name, namespace),
        ...resolved.timing,
        relabelings: [{ action: 'replace', sourceLabels: ['__meta_kubernetes_pod_node_name'], targetLabel: 'node' }],
      }],
    });

    Problems.of(this).addAll([...resolved.findings, ...checkProps(resolved)]);
    judgeObject(this.daemonSet, checkArguments);
    ProbeChecks._of(this.daemonSet, knownListeners(resolved));
  }
}

/** The collectors that the arguments of the finished DaemonSet enable or disable: a patch is checked like an option. */
function checkArguments(manifest: any): Finding[] {
  const args = asTexts(asMaps(fieldAt(manifest, 'spec.template.spec.containers'))[0]?.args);
  const switched = (flag: string) => args.filter(each => each.startsWith(flag))
    .map(each => each.slice(flag.length))
    .filter(name => !/[.=]/.test(name) && !isUnfinished(name));
  return checkCollectors(switched('--collector.'), switched('--no-collector.'));
}

function checkCollectors(enableCollectors: readonly string[], disableCollectors: readonly string[]): Finding[] {
  const collectors = [
    ...enableCollectors.map(name => ({ prop: 'enableCollectors', name })),
    ...disableCollectors.map(name => ({ prop: 'disableCollectors', name })),
  ];
  return [
    ...collectors.filter(({ name }) => !/^[a-z0-9_]{1,63}$/.test(name))
      .map(each => finding(COLLECTOR, { ...each, why: 'use lower-case letters, digits and "_", like "systemd"' })),
    ...enableCollectors.filter(name => disableCollectors.includes(name))
      .map(name => finding(
        COLLECTOR, { prop: 'enableCollectors', name, why: '"disableCollectors" also has it: remove it from one of them' },
      )),
  ];
}

function checkProps({ namespace, labels, port, pod, proxyTls, extraArgs, enableCollectors, disableCollectors }: ResolvedProps): Finding[] {
  return [
    ...checkNamespace(namespace),
    ...checkLabels('labels', labels),
    ...checkNumber('port', port, 1, 65535),
    ...checkReferences([{ prop: 'authProxyTlsSecretName', name: proxyTls?.secretName }]),
    ...checkCollectors(enableCollectors, disableCollectors),
    ...checkPod(pod),
    ...checkExtraArgs(extraArgs, FLAG_OWNERS, ownerOfFlag),
  ];
}
