import { ApiObject, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { COLLECTOR, POD_SECURITY } from './rules';
import { WindowsExporterProps } from './windows-exporter-props';
import { containerFields } from '../manifest/container-fields';
import { createService } from '../manifest/core';
import { checkExtraArgs, FlagOwners, withExtraArgs } from '../manifest/extra-args';
import { checkLabels, objectLabels, selectorLabels } from '../manifest/labels';
import { createServiceMonitor } from '../manifest/monitoring';
import { checkNamespace } from '../manifest/namespaces';
import { checkPod, podFields, resolvePod } from '../manifest/pod';
import { createServiceAccount } from '../manifest/rbac';
import { withDefaults } from '../manifest/reach';
import { checkNumber } from '../manifest/references';
import { createWorkload } from '../manifest/workloads';
import { useMonitorOptions } from '../scrape/component-monitor';
import { resolveTiming } from '../scrape/timing';
import { checkOptions } from '../validation/options';
import { Problems } from '../validation/problems';
import { finding } from '../validation/rule';
import { imageOf, versionIn } from '../versions/releases';

const PORT_NAME = 'metrics';

/** Name of the construct, for messages about flags. */
const FLAG_OWNERS: FlagOwners = { 'collectors.enabled': 'collectors', 'web.listen-address': 'port' };

/**
 * windows-exporter on every Windows node: the metrics of the machine. Its pods are HostProcess pods: the namespace must allow them (pod
 * security "privileged"), and they require containerd 1.6 or newer. It was not tested on a Windows node: a real API server accepts its
 * objects, and no more is known.
 *
 * @see https://kubernetes.io/docs/tasks/configure-pod-container/create-hostprocess-pod/
 *
 * @example
 * import { App, Chart } from 'cdk8s';
 * import { WindowsExporter } from 'cdk8s-prometheus';
 *
 * const app = new App();
 * const chart = new Chart(app, 'windows-exporter', { namespace: 'windows-exporter' });
 * new WindowsExporter(chart, 'WindowsExporter', { collectors: ['cpu', 'memory', 'logical_disk'], monitorNamespace: 'monitoring' });
 *
 * app.synth();
 */
export class WindowsExporter extends Construct {
  /** The DaemonSet. */
  public readonly daemonSet: ApiObject;
  /** The headless Service of all pods. */
  public readonly service: ApiObject;
  /** Scrapes every Windows node as job `windows-exporter`; the label `node` is the name of the node. */
  public readonly serviceMonitor: ApiObject;
  /** The ServiceAccount of the pods, without permissions and without a token. */
  public readonly serviceAccount: ApiObject;

  public constructor(scope: Construct, id: string, props: WindowsExporterProps = {}) {
    super(scope, id);
    checkOptions(this, 'WindowsExporterProps', props, WindowsExporter);
    useMonitorOptions(this, props.monitor);
    props = withDefaults(this, 'WindowsExporterProps', props, { onEveryNode: true, isWindows: true });
    const {
      name = 'windows-exporter',
      labels = {},
      port = 9182,
      collectors = ['[defaults]', 'container'],
      extraArgs = {},
      imageRegistry: registry,
      imageDigest: digest,
    } = props;
    const version = props.version ?? versionIn('windowsExporter', props.versions);
    const namespace = props.namespace ?? Chart.of(this).namespace;
    const monitorNamespace = props.monitorNamespace ?? namespace;
    const identity = { name: 'windows-exporter', instance: name, component: 'exporter', version };
    const metadata = { name, namespace, labels: objectLabels(identity, labels) };
    const selector = selectorLabels(identity);
    const pod = resolvePod(
      { ...props, nodeSelector: { 'kubernetes.io/os': 'windows', ...props.nodeSelector } },
      { cpu: '50m', memory: '100Mi' },
      [{ operator: 'Exists' }],
    );
    const { timing, findings } = resolveTiming(props);

    this.serviceAccount = createServiceAccount(this, 'ServiceAccount', metadata);
    this.service = createService(this, 'Service', metadata, {
      clusterIP: 'None', selector, ports: [{ name: PORT_NAME, port, targetPort: PORT_NAME, protocol: 'TCP' }],
    });
    this.daemonSet = createWorkload(this, 'Resource', metadata, {
      kind: 'DaemonSet',
      selector,
      podLabels: metadata.labels,
      pod: {
        serviceAccountName: this.serviceAccount.name,
        automountServiceAccountToken: false,
        hostNetwork: true,
        securityContext: { windowsOptions: { hostProcess: true, runAsUserName: 'NT AUTHORITY\\SYSTEM' } },
        ...podFields(pod),
        containers: [{
          name: 'windows-exporter',
          image: props.image ?? imageOf('windowsExporter', { version, registry, digest }),
          args: withExtraArgs([`--collectors.enabled=${collectors.join(',')}`, `--web.listen-address=:${port}`], extraArgs),
          ports: [{ name: PORT_NAME, containerPort: port, hostPort: port, protocol: 'TCP' }],
          readinessProbe: { httpGet: { path: '/health', port } },
          ...containerFields(pod),
          terminationMessagePolicy: 'FallbackToLogsOnError',
        }],
      },
    });
    this.serviceMonitor = createServiceMonitor(this, 'ServiceMonitor', { ...metadata, namespace: monitorNamespace }, {
      jobLabel: 'app.kubernetes.io/name',
      selector: { matchLabels: selector },
      ...monitorNamespace !== namespace && namespace !== undefined && { namespaceSelector: { matchNames: [namespace] } },
      endpoints: [{
        port: PORT_NAME,
        ...timing,
        relabelings: [{ action: 'replace', sourceLabels: ['__meta_kubernetes_pod_node_name'], targetLabel: 'node' }],
      }],
    });
    Problems.of(this).addAll([
      ...findings, ...checkNamespace(namespace), ...checkLabels('labels', labels), ...checkNumber('port', port, 1, 65535),
      ...checkPod(pod), ...checkExtraArgs(extraArgs, FLAG_OWNERS),
      ...collectors.filter(collector => !/^([a-z0-9_]{1,63}|\[defaults\])$/.test(collector))
        .map(collector => finding(COLLECTOR, { collector })),
      ...props.podSecurity && Object.keys(props.podSecurity).length > 0
        ? [finding(POD_SECURITY, { options: Object.keys(props.podSecurity) })]
        : [],
    ]);
  }
}
