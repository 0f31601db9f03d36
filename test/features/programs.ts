import { ApiObject, Chart } from 'cdk8s';
import { Manifest, aChart, synth } from '../support/synth';

/** What a small program in the namespace `monitoring` makes. */
export function manifestsOf(program: (chart: Chart) => void): Manifest[] {
  const chart = aChart('monitoring');
  program(chart);
  return synth(chart);
}

/** The objects of this kind. */
export function kind(objects: readonly Manifest[], wanted: string): Manifest[] {
  return objects.filter(object => object.kind === wanted);
}

/** The containers of a workload, or of what the operator makes of a resource. */
export function podOf(object: Manifest): any {
  return object.spec.template.spec;
}

/** All alerts and recorded series of the app's PrometheusRules. */
export function rulesOf(objects: readonly Manifest[]): any[] {
  return kind(objects, 'PrometheusRule').flatMap(({ spec }) => spec.groups.flatMap((group: any) => group.rules));
}

/** The rule of this alert. */
export function alertOf(objects: readonly Manifest[], alert: string): any {
  const found = rulesOf(objects).filter(rule => rule.alert === alert);
  expect(found.map(rule => rule.alert)).toEqual([alert]);
  return found[0];
}

/** A Service with these ports, as another team has it. */
export function aService(chart: Chart, name: string, ports: readonly { readonly name: string; readonly port: number }[]): ApiObject {
  const labels = { app: name };
  return new ApiObject(chart, `Service-${name}`, { apiVersion: 'v1', kind: 'Service', metadata: { name, labels }, spec: { selector: labels, ports } });
}

/** The paths that the monitors of the app scrape, with their ports. */
export function endpointsOf(objects: readonly Manifest[], monitor: string): any[] {
  const found = kind(objects, 'ServiceMonitor').filter(({ metadata }) => metadata.name === monitor);
  expect(found.map(({ metadata }) => metadata.name)).toEqual([monitor]);
  return found[0].spec.endpoints;
}
