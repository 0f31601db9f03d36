import { ApiObject, Lazy } from 'cdk8s';
import { Construct, IConstruct } from 'constructs';
import { createServiceMonitor, ServiceMonitorSpec } from '../manifest/monitoring';
import { NOT_A_SERVICE, TARGET_NAMESPACE } from '../scrape/rules';
import { IScrapeTarget, ScrapeTargetConfig, ScrapeTargetOptions } from '../scrape/scrape-target';
import { choosePort, targetEndpoint } from '../scrape/target-endpoint';
import { resolveTiming } from '../scrape/timing';
import { Problems } from '../validation/problems';
import { finding, Finding } from '../validation/rule';
import { jsonOf } from '../validation/to-json';
import { patchCount } from '../validation/workload';

/** The label by which a ServiceMonitor finds its one Service. */
const TARGET_LABEL = 'cdk8s-prometheus/scrape-target';

/** A target that was found, or why it is none. */
export function targetOf(target: IConstruct, options: ScrapeTargetOptions): ScrapeTargetConfig | Finding {
  const config = isScrapeTarget(target) ? { ...target.toScrapeTarget(), ...options } : { ...options, service: primaryObject(target) };
  const { service } = config;
  if (service?.kind === 'Service') { return config as ScrapeTargetConfig; }
  return finding(NOT_A_SERVICE, { path: target.node.path, kind: service ? `a ${service.kind}` : 'a construct without a primary object' });
}

/** A ServiceMonitor for a Service, whose ports are looked at when everything is finished: cdk8s-plus knows them only then. */
export function createTargetMonitor(scope: Construct, namespace: string | undefined, labels: { readonly [key: string]: string }, target: ScrapeTargetConfig): ApiObject {
  const { service } = target;
  const where = service.metadata.namespace;
  service.metadata.addLabel(TARGET_LABEL, service.name);
  const port = () => choosePort(jsonOf(service), target.port);
  const spec = (): ServiceMonitorSpec => {
    const chosen = port();
    return {
      jobLabel: TARGET_LABEL,
      selector: { matchLabels: { [TARGET_LABEL]: service.name } },
      namespaceSelector: { matchNames: [where ?? ''] },
      endpoints: typeof chosen === 'string' ? [targetEndpoint(chosen, target)] : [],
    };
  };
  const id = `${where}-${service.name}`;
  const monitor = createServiceMonitor(scope, `Target-${id}`, { name: id, namespace, labels }, Lazy.any({ produce: spec }));
  const problems = Problems.of(monitor);
  problems.addAll([...where === undefined ? [finding(TARGET_NAMESPACE, { service: service.name })] : [], ...resolveTiming(target).findings]);
  problems.check(() => {
    const chosen = port();
    return typeof chosen === 'string' ? [] : [chosen];
  }, () => patchCount(service));
  return monitor;
}

function isScrapeTarget(target: IConstruct): target is IScrapeTarget {
  return typeof (target as Partial<IScrapeTarget>).toScrapeTarget === 'function';
}

/** The ApiObject itself, or what stands for a construct. */
function primaryObject(target: IConstruct): ApiObject | undefined {
  if (ApiObject.isApiObject(target)) { return target; }
  const child = target.node.defaultChild;
  return child && ApiObject.isApiObject(child) ? child : undefined;
}
