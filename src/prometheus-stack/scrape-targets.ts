import { ApiObject, Lazy } from 'cdk8s';
import { Construct, IConstruct } from 'constructs';
import { createPodMonitor, createServiceMonitor, ServiceMonitorSpec } from '../manifest/monitoring';
import { ObjectMetadata } from '../manifest/object';
import { checkEndpoint, checkMonitor, monitorFields } from '../scrape/endpoint-fields';
import { choosePodPort, podSelectorOf } from '../scrape/pod-port';
import { Relabel, RelabelConfig } from '../scrape/relabel-config';
import { NOT_A_SERVICE, POD_LABELS, POD_TLS_NAME, SERVICE_OPTION, TARGET_NAMESPACE, TLS_TWICE } from '../scrape/rules';
import { IScrapeTarget, ScrapeTargetOptions } from '../scrape/scrape-target';
import { choosePort, targetEndpoint } from '../scrape/target-endpoint';
import { primaryObjectOf } from '../validation/primary-object';
import { Problems } from '../validation/problems';
import { finding, Finding, shown } from '../validation/rule';
import { jsonOf } from '../validation/to-json';
import { isWorkload, patchCount, podSpecOf } from '../validation/workload';

/** The label by which a ServiceMonitor selects exactly one Service. */
const TARGET_LABEL = 'cdk8s-prometheus/scrape-target';

/** A Service or a workload, and how it is scraped. */
export interface FoundTarget {
  readonly kind: 'Service' | 'workload';
  readonly object: ApiObject;
  readonly options: ScrapeTargetOptions;
}

/** A resolved target, or why it is invalid. */
export function targetOf(target: IConstruct, options: ScrapeTargetOptions): FoundTarget | Finding {
  const { service, ...own }: ScrapeTargetOptions & { readonly service?: ApiObject } = isScrapeTarget(target)
    ? { ...target.toScrapeTarget(), ...options }
    : options;
  const object = service ?? primaryObjectOf(target);
  if (object?.kind === 'Service') { return { kind: 'Service', object, options: own }; }
  if (object && (isWorkload(object.kind) || podSpecOf(jsonOf(object)))) { return { kind: 'workload', object, options: own }; }
  return finding(NOT_A_SERVICE, { path: target.node.path, kind: object ? `a ${object.kind}` : 'a construct without a primary object' });
}

/** Creates the monitors of the targets of a stack, with unique names. */
export class TargetMonitors {
  private readonly names = new Set<string>();
  private readonly scraped = new Map<ApiObject, { readonly port?: string; readonly path: string }[]>();

  public constructor(private readonly scope: Construct, private readonly metadata: Omit<ObjectMetadata, 'name'>) {}

  /** A ServiceMonitor or a PodMonitor. Its fields are derived from the finished target: only then does cdk8s-plus know the ports. */
  public create({ kind, object, options }: FoundTarget): ApiObject {
    const first = this.firstSteps(object, options);
    const monitor = kind === 'Service' ? this.serviceMonitor(object, options, first) : this.podMonitor(object, options, first);
    Problems.of(monitor).addAll([
      ...object.metadata.namespace === undefined ? [finding(TARGET_NAMESPACE, { kind: object.kind, name: object.name })] : [],
      ...options.tls && options.tlsConfig ? [finding(TLS_TWICE, {})] : [],
      ...checkEndpoint(options), ...checkMonitor(options),
    ]);
    return monitor;
  }

  private serviceMonitor(service: ApiObject, options: ScrapeTargetOptions, first: readonly RelabelConfig[]): ApiObject {
    service.metadata.addLabel(TARGET_LABEL, service.name);
    const port = () => choosePort(jsonOf(service), options.port);
    const spec = (): ServiceMonitorSpec => {
      const chosen = port();
      const endpoint = { ...targetEndpoint(options, service), ...withFirst(first, options.relabelings) };
      return {
        jobLabel: TARGET_LABEL,
        selector: { matchLabels: { [TARGET_LABEL]: service.name } },
        namespaceSelector: { matchNames: [service.metadata.namespace ?? ''] },
        ...monitorFields(options),
        ...selectionFields(options),
        targetLabels: options.targetLabels,
        endpoints: typeof chosen === 'string' ? [{ port: chosen, ...endpoint }] : [],
      } as ServiceMonitorSpec;
    };
    const name = this.nameOf('ServiceMonitor', service, options.port);
    const monitor = createServiceMonitor(this.scope, `Target-${name}`, { ...this.metadata, name }, Lazy.any({ produce: spec }));
    Problems.of(monitor).check(() => {
      const chosen = port();
      return typeof chosen === 'string' ? [] : [chosen];
    }, () => patchCount(service));
    return monitor;
  }

