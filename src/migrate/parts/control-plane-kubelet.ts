import { Collected, Patch, add, remove, replace } from './collected';
import { KUBELET } from './control-plane-data';
import { flagsMonitor, MONITOR_PATCH } from './control-plane-objects';
import { relabelingPatches } from './control-plane-relabelings';
import { grantNodes } from './exporters';
import { isEmpty, isMap } from '../../values/json';
import { duration } from '../convert';

const AT = 'kubelet.serviceMonitor';
const RESOURCE_METRICS = 'controlPlane.kubeletResourceMetrics';
const INSECURE = 'controlPlane.kubeletInsecureSkipVerify';

/** The paths of kubelets are endpoints in this order. */
const PATHS: readonly (readonly [key: string, prefix: string | undefined])[] = [
  ['kubelet', undefined], ['cAdvisor', 'cAdvisor'], ['probes', 'probes'], ['resource', 'resource'],
];

/** Values that belong to resource metrics. */
const OF_RESOURCE = ['resource', 'resourceInterval', 'resourceRelabelings', 'resourceMetricRelabelings'].map(each => `${AT}.${each}`);

/** Changes of the ServiceMonitor of the kubelets. */
export function kubeletPatches(found: Collected): Patch[] {
  const hasResource = found.isOn(`${AT}.resource`, false);
  const shown = hasResource ? PATHS : PATHS.slice(0, 3);
  const endpoints = shown.map((_, place) => `/spec/endpoints/${place}`);
  return [
    ...intervalPatches(found, endpoints, hasResource),
    ...shown.flatMap(([, prefix], place) => prefix === undefined ? [] : relabelingPatches(found, KUBELET, {
      targets: `${AT}.${prefix}Relabelings`,
      samples: `${AT}.${prefix}MetricRelabelings`,
      endpoints: [endpoints[place]],
    })),
    ...flagPatches(found, endpoints),
    ...metadataPatches(found),
    ...removedPaths(found),
  ];
}

/** The chart has an interval for cAdvisor and for resource metrics. */
function intervalPatches(found: Collected, endpoints: readonly string[], hasResource: boolean): Patch[] {
  const patches: Patch[] = [];
  const isPerPath = isEmpty(found.given(`${AT}.interval`));
  const ofPath = (key: string, place: number) => {
    const path = `${AT}.${key}`;
    const value = found.given(path) ?? '10s';
    if (duration(value) && isPerPath) { patches.push(add(`${endpoints[place]}/interval`, value)); }
    found.value(path, [], own => {
      if (!isPerPath) { return ['same', `${AT}.interval has precedence, as in the chart`]; }
      return duration(own) && MONITOR_PATCH;
    });
  };
  if (found.isOn(`${AT}.cAdvisor`)) { ofPath('cAdvisorInterval', 1); }
  if (hasResource) {
    found.option(RESOURCE_METRICS, true);
    found.each('mapped', RESOURCE_METRICS, `${AT}.resource`);
    ofPath('resourceInterval', 3);
  } else {
    found.each('same', 'same behavior', ...OF_RESOURCE);
  }
  found.value(`${AT}.resourcePath`, ['/metrics/resource'], () => ['different', 'the path is /metrics/resource, as of Kubernetes 1.20']);
  return patches;
}

/** Flags that are true by default. */
function flagPatches(found: Collected, endpoints: readonly string[]): Patch[] {
  const patches: Patch[] = [];
  const whenFalse = (...changed: readonly Patch[]) => flagsMonitor(false, () => patches.push(...changed));
  found.value(`${AT}.honorLabels`, [true], whenFalse(...endpoints.map(each => replace(`${each}/honorLabels`, false))));
  found.value(`${AT}.honorTimestamps`, [true], whenFalse(...endpoints.map(each => add(`${each}/honorTimestamps`, false))));
  found.value(`${AT}.trackTimestampsStaleness`, [true], whenFalse(replace('/spec/endpoints/1/trackTimestampsStaleness', false)));
  found.value(`${AT}.insecureSkipVerify`, [true], value => {
    if (value !== false) { return undefined; }
    found.option(INSECURE, false);
    return INSECURE;
  });
  found.value(`${AT}.https`, [true], () => [
    'different', 'kubelets are scraped over HTTPS with a token; the read-only port is not supported',
  ]);
  return patches;
}

/** Metadata of nodes, and the place of the Service. */
function metadataPatches(found: Collected): Patch[] {
  const patches: Patch[] = [];
  found.value(`${AT}.attachMetadata`, [{ node: false }], value => {
    if (!isMap(value)) { return undefined; }
    patches.push(add('/spec/attachMetadata', value));
    if (value.node === true) { grantNodes(found); }
    return MONITOR_PATCH;
  });
  found.value('kubelet.namespace', ['kube-system'], () => [
    'different',
    'the Service of the kubelets is in kube-system: set "operator.kubeletService" to "namespace/name" for another place',
  ]);
  return patches;
}

/** Paths that are disabled. The last first, so that the indexes of the others stay valid. */
function removedPaths(found: Collected): Patch[] {
  const patches: Patch[] = [];
  for (const [place, [key]] of [...PATHS.slice(0, 3).entries()].reverse()) {
    found.value(`${AT}.${key}`, [true], flagsMonitor(false, () => patches.push(remove(`/spec/endpoints/${place}`))));
  }
  return patches;
}
