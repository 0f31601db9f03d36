import { spawnSync } from 'child_process';
import { planObjects } from '../../../src/migrate/plan/objects';
import { planOf } from '../../../src/migrate/plan/plan';
import { PlanInput } from '../../../src/migrate/plan/situation';
import { Manager, Plan } from '../../../src/migrate/plan/step';
import { planText } from '../../../src/migrate/plan/text';

const NS = 'monitoring';
const FULL = 'kps-kube-prometheus-stack';
const FILES = { manifest: 'release.yaml', dist: ['dist/'] };

function make(apiVersion: string, kind: string, name: string, fields: object = {}, metadata: object = {}) {
  return { apiVersion, kind, metadata: { name, namespace: NS, ...metadata }, ...fields };
}
const crd = (kind: string, name: string, spec: object = {}, metadata: object = {}) => make('monitoring.coreos.com/v1', kind, name, { spec }, metadata);
const own = (app: string) => ({ labels: { app: `kube-prometheus-stack-${app}`, chart: 'kube-prometheus-stack-88.5.3', release: 'kps', heritage: 'Helm' } });
const ksm = { labels: { 'helm.sh/chart': 'kube-state-metrics-8.4.0', 'release': 'kps' } };
const workload = (kind: string, name: string, selector: object, pod: object, metadata: object = {}) => make('apps/v1', kind, name, { spec: { selector: { matchLabels: selector }, template: { spec: pod } } }, metadata);
const NO_METADATA = {};
const operator = (name: string, kubelets: string, metadata: object) => workload('Deployment', name, { app: name }, {
  containers: [{ args: [`--kubelet-service=kube-system/${kubelets}`, '--prometheus-config-reloader=x:1'] }],
  volumes: metadata === NO_METADATA ? [] : [{ secret: { secretName: `${FULL}-admission` } }],
}, metadata);
const onPort = (port: number) => ({ hostNetwork: true, containers: [{ ports: [{ containerPort: port }] }] });
const volume = (size: string) => ({ storage: { volumeClaimTemplate: { spec: { resources: { requests: { storage: size } } } } } });

const UNINSTALLED = ['helm uninstall kps -n monitoring --keep-history --no-hooks', 'kubectl delete secret -n monitoring --ignore-not-found kps-unused'];

/** As kube-prometheus-stack 88.5.3 renders them, as far as the plan looks. */
const CHART = [
  crd('Prometheus', `${FULL}-prometheus`, { ...volume('5Gi'), externalUrl: 'http://old:9090', ruleSelector: { matchLabels: { release: 'kps' } }, retention: '10d' }, own('prometheus')),
  crd('Alertmanager', `${FULL}-alertmanager`, {}, own('alertmanager')),
  make('v1', 'Secret', `alertmanager-${FULL}-alertmanager`, {}, own('alertmanager')),
  make('v1', 'Secret', 'kps-unused', {}, own('alertmanager')),
  make('v1', 'PersistentVolumeClaim', 'kps-grafana', {}, { labels: { 'helm.sh/chart': 'grafana-10.0.0' } }),
  operator(`${FULL}-operator`, `${FULL}-kubelet`, own('operator')),
  make('admissionregistration.k8s.io/v1', 'ValidatingWebhookConfiguration', `${FULL}-admission`, {}, own('admission')),
  workload('Deployment', 'kube-state-metrics', { 'app.kubernetes.io/instance': 'kps' }, {}, ksm),
  make('v1', 'Service', 'kube-state-metrics', {}, ksm),
  workload('DaemonSet', 'kps-prometheus-node-exporter', { a: 'b' }, onPort(9100)),
  workload('DaemonSet', 'kps-other', { c: 'd' }, onPort(9200)),
  crd('ServiceMonitor', `${FULL}-kubelet`, {}, own('kubelet')),
  crd('PrometheusRule', `${FULL}-general.rules`, {}, own('general')),
];

