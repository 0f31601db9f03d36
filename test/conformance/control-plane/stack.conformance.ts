import { Duration, Size } from 'cdk8s';
import { parse } from 'yaml';
import { NodeSource, Platform, PrometheusStackProps } from '../../../src';
import { Manifest } from '../../support/synth';
import { applyStrictly, disconnect, get, installCrds, kubectl, listOf, mustApply, mustKubectl, pinned, pinnedOfTier, removeCrds } from '../support/cluster';
import { checkedConfig, unzipped } from '../support/operator-config';
import { Program } from '../support/process';
import { ALERTMANAGER_CONFIG, createCertificate, stackOf } from '../support/stack';
import { describeTiered } from '../support/tier';
import { within } from '../support/wait';

/** Every option that changes the operator's input. */
const FORMS: { readonly [name: string]: PrometheusStackProps } = {
  'minimal': {},
  'highly-available': {
    highAvailability: true,
    platform: Platform.KUBEADM,
    namespaces: ['stack-team'],
    controlPlane: { controllerManager: true, scheduler: true, etcd: true, kubeProxy: true },
    prometheus: {
      storage: { size: Size.gibibytes(10) },
      externalUrl: 'https://prometheus.example.org',
      query: { maxConcurrency: 10, maxSamples: 1_000_000, timeout: Duration.minutes(1), lookbackDelta: Duration.minutes(5) },
      limits: { sampleLimit: 100_000, targetLimit: 5000, labelLimit: 60, bodySizeLimit: Size.mebibytes(50) },
      outOfOrderTimeWindow: Duration.minutes(10),
      enableFeatures: ['exemplar-storage'],
      logLevel: 'debug',
      logFormat: 'json',
    },
    alertmanager: { storage: { size: Size.gibibytes(1) }, retention: Duration.days(7), externalUrl: 'https://alertmanager.example.org', logFormat: 'json' },
    kubeStateMetrics: { shards: 2 },
    commonLabels: { team: 'platform' },
    commonAnnotations: { 'example.org/owner': 'platform' },
    imageRegistry: 'registry.example.org',
    imagePullSecrets: ['registry'],
  },
  'everywhere-over-tls': {
    allNamespaces: true,
    nodes: NodeSource.of([{ name: 'node-a', internalIps: ['10.0.0.1'], ready: true }]),
    prometheus: { tls: { secretName: 'web-tls' }, serviceOptions: { type: 'NodePort' } },
    alertmanager: { tls: { secretName: 'web-tls' } },
    // a control plane outside of pods
    controlPlane: {
      kubeletResourceMetrics: true,
      schedulerAddresses: ['10.0.0.1', 'fd00::1'],
      schedulerResourceMetrics: true,
      etcdAddresses: ['10.0.0.1'],
      etcdTls: { caSecretName: 'web-tls', clientSecretName: 'web-tls', serverName: 'etcd' },
    },
  },
  'listen-local': { prometheus: { listenLocal: true, authProxy: true, authProxyTlsSecretName: 'web-tls' } },
  'unreachable': { prometheus: { listenLocal: true, service: false }, alertmanagerEnabled: false, kubeStateMetricsEnabled: false, nodeExporterEnabled: false, controlPlaneEnabled: false },
};

beforeAll(() => { jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined); });
afterAll(disconnect);

const ofKind = (objects: readonly Manifest[], kind: string) => objects.filter(object => object.kind === kind);

const [DEFAULT, ...OLDER] = pinned('PROMETHEUS_OPERATOR');
/** Differences of an older operator: it probes loopback itself, and writes configuration for Prometheus 2. */
const FORMS_OF_OLDER = ['minimal', 'listen-local'];

