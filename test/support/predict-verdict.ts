import { Manifest } from './synth';
import { coreProblems } from '../../src/admission/core/core-problems';
import { alertmanagerSecretProblems } from '../../src/admission/operator/alertmanager/secret';
import { operatorProblems } from '../../src/admission/operator/problems';
import { Effect, OperatorEnv } from '../../src/admission/operator/row';
import { ruleProblems } from '../../src/admission/rules/prometheus-rule';
import { schemaFindings } from '../../src/schema/findings';
import { ComponentVersion } from '../../src/versions/component-version';

/**
 * The fate of an object: `refused` by the API server; `left-out`, `rejected` or `blocked` by the operator; `invalid` for the process that
 * reads its configuration.
 */
export type Verdict = 'accepted' | 'refused' | 'left-out' | 'rejected' | 'blocked' | 'invalid';

/** A cluster in which everything is known. */
export interface VerdictWorld {
  readonly objects: readonly Manifest[];
  readonly operator: string;
  /** Selects monitors and rules. */
  readonly prometheus: Manifest;
  readonly prometheusVersion: string;
  readonly alertmanagerVersion: string;
}

const VERDICTS: Readonly<Partial<Record<Effect, Verdict>>> = {
  'object-left-out': 'left-out', 'resource-rejected': 'rejected', 'everything-blocked': 'blocked', 'invalid-at-reload': 'invalid',
};

/** The worst first: an object that the operator never receives cannot block anything. */
const ORDER: readonly Verdict[] = ['refused', 'left-out', 'rejected', 'blocked', 'invalid'];

export function predictVerdict(object: Manifest, world: VerdictWorld): { readonly verdict: Verdict; readonly why: string } {
  const errors = [...schemaFindings(object, { operator: [world.operator], kubernetes: [] }).findings, ...coreProblems(object)].filter(({ severity }) => severity === 'error');
  const found: (readonly [Verdict, string])[] = errors.map(({ ruleId, message }) => [ruleId === 'schema/child-route' ? 'left-out' : 'refused', message]);
  for (const { effect, path, why, row } of operatorProblems(object, envOf(object, world))) {
    const verdict = VERDICTS[effect];
    if (verdict !== undefined) { found.push([verdict, `${row}: ${path} ${why}`]); }
  }
  if (object.kind === 'PrometheusRule') {
    const rules = ruleProblems(object, { operator: world.operator, prometheus: world.prometheusVersion, features: world.prometheus.spec.enableFeatures ?? [] });
    for (const { ruleId, message } of rules) { if (ruleId === 'rules/left-out' || ruleId === 'rules/too-large') { found.push(['left-out', message]); } }
  }
  const [verdict, why] = [...found].sort(([a], [b]) => ORDER.indexOf(a) - ORDER.indexOf(b))[0] ?? ['accepted', ''];
  return { verdict, why };
}

/** Fields of an object without effect. `prometheus` selects it, if anything does. */
export function predictIgnored(object: Manifest, world: VerdictWorld, prometheus?: Manifest): readonly string[] {
  const env = { ...envOf(object, world), ...prometheus && { prometheusSpec: prometheus.spec } };
  return operatorProblems(object, env).filter(({ effect }) => effect === 'field-ignored').map(({ path, why }) => `${path} ${why}`);
}

/** The fate of the Secret of an Alertmanager: `unread` if the operator uses its own configuration instead. */
export type SecretVerdict = 'accepted' | 'unread' | 'rejected' | 'invalid';

export function predictSecret(secret: Manifest, alertmanager: Manifest, world: VerdictWorld): { readonly verdict: SecretVerdict; readonly why: string } {
  const found = alertmanagerSecretProblems(secret as any, [alertmanager as any], { operator: envOf(alertmanager, world).operator });
  const of = (verdict: SecretVerdict, effect: Effect) => found.filter(each => each.effect === effect).map(({ path, why }) => ({ verdict, why: `${path} ${why}` }));
  const [first] = [...of('unread', 'field-ignored'), ...of('unread', 'works-otherwise').filter(({ why }) => why.includes('drops every alert')), ...of('rejected', 'resource-rejected'), ...of('invalid', 'invalid-at-reload')];
  return first ?? { verdict: 'accepted', why: '' };
}

export function envOf({ kind, metadata }: Manifest, world: VerdictWorld): OperatorEnv {
  const version = (component: 'prometheusOperator' | 'prometheus' | 'alertmanager', text: string) => ComponentVersion.parse(component, 'version', text).version;
  return {
    operator: version('prometheusOperator', world.operator),
    prometheus: version('prometheus', world.prometheusVersion),
    alertmanager: version('alertmanager', world.alertmanagerVersion),
    ...['ServiceMonitor', 'PodMonitor', 'Probe', 'ScrapeConfig'].includes(kind) && { prometheusSpec: world.prometheus.spec },
    ...kind === 'AlertmanagerConfig' && { alertmanagerManifest: { kind: 'Alertmanager', metadata, spec: { version: world.alertmanagerVersion, alertmanagerConfigSelector: {} } } },
    lookup: (wanted, namespace, name) => {
      const all = world.objects as readonly any[];
      const found = all.find(object => object.kind === wanted && object.metadata.namespace === namespace && object.metadata.name === name);
      if (found === undefined) { return ['Secret', 'ConfigMap', 'Service', 'AlertmanagerConfig'].includes(wanted) ? undefined : 'unknown'; }
      // as stored by the API server
      const data = Object.fromEntries(Object.entries(found.stringData ?? {}).map(([key, text]) => [key, Buffer.from(String(text)).toString('base64')]));
      return wanted === 'Secret' ? { ...found, stringData: undefined, data: { ...data, ...found.data } } : found;
    },
  };
}
