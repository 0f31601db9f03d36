import { Chart } from 'cdk8s';
import { aChart, Manifest, synth } from './synth';
import { PrometheusStack, PrometheusStackProps } from '../../src';

/** Options with which a stack prints nothing on stderr. */
export const QUIET: PrometheusStackProps = { prometheus: { externalLabels: { cluster: 'eu-1' } }, alertmanager: { configSecret: 'alertmanager-config' } };

export function aStack(props: PrometheusStackProps = {}, chart: Chart = aChart('monitoring')): { chart: Chart; stack: PrometheusStack } {
  const hasPrometheus = props.prometheusEnabled ?? !props.agent;
  const stack = new PrometheusStack(chart, 'Monitoring', {
    ...props,
    prometheus: hasPrometheus ? { ...QUIET.prometheus, ...props.prometheus } : undefined,
    alertmanager: !(props.alertmanagerEnabled ?? (hasPrometheus || !props.agent)) ? undefined : { ...QUIET.alertmanager, ...props.alertmanager },
  });
  return { chart, stack };
}

export function stackObjects(props: PrometheusStackProps = {}): Manifest[] {
  return synth(aStack(props).chart);
}

/** `ServiceAccount prometheus-main`, in the order of the YAML. */
export function namesOf(objects: readonly Manifest[]): string[] {
  return objects.map(({ kind, metadata }) => `${kind} ${metadata.name}`);
}

/** The object of this kind and name. */
export function named(objects: readonly Manifest[], kind: string, name: string): Manifest {
  const found = objects.filter(object => object.kind === kind && object.metadata.name === name);
  expect(found.map(object => object.metadata.name)).toEqual([name]);
  return found[0];
}

/** The command line of the operator. */
export function operatorArguments(objects: readonly Manifest[]): string[] {
  return named(objects, 'Deployment', 'prometheus-operator').spec.template.spec.containers[0].args;
}