const OURS = [
  make('v1', 'Namespace', 'monitoring-node-exporter'),
  make('apiextensions.k8s.io/v1', 'CustomResourceDefinition', 'prometheuses.monitoring.coreos.com'),
  crd('Prometheus', `${FULL}-prometheus`, { ...volume('5Gi'), ruleSelector: {}, retention: '10d' }),
  crd('Alertmanager', `${FULL}-alertmanager`, { configSecret: `alertmanager-${FULL}-alertmanager` }),
  operator('prometheus-operator', 'monitoring-kubelet', NO_METADATA),
  workload('Deployment', 'kube-state-metrics', { 'app.kubernetes.io/instance': 'kube-state-metrics' }, {}),
  make('v1', 'Service', 'kube-state-metrics'),
  workload('DaemonSet', 'node-exporter', { e: 'f' }, onPort(9100), { namespace: 'monitoring-node-exporter' }),
  crd('ServiceMonitor', 'kubelet'),
];

function plan(chart: readonly object[] = CHART, ours: readonly object[] = OURS, more: Partial<PlanInput> = {}): Plan {
  return planOf({ release: { name: 'kps', namespace: NS }, manager: 'helm', chart: planObjects(chart, NS), ours: planObjects(ours, NS), ...more }, FILES);
}
const ids = ({ steps }: Plan) => steps.map(({ id }) => id);
const commands = (of: Plan, id: string) => of.steps.find(each => each.id === id)!.commands;
const all = ({ steps }: Plan) => steps.flatMap(each => [...each.commands, ...each.checks.map(({ command }) => command), ...each.back]);
const at = (lines: readonly string[], text: string) => {
  const found = lines.findIndex(line => line.includes(text));
  expect({ text, lines, isThere: found >= 0 }).toMatchObject({ isThere: true });
  return found;
};

test('a release by Helm is moved in nine steps, without obstacles', () => {
  expect(ids(plan())).toEqual(['record', 'keep', 'webhooks', 'stop', 'apply', 'verify', 'uninstall', 'clean', 'forget']);
  expect(plan().warnings).toEqual([]);
});

test('the order of objects does not change the commands', () => {
  expect(planText(plan())).toBe(planText(plan()));
  expect(all(plan([...CHART].reverse(), OURS)).length).toBe(all(plan()).length);
});

test('a shell can parse every command', () => {
  for (const manager of ['helm', 'flux', 'argocd', 'kubectl'] as const) {
    const { status, stderr } = spawnSync('bash', ['-n'], { input: all(plan(CHART, OURS, { manager })).join('\n'), encoding: 'utf8' });
    expect([status, stderr]).toEqual([0, '']);
  }
});

test('no command deletes a namespace, a claim or a definition', () => {
  for (const manager of ['helm', 'flux', 'argocd', 'kubectl'] as const) {
    const deleted = all(plan(CHART, OURS, { manager })).filter(line => line.startsWith('kubectl delete'));
    expect(deleted.filter(line => /delete (namespace|persistentvolumeclaim|customresourcedefinition)/.test(line))).toEqual([]);
  }
});

test('namespaces that no object creates are created first, and Secrets that the program refers to must exist', () => {
  const receiver = crd('AlertmanagerConfig', 'x', { receivers: [{ webhookConfigs: [{ urlSecret: { name: 'urls', key: 'a' } }], configMap: { name: 'c', key: 'k' } }] });
  const [first] = plan(CHART, [...OURS.filter(({ kind }) => kind !== 'Namespace'), receiver]).steps;
  expect(first).toMatchObject({
    id: 'prepare',
    commands: [
      'kubectl create namespace monitoring-node-exporter --dry-run=client -o yaml | kubectl apply --server-side -f -',
      'kubectl label namespace monitoring-node-exporter pod-security.kubernetes.io/enforce=privileged --overwrite',
    ],
    checks: [{ command: 'kubectl get secret urls -n monitoring -o name', prints: 'secret/urls' }],
  });
});

