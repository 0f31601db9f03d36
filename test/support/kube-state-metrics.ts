import { aChart, Manifest, synth } from './synth';
import { CustomResourceValue, KubeStateMetrics, KubeStateMetricsOptions } from '../../src';

export function made(options: KubeStateMetricsOptions = {}, chart = aChart('monitoring')) {
  const ksm = new KubeStateMetrics(chart, 'KubeStateMetrics', options);
  return { chart, ksm };
}
export const objectsOf = (options?: KubeStateMetricsOptions) => synth(made(options).chart);
export const podOf = (objects: Manifest[]) => objects.find(({ kind }) => kind === 'Deployment' || kind === 'StatefulSet')!.spec.template.spec;
export const containerOf = (options?: KubeStateMetricsOptions) => podOf(objectsOf(options)).containers[0];
export const probesOf = ({ startupProbe, livenessProbe, readinessProbe }: any) => [startupProbe, livenessProbe, readinessProbe].map(probe => probe?.httpGet);
export const allowed = ({ rules }: Manifest) => rules.flatMap(({ resources, verbs }: any) => resources.map((resource: string) => `${verbs.join('+')} ${resource}`)).sort();

/** A custom resource with one metric. */
export const CUSTOM = {
  resources: [{
    groupVersionKind: { group: 'example.org', version: 'v1', kind: 'Thing' },
    resourcePlural: 'things',
    metrics: [{ name: 'ready', help: 'Ready.', each: CustomResourceValue.gauge({ path: ['status', 'ready'] }) }],
  }],
};