describeTiered([DEFAULT, ...OLDER], { always: pinnedOfTier('PROMETHEUS_OPERATOR'), why: 'operator 0.85.0 makes nothing of a stack that 0.94.1 and 0.73.2 do not make' }, 'prometheus-operator %s', version => {
  beforeAll(() => {
    installCrds(version);
    // for the operator, which adds it to the kubelets' Service
    mustApply([{ apiVersion: 'v1', kind: 'Node', metadata: { name: 'node-a' } }]);
    mustKubectl(['patch', 'node', 'node-a', '--subresource=status', '--type=merge', '-p', JSON.stringify({ status: { addresses: [{ type: 'InternalIP', address: '10.0.0.1' }] } })]);
  });
  afterAll(() => {
    removeCrds();
    kubectl(['delete', 'node', 'node-a']);
  });

  const always = version === DEFAULT ? Object.keys(FORMS) : FORMS_OF_OLDER;
  describeTiered(Object.keys(FORMS), { always, why: 'forms in which an older operator does the same as the default one' }, '%s', form => {
    // a separate namespace for each, so that no test waits for a deletion
    const where = `${form}-${version.split('.')[1]}`;
    let objects: Manifest[];
    let operator: Program;

    beforeAll(() => {
      objects = stackOf(where, { ...FORMS[form], operator: { version } });
      mustApply([...ofKind(objects, 'Namespace'), { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'stack-team' } }]);
      mustKubectl(['create', 'secret', 'generic', 'alertmanager-config', '-n', where, `--from-literal=alertmanager.yaml=${ALERTMANAGER_CONFIG['alertmanager.yaml']}`]);
      createCertificate(where, 'web-tls', ['web']);
    });
    afterAll(() => operator?.stop());

    test('is accepted by the API server, with every field', async () => expect(await applyStrictly(objects)).toEqual([]));

    test('is reconciled by the operator, with exactly the permissions of its roles', async () => {
      const [{ args }] = ofKind(objects, 'Deployment').find(({ metadata }) => metadata.name === 'prometheus-operator')!.spec.template.spec.containers;
      operator = new Program(`prometheus-operator-${version}`, [
        ...args.filter((argument: string) => !argument.startsWith('--log-format')),
        '--web.listen-address=127.0.0.1:28444', '--web.enable-tls=false', `--as=system:serviceaccount:${where}:prometheus-operator`,
      ]);
      const kinds = ['Prometheus', ...FORMS[form].alertmanagerEnabled === false ? [] : ['Alertmanager']];
      for (const kind of kinds.map(each => each.toLowerCase())) {
        await within(60, `${kind} is reconciled`, () => {
          const conditions = get(kind, 'main', '-n', where).status?.conditions ?? [];
          expect(conditions.find(({ type }: any) => type === 'Reconciled')?.status).toBe('True');
        }, () => operator.log);
        // the operator resets the condition at the start, so it may exist before the workload
        const workload = await within(30, `the StatefulSet of ${kind}`, () => get('statefulset', `${kind}-main`, '-n', where), () => operator.log);
        expect(workload.spec.replicas).toBe(ofKind(objects, kinds.find(each => each.toLowerCase() === kind)!)[0].spec.replicas);
      }
      if (FORMS[form].controlPlaneEnabled !== false && !FORMS[form].nodes) {
        await within(60, 'the Service of the kubelets', () => get('service', `${where}-kubelet`, '-n', 'kube-system'), () => operator.log);
      }
      expect(complaints(operator)).toEqual([]);
    }, 200_000);

    test('follows changes: a rule that is added and removed, another retention', async () => {
      const rules = () => JSON.stringify(get('configmap', 'prometheus-main-rulefiles-0', '-n', where).data ?? {});
      mustApply([{
        apiVersion: 'monitoring.coreos.com/v1',
        kind: 'PrometheusRule',
        metadata: { name: 'changes', namespace: where },
        spec: { groups: [{ name: 'changes', rules: [{ record: 'changes:up:sum', expr: 'sum(up)' }] }] },
      }]);
      await within(30, 'the rule is there', () => expect(rules()).toContain('changes:up:sum'), () => operator.log);
      mustKubectl(['delete', 'prometheusrule', 'changes', '-n', where]);
      await within(30, 'the rule is gone', () => expect(rules()).not.toContain('changes:up:sum'), () => operator.log);
      mustKubectl(['patch', 'prometheus', 'main', '-n', where, '--type=merge', '-p', '{"spec":{"retention":"7d"}}']);
      await within(30, 'the retention is another one', () => expect(retentionIn(where)).toBe('7d'), () => operator.log);
      expect(complaints(operator)).toEqual([]);
    }, 120_000);

    test('the generated configuration passes promtool check config, with a scrape of every endpoint', async () => {
      const { status, output, config } = await within(30, 'the configuration', () => checkedConfig(where, 'main'), () => operator.log);
      expect([status, output]).toEqual([0, expect.stringContaining('SUCCESS')]);
      const monitors = ofKind(objects, 'ServiceMonitor');
      const expected = monitors.flatMap(({ metadata, spec }) => spec.endpoints.map((_: unknown, i: number) => `serviceMonitor/${metadata.namespace}/${metadata.name}/${i}`));
      // one that selects all namespaces finds those of the other tests, too
      const jobs = config.scrape_configs.map(({ job_name }: any) => job_name as string).filter((job: string) => !FORMS[form].allNamespaces || job.startsWith(`serviceMonitor/${where}/`));
      expect(jobs.sort()).toEqual(expected.sort());
    });

    test('all of its pods are admitted to namespaces that enforce "restricted", except node-exporter', async () => {
      const workloads = [...ofKind(objects, 'Deployment'), ...ofKind(objects, 'StatefulSet')].map(({ metadata, spec }) => [metadata.name, spec.replicas]);
      const instances = [...ofKind(objects, 'Prometheus'), ...ofKind(objects, 'Alertmanager')].map(({ kind, spec }) => [`${kind.toLowerCase()}-main`, spec.replicas]);
      expect(get('namespace', where).metadata.labels['pod-security.kubernetes.io/enforce']).toBe('restricted');
      await within(60, 'pods', () => {
        const owners = get('pods', '-n', where).items.map(({ metadata }: any) => metadata.name as string);
        for (const [name, replicas] of [...workloads, ...instances]) { expect([name, owners.filter((pod: string) => pod.startsWith(`${name}-`)).length]).toEqual([name, replicas]); }
      }, () => kubectl(['get', 'events', '-n', where]).output);
      const refused = get('events', '-n', where).items.filter(({ reason }: any) => reason === 'FailedCreate').map(({ message }: any) => message);
      expect(refused).toEqual([]);
    });

    test('no event reports a problem with the custom resources', () => {
      const wrong = get('events', '-n', where).items.filter(({ type, involvedObject, regarding }: any) => type === 'Warning' && (involvedObject ?? regarding).apiVersion?.startsWith('monitoring'));
      expect(wrong.map(({ reason, message }: any) => `${reason} ${message}`)).toEqual([]);
    });

    test('a second kubectl apply changes nothing', () => {
      const input = listOf(objects);
      mustKubectl(['apply', '-f', '-'], input);
      const before = asStored(input);
      const lines = mustKubectl(['apply', '-f', '-'], input).trim().split('\n');
      expect(lines).toHaveLength(objects.length);
      expect(asStored(input)).toEqual(before);
      // kubectl reports "configured" for lists and selectors that it replaces as a whole, without a change
      expect(lines.filter(line => !line.endsWith(' unchanged') && !/^(poddisruptionbudget|endpointslice)\./.test(line))).toEqual([]);
    });
  });
});

/** Errors of the operator, and forbidden requests; an update conflict is retried. */
function complaints(operator: Program): string[] {
  return operator.log.split('\n').filter(line => /level=error|forbidden|missing permission/i.test(line) && !line.includes('the object has been modified'));
}

/** The retention of a Prometheus: in its configuration with operator 0.92 and Prometheus 3.11 or newer, in an argument before. */
function retentionIn(where: string): string | undefined {
  const { containers } = get('statefulset', 'prometheus-main', '-n', where).spec.template.spec;
  const { args } = containers.find(({ name }: any) => name === 'prometheus');
  const [, argument] = /--storage.tsdb.retention.time=(\w+)/.exec(args.join(' ')) ?? [];
  return argument ?? parse(unzipped(where, 'prometheus-main', 'prometheus.yaml.gz')).storage?.tsdb?.retention?.time;
}

/** The objects in the apiserver, without fields that controllers write. */
function asStored(input: string): object[] {
  const { items } = JSON.parse(mustKubectl(['get', '-o', 'json', '-f', '-'], input));
  return items.map(({ status, metadata: { managedFields, resourceVersion, ...metadata }, ...object }: any) => ({ ...object, metadata }));
}