describe('objects that must not be deleted with the release', () => {
  test('are annotated by the values of the chart, each by its own value: objects that the program also has or refers to, and claims', () => {
    expect(commands(plan(), 'keep')[0]).toBe(`cat > keep.yaml <<'END'
alertmanager:
  annotations:
    helm.sh/resource-policy: keep
  secret:
    annotations:
      helm.sh/resource-policy: keep
grafana:
  persistence:
    annotations:
      helm.sh/resource-policy: keep
kube-state-metrics:
  annotations:
    helm.sh/resource-policy: keep
  service:
    annotations:
      helm.sh/resource-policy: keep
prometheus:
  annotations:
    helm.sh/resource-policy: keep
END`);
  });

  test('are counted with objects that the same values keep unnecessarily: those are deleted after the uninstall', () => {
    expect(plan().steps.find(({ id }) => id === 'keep')!.checks).toEqual([{ command: 'helm get manifest kps -n monitoring | grep -c \'helm.sh/resource-policy: keep\'', prints: '7' }]);
    expect(commands(plan(), 'uninstall')).toEqual(UNINSTALLED);
  });

  test('are below the key of the chart in an umbrella chart, whose version is not that of the chart', () => {
    const [file, upgrade] = commands(plan(CHART, OURS, { prefix: 'kube-prometheus-stack' }), 'keep');
    expect(file).toContain('\nkube-prometheus-stack:\n  alertmanager:\n    annotations:\n      helm.sh/resource-policy: keep\n');
    expect([upgrade, commands(plan(), 'keep')[1]]).toEqual([expect.not.stringContaining('--version'), expect.stringContaining('--version 88.5.3')]);
  });

  test('if no value can annotate them, the program is applied again after the uninstall', () => {
    const rule = crd('PrometheusRule', `${FULL}-general.rules`);
    const again = 'kubectl apply --server-side --force-conflicts -f dist/';
    expect([commands(plan(), 'uninstall'), commands(plan(CHART, [...OURS, rule]), 'uninstall').slice(-1)]).toEqual([UNINSTALLED, [again]]);
  });

  test('a Secret that the program refers to, and that no value can annotate, is a warning', () => {
    const secret = make('v1', 'Secret', 'kps-grafana', {}, { labels: { 'helm.sh/chart': 'grafana-10.0.0' } });
    const user = workload('Deployment', 'grafana', {}, { containers: [{ env: [{ valueFrom: { secretKeyRef: { name: 'kps-grafana', key: 'x' } } }] }] });
    expect(plan([...CHART, secret], [...OURS, user]).warnings).toEqual([expect.stringContaining('the Secret kps-grafana of the release, and no value of the chart can keep it')]);
    expect(plan([...CHART, secret]).warnings).toEqual([]);
  });
});

describe('the hand-over', () => {
  const lines = commands(plan(), 'apply');
  const applied = at(lines, 'kubectl apply');

  test('deletes the monitors of the chart while no operator runs: no kubelet is scraped by both', () => {
    expect(at(lines, `kubectl delete servicemonitor.monitoring.coreos.com -n monitoring --ignore-not-found ${FULL}-kubelet`)).toBeLessThan(applied);
    expect(ids(plan()).indexOf('stop')).toBeLessThan(ids(plan()).indexOf('apply'));
  });

  test('deletes a Service of the same name if only one of both is headless: its cluster IP is immutable', () => {
    const service = (spec: object) => make('v1', 'Service', 'x', { spec });
    const found = commands(plan([...CHART, service({})], [...OURS, service({ clusterIP: 'None' })]), 'apply');
    expect(at(found, 'kubectl delete service -n monitoring --ignore-not-found x')).toBeLessThan(at(found, 'kubectl apply'));
  });

  test('deletes a Deployment of the same name before the apply, which would be rejected because of another selector', () => {
    expect(at(lines, 'kubectl delete deployment -n monitoring --ignore-not-found kube-state-metrics')).toBeLessThan(applied);
  });

  test('removes keys of the selector of a Service that only the chart has: with them it would select no pod', () => {
    const service = (selector: object) => make('v1', 'Service', 'x', { spec: { selector, type: 'ClusterIP' } });
    const found = commands(plan([...CHART, service({ a: '1', b: '2' })], [...OURS, service({ a: '1' })]), 'apply');
    expect(found[at(found, 'kubectl patch service/x')]).toBe('kubectl patch service/x -n monitoring --type=merge -p \'{"spec":{"selector":{"b":null}}}\'');
  });

  test('frees port 9100 of the nodes before anything waits for the pods that need it, and no other port', () => {
    const freed = at(lines, 'kubectl delete daemonset -n monitoring --ignore-not-found kps-prometheus-node-exporter');
    expect(freed).toBe(applied + 1);
    expect(lines.slice(0, freed).filter(line => /rollout|wait/.test(line))).toEqual([]);
    expect(lines.join('\n')).not.toContain('kps-other');
  });

  test('removes fields that only the chart sets, including labels, but not of the storage', () => {
    expect(lines[at(lines, `kubectl patch prometheus.monitoring.coreos.com/${FULL}-prometheus`)]).toContain(
      '\'{"metadata":{"labels":{"app":null,"chart":null,"release":null,"heritage":null}},"spec":{"externalUrl":null,"ruleSelector":{"matchLabels":null}}}\'',
    );
  });

  test('waits for the current generation of the object, not for an older status', () => {
    expect(lines[at(lines, 'kubectl wait prometheus')]).toContain('observedGeneration}\'="$(kubectl get');
  });
});

