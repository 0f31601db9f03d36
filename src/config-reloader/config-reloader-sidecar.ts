import { Construct, IConstruct } from 'constructs';
import { listenerOf } from './arguments';
import { attach, Attachment, checkAttachment } from './attachment';
import { checkMounts, checkProps } from './checks';
import { ConfigReloaderSidecarProps } from './config-reloader-props';
import { initContainer, sidecarContainer } from './containers';
import { resolveProps, ResolvedProps } from './resolve-props';
import { NOT_A_WORKLOAD } from './rules';
import { withDefaults } from '../manifest/reach';
import { sortKeys } from '../manifest/sort-keys';
import { checkOptions } from '../validation/options';
import { primaryObjectOf } from '../validation/primary-object';
import { checkProbes } from '../validation/probes';
import { Problems } from '../validation/problems';
import { shown } from '../validation/rule';
import { isWorkload, patchCount, podSpecOf, withPodSpec } from '../validation/workload';

/**
 * The container that prometheus-operator runs next to a Prometheus, for any pod whose process can reload its configuration. It watches
 * files and folders, expands the configuration, and triggers a reload. Its probes use the address on which it listens: with `listenLocal`
 * they run inside the container.
 *
 * @see https://github.com/prometheus-operator/prometheus-operator/issues/6682
 *
 * @example
 * import { ApiObject, App, Chart } from 'cdk8s';
 * import { ConfigReloaderSidecar, ReloaderVolume, ReloadMethod } from 'cdk8s-prometheus';
 *
 * const app = new App();
 * const chart = new Chart(app, 'monitoring', { namespace: 'monitoring' });
 * const labels = { app: 'proxy' };
 * const deployment = new ApiObject(chart, 'Proxy', {
 *   apiVersion: 'apps/v1',
 *   kind: 'Deployment',
 *   metadata: { name: 'proxy' },
 *   spec: { selector: { matchLabels: labels }, template: { metadata: { labels }, spec: { containers: [{ name: 'proxy', image:
 *   'registry.example.org/proxy:1.4.2' }] } } },
 * });
 * new ConfigReloaderSidecar(chart, 'Reloader', {
 *   reload: ReloadMethod.http({ port: 9090 }),
 *   watchedDirs: ['/etc/proxy'],
 *   volumes: [ReloaderVolume.configMap('config', '/etc/proxy', 'proxy')],
 * }).attachTo(deployment);
 *
 * app.synth();
 */
export class ConfigReloaderSidecar extends Construct {
  /** The sidecar container: a plain object, spelled as in YAML. Changes to it apply to the pods that it is attached to. */
  public readonly container: any;
  /** The init container: it writes the configuration once, before the process starts. */
  public readonly initContainer: any;

  private readonly props: ResolvedProps;

  public constructor(scope: Construct, id: string, props: ConfigReloaderSidecarProps) {
    super(scope, id);
    checkOptions(this, 'ConfigReloaderSidecarProps', props, ConfigReloaderSidecar);
    props = withDefaults(this, 'ConfigReloaderSidecarProps', props);
    this.props = resolveProps(props);
    this.container = sidecarContainer(this.props);
    this.initContainer = initContainer(this.props);

    const problems = Problems.of(this);
    problems.addAll([...this.props.findings, ...checkProps(this.props)]);
    problems.check(() => checkProbes(
      { containers: [this.container], initContainers: [this.initContainer] }, { [this.container.name]: [listenerOf(this.props)] },
    ));
  }

  /**
   * Adds both containers to a workload, the volumes that it does not have, and for a reload by a signal the shared process namespace. A
   * conflict with the pod is an error at synth: a container of the same name, a port in use, or a missing volume.
   *
   * @param target a Pod, Deployment, StatefulSet or DaemonSet: an ApiObject, or one of any cdk8s-plus
   */
  public attachTo(target: IConstruct): void {
    const problems = Problems.of(this);
    const workload = primaryObjectOf(target);
    if (!workload || !isWorkload(workload.kind) || workload.kind.endsWith('Job')) {
      problems.add(NOT_A_WORKLOAD, { kind: workload?.kind ?? 'construct without a primary object' });
      return;
    }
    // Not with JSON patches: they would need the lists that exist at the end, and a workload of cdk8s-plus has them only at synthesis.
    const render = workload.toJson.bind(workload);
    const renderWithSidecar = () => withPodSpec(render(), pod => sortKeys(attach(pod, this.attachment())));
    workload.toJson = renderWithSidecar;

    problems.addAll(checkMounts(this.props));
    problems.check(
      () => checkAttachment(`${workload.kind} ${shown(workload.name)}`, podSpecOf(render()) ?? {}, this.attachment()),
      () => patchCount(workload),
    );
  }

  private attachment(): Attachment {
    const { volumes, reload, port, configEnvsubstFile } = this.props;
    return {
      container: this.container,
      initContainer: this.initContainer,
      volumes,
      shareProcessNamespace: reload._isSignal,
      port,
      output: configEnvsubstFile,
    };
  }
}
