import { App, Chart } from 'cdk8s';
import { ComponentDefaults, ImagePullPolicy, KubeStateMetrics, PrometheusStackProps } from '../../src';
import { containersOf, everyComponent, OPERATED } from '../support/every-component';
import { synth } from '../support/synth';

beforeEach(() => { jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined); });
afterEach(() => jest.restoreAllMocks());

/** The policy of each container, of each custom resource, from which the operator has it, and of each container that is merged into its pods. */
function policiesIn(props: PrometheusStackProps): (string | undefined)[] {
  const objects = everyComponent(props);
  const operated = objects.filter(({ kind }) => OPERATED.includes(kind));
  const merged = operated.flatMap(({ spec }) => spec.containers ?? []).filter(({ image }: any) => image !== undefined);
  return [...containersOf(objects).map(({ container }) => container), ...operated.map(({ spec }) => spec), ...merged].map(({ imagePullPolicy }) => imagePullPolicy);
}

test('by default there is none: Kubernetes pulls an image with a version once', () => {
  expect(new Set(policiesIn({ prometheus: { listenLocal: true } }))).toEqual(new Set([undefined]));
});

test('that of a stack reaches each container of each component', () => {
  const policies = policiesIn({ imagePullPolicy: ImagePullPolicy.ALWAYS, prometheus: { listenLocal: true } });
  // 20 of Deployments, StatefulSets and DaemonSets, four custom resources and a proxy
  expect(policies.length).toBeGreaterThanOrEqual(24);
  expect(new Set(policies)).toEqual(new Set(['Always']));
});

test('a component replaces it', () => {
  const policies = policiesIn({ imagePullPolicy: ImagePullPolicy.ALWAYS, operator: { imagePullPolicy: ImagePullPolicy.NEVER } });
  expect(policies.filter(policy => policy !== 'Always')).toEqual(['Never']);
});

test('ComponentDefaults set it without a stack', () => {
  const chart = new Chart(new App(), 'own', { namespace: 'own' });
  ComponentDefaults.set(chart, { imagePullPolicy: ImagePullPolicy.IF_NOT_PRESENT });
  new KubeStateMetrics(chart, 'Ksm');
  expect(containersOf(synth(chart)).map(({ container }) => container.imagePullPolicy)).toEqual(['IfNotPresent']);
});