describe('the rollback', () => {
  test('omits the webhooks until their operator runs: they would reject the rules of the same file', () => {
    const { back } = plan().steps.find(({ id }) => id === 'apply')!;
    expect(back[at(back, '--field-manager=helm')]).toBe('kubectl apply --server-side --force-conflicts --field-manager=helm -f release.yaml -l \'app!=kube-prometheus-stack-admission\'');
    expect(at(back, 'deployment/prometheus-operator -n monitoring --replicas=0')).toBe(0);
  });

  test('sets the CA of the webhooks as a field that Helm does not own: its next upgrade would remove it', () => {
    const two = make('admissionregistration.k8s.io/v1', 'ValidatingWebhookConfiguration', 'x', { webhooks: [{}, {}] });
    const { back } = plan([...CHART.filter(({ kind }) => kind !== 'ValidatingWebhookConfiguration'), two]).steps.find(({ id }) => id === 'webhooks')!;
    const json = spawnSync('bash', ['-c', `cat() { echo CA; }; kubectl() { echo "\${@: -1}"; }; ${back[1]}`], { encoding: 'utf8' }).stdout;
    expect(JSON.parse(json)).toEqual([0, 1].map(each => ({ op: 'add', path: `/webhooks/${each}/clientConfig/caBundle`, value: 'CA' })));
  });
});

describe('what it warns of', () => {
  test('a claim that differs', () => {
    const smaller = crd('Prometheus', `${FULL}-prometheus`, volume('1Gi'));
    expect(plan(CHART, [...OURS.filter(({ kind }) => kind !== 'Prometheus'), smaller]).warnings).toEqual([expect.stringContaining('size is "1Gi", in the release "5Gi"')]);
  });

  test('a custom resource that the program does not have', () => {
    expect(plan([...CHART, crd('ThanosRuler', 'kps-ruler')]).warnings).toEqual(['The program has no ThanosRuler kps-ruler: the step "uninstall" deletes it.']);
  });

  test('a program with other names: no plan is possible', () => {
    const other = plan(CHART, [crd('Prometheus', 'main')]);
    expect([other.steps, other.warnings]).toEqual([[], [expect.stringContaining('The program has no Prometheus or Alertmanager with a name of the release. With other names the volumes are')]]);
  });

  test('a namespace in which pods of the chart could not be recreated', () => {
    const enforced = make('v1', 'Namespace', NS, {}, { labels: { 'pod-security.kubernetes.io/enforce': 'restricted' } });
    expect(plan(CHART, [...OURS, enforced]).warnings).toEqual([expect.stringContaining('`createNamespaces: false`')]);
  });

  test('hooks, which a rollback would run', () => {
    const job = make('batch/v1', 'Job', 'x', {}, { annotations: { 'helm.sh/hook': 'pre-install' } });
    expect(plan([...CHART, job]).warnings).toEqual([expect.stringContaining('`helm get manifest`')]);
  });
});