  private podMonitor(workload: ApiObject, options: ScrapeTargetOptions, first: readonly RelabelConfig[]): ApiObject {
    const { tls } = options;
    const object = `${workload.kind} ${shown(workload.name)}`;
    const job = options.job === undefined ? [Relabel.setLabel('job', workload.name)] : [];
    const spec = () => {
      const finished = jsonOf(workload);
      const chosen = choosePodPort(finished, options.port);
      const insecure = tls?.insecureSkipVerify ? { scheme: 'https', tlsConfig: { insecureSkipVerify: true } } : {};
      const endpoint = { ...targetEndpoint(options), ...insecure, ...withFirst([...job, ...first], options.relabelings) };
      return {
        selector: podSelectorOf(finished) ?? {},
        namespaceSelector: { matchNames: [workload.metadata.namespace ?? ''] },
        ...monitorFields(options),
        ...selectionFields(options),
        podMetricsEndpoints: 'ruleId' in chosen ? [] : [{ ...chosen, ...endpoint }],
      };
    };
    const name = this.nameOf('PodMonitor', workload, options.port);
    const monitor = createPodMonitor(this.scope, `PodTarget-${name}`, { ...this.metadata, name }, Lazy.any({ produce: spec }));
    const problems = Problems.of(monitor);
    problems.addAll([
      ...tls && !tls.insecureSkipVerify ? [finding(POD_TLS_NAME, { object })] : [],
      ...options.targetLabels ? [finding(SERVICE_OPTION, { object, option: 'targetLabels', cure: 'use "podTargetLabels"' })] : [],
      ...options.bearerTokenFile !== undefined
        ? [finding(SERVICE_OPTION, { object, option: 'bearerTokenFile', cure: 'use "authorization"' })]
        : [],
    ]);
    problems.check(() => {
      const finished = jsonOf(workload);
      const chosen = choosePodPort(finished, options.port);
      return [...'ruleId' in chosen ? [chosen] : [], ...podSelectorOf(finished) ? [] : [finding(POD_LABELS, { object })]];
    }, () => patchCount(workload));
    return monitor;
  }

  /** Labels of all targets, before the user's relabelings. A second path of one port gets a label to distinguish it. */
  private firstSteps(object: ApiObject, { port, path = '/metrics', job, labels = {} }: ScrapeTargetOptions): RelabelConfig[] {
    const others = this.scraped.get(object) ?? [];
    this.scraped.set(object, [...others, { ...port !== undefined && { port }, path }]);
    const isSecondPath = others.some(other => other.port === port && other.path !== path);
    return [
      ...job === undefined ? [] : [Relabel.setLabel('job', job)],
      ...isSecondPath ? [Relabel.copyLabel('__metrics_path__', 'metrics_path')] : [],
      ...Object.keys(labels).sort().map(name => Relabel.setLabel(name, labels[name])),
    ];
  }

  /** `<namespace>-<name>`. For further ports of the same target with the port, or a number. */
  private nameOf(kind: string, { metadata: { namespace }, name }: ApiObject, port: string | undefined): string {
    const base = `${namespace}-${name}`;
    const withPort = port === undefined ? base : `${base}-${port}`;
    const isFree = (text: string) => !this.names.has(`${kind} ${text}`);
    let free = [base, withPort].find(isFree);
    for (let at = 2; free === undefined; at++) { free = [`${withPort}-${at}`].find(isFree); }
    this.names.add(`${kind} ${free}`);
    return free;
  }
}

function withFirst(
  first: readonly RelabelConfig[], own: readonly RelabelConfig[] = [],
): { readonly relabelings?: readonly RelabelConfig[] } {
  return first.length + own.length > 0 ? { relabelings: [...first, ...own] } : {};
}

function selectionFields({ podTargetLabels, attachNodeMetadata }: ScrapeTargetOptions) {
  return { podTargetLabels, ...attachNodeMetadata !== undefined && { attachMetadata: { node: attachNodeMetadata } } };
}

function isScrapeTarget(target: IConstruct): target is IScrapeTarget {
  return typeof (target as Partial<IScrapeTarget>).toScrapeTarget === 'function';
}