describe('a release by a GitOps tool', () => {
  test.each<[Manager, string[]]>([
    ['flux', ['record', 'keep', 'suspend', 'webhooks', 'stop', 'apply', 'verify', 'uninstall', 'clean', 'forget']],
    ['argocd', ['record', 'suspend', 'webhooks', 'stop', 'apply', 'verify', 'uninstall', 'clean']],
  ])('by %s is suspended before anything changes', (manager, steps) => expect(ids(plan(CHART, OURS, { manager }))).toEqual(steps));

  test('by Argo CD is not known to Helm: objects that the program does not have are deleted by name', () => {
    const argo = plan(CHART, OURS, { manager: 'argocd' });
    expect(all(argo).filter(line => line.startsWith('helm'))).toEqual([]);
    const lines = commands(argo, 'uninstall');
    expect(lines[at(lines, 'delete secret')]).toBe('kubectl delete secret -n monitoring --ignore-not-found kps-unused');
    expect(lines.join('\n')).not.toMatch(/delete (prometheus|alertmanager)\.monitoring/);
  });
});

test('the longest `for` of the new alerts is named: until then an alert may be pending', () => {
  const rules = (...durations: unknown[]) => crd('PrometheusRule', 'x', { groups: [{ rules: durations.map(each => ({ alert: 'A', for: each })) }, null] });
  const why = (rule: object) => plan(CHART, [...OURS, rule]).steps.find(({ id }) => id === 'verify')!.why;
  expect(why(rules('15m', '1h30m', '80m', undefined, 5))).toContain('its own `for`; the longest is 1h30m.');
  expect(why(rules(undefined))).toContain('its own `for`.');
});

test('objects that were applied by hand, with an operator of the same name: it is stopped and recreated; no other tool owns their fields', () => {
  const chart = [crd('Prometheus', 'k8s'), operator('prometheus-operator', 'kubelet', {}), make('v1', 'Service', 'prometheus-k8s'), crd('ServiceMonitor', 'k8s')];
  const byHand = plan(chart, [crd('Prometheus', 'k8s'), operator('prometheus-operator', 'monitoring-kubelet', NO_METADATA)], { manager: 'kubectl' });
  expect([ids(byHand), byHand.warnings, byHand.variables]).toEqual([['record', 'stop', 'apply', 'verify', 'uninstall', 'clean'], [], []]);
  const lines = commands(byHand, 'apply');
  expect(at(lines, 'kubectl delete deployment -n monitoring --ignore-not-found prometheus-operator')).toBeLessThan(at(lines, 'kubectl apply'));
  expect(commands(byHand, 'uninstall').map(line => line.split(' ').pop())).toEqual(['prometheus-k8s', 'k8s']);
  expect(all(byHand).filter(line => /helm|field-manager|managedFields/.test(line))).toEqual([]);
});

test('any name is quoted as one word for the shell', () => {
  const name = 'x; rm -rf / $(id) \'`';
  const text = all(plan([...CHART, crd('ServiceMonitor', name)], OURS, { release: { name: 'a b', namespace: 'c;d' } })).join('\n');
  expect(text).toContain('\'x; rm -rf / $(id) \'\\\'\'`\'');
  expect(text).not.toMatch(/^rm|-n c;d/m);
});

test('the text has each command unchanged, and the expected output of each check', () => {
  const text = planText(plan());
  expect(text).toContain('\n## 4. Stop the old operator\n');
  expect(text).toContain(`Check:

\`\`\`sh
kubectl get pods -n monitoring -l app=${FULL}-operator -o name
# prints nothing
\`\`\`

Back:
`);
  for (const line of all(plan())) { expect(text).toContain(line); }
});

test.each<[string, readonly any[]]>([
  ['nothing', []], ['no objects', [1, null, 'x', [], {}]], ['no fields', [{ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'x' } }]],
  ['odd fields', [crd('Prometheus', 'x', { storage: 3, shards: 'a', web: null } as any), { ...crd('Alertmanager', 'y'), spec: [] }, workload('DaemonSet', 'd', 3 as any, { containers: [null, { args: 7, ports: [null] }] })]],
])('documents with %s give a result and do not throw', (_, documents) => {
  expect(planText(plan(documents, documents))).toContain('# Migration of the release kps');
});
