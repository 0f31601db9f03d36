import { mkdirSync, writeFileSync } from 'fs';
import { join } from 'path';
import { Chart } from 'cdk8s';
import { stringify } from 'yaml';
import { ImagePullPolicy, PrometheusStackProps, RemoteWrite, ThanosRuler } from '../../../src';
import { Manifest } from '../../support/synth';
import { disconnect, get, installCrds, kubectl, mustApply, mustKubectl, pinned, pinnedOfTier, removeCrds } from '../support/cluster';
import { Program } from '../support/process';
import { ALERTMANAGER_CONFIG, stackOf } from '../support/stack';
import { describeTiered } from '../support/tier';
import { within } from '../support/wait';

// The pods that the operator creates are in no manifest: their permissions and limits are read from the StatefulSets of the real operators.

const remoteWrite = [RemoteWrite.mimir({ name: 'mimir', endpoint: 'https://mimir.example.org', tenant: 'a' })];
const resourceLimits = { cpuRatio: 20 };
const FORMS: { readonly [name: string]: PrometheusStackProps } = {
  'reachable': { resourceLimits, imagePullPolicy: ImagePullPolicy.ALWAYS, prometheus: { thanos: {} }, agent: { name: 'agent', remoteWrite } },
  'on-loopback': { resourceLimits, prometheus: { thanos: {}, listenLocal: true, authProxy: true }, agent: { name: 'agent', remoteWrite, listenLocal: true, authProxy: true } },
};
const MADE = ['alertmanager-main', 'prom-agent-agent', 'prometheus-main', 'thanos-ruler-main'];

const RESTRICTED = { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } };

beforeAll(() => { jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined); });
afterAll(disconnect);

const [DEFAULT, ...OLDER] = pinned('PROMETHEUS_OPERATOR');

describeTiered([DEFAULT, ...OLDER], { always: pinnedOfTier('PROMETHEUS_OPERATOR'), why: 'operator 0.85.0 writes the same security contexts as 0.94.1' }, 'prometheus-operator %s', version => {
  beforeAll(() => installCrds(version));
  afterAll(removeCrds);

  describe.each(Object.keys(FORMS))('%s', form => {
    const where = `rights-${form}-${version.split('.')[1]}`;
    let operator: Program;
    let pods: Map<string, any>;

    beforeAll(async () => {
      const objects = stackOf(where, { ...FORMS[form], operator: { version }, prometheusEnabled: true }, stack => {
        new ThanosRuler(Chart.of(stack), 'Ruler', { queryEndpoints: [`thanos-query.${where}.svc:10902`] });
      });
      mustApply(objects.filter(({ kind }) => kind === 'Namespace'));
      mustKubectl(['create', 'secret', 'generic', 'alertmanager-config', '-n', where, `--from-literal=alertmanager.yaml=${ALERTMANAGER_CONFIG['alertmanager.yaml']}`]);
      mustApply(objects);
      operator = new Program(`prometheus-operator-${version}`, [...argumentsOf(objects), '--web.listen-address=127.0.0.1:28445', '--web.enable-tls=false', `--as=system:serviceaccount:${where}:prometheus-operator`]);
      const made = await within(90, 'the StatefulSets', () => MADE.map(name => get('statefulset', name, '-n', where)), () => operator.log);
      pods = new Map(made.map(({ metadata, spec }: any) => [metadata.name, spec.template.spec]));
      keep(form, version, made);
    }, 200_000);
    afterAll(async () => {
      kubectl(['delete', 'prometheus,prometheusagent,alertmanager,thanosruler', '--all', '-n', where, '--wait=true', '--timeout=60s']);
      await operator?.stop();
      kubectl(['delete', 'namespace', where, `${where}-node-exporter`, '--wait=false', '--ignore-not-found']);
    }, 100_000);

    const containers = () => [...pods].flatMap(([name, pod]) => [...pod.initContainers ?? [], ...pod.containers].map((container: any) => ({ name: `${name}/${container.name}`, container })));

    test('each container has a read-only root file system, no capabilities, and no privilege escalation', () => {
      expect(containers().length).toBeGreaterThanOrEqual(11);
      for (const { name, container } of containers()) { expect([name, container.securityContext]).toEqual([name, RESTRICTED]); }
    });

    test('each pod runs as non-root, with the seccomp profile of the runtime, and without access to the node', () => {
      for (const [name, { securityContext, hostNetwork, hostPID, volumes }] of pods) {
        expect([name, securityContext.runAsNonRoot, securityContext.seccompProfile, hostNetwork, hostPID]).toEqual([name, true, { type: 'RuntimeDefault' }, undefined, undefined]);
        expect([name, volumes.filter((volume: any) => volume.hostPath)]).toEqual([name, []]);
      }
    });

    test('a token of the API is mounted only if targets are discovered: the operator enables it in the pod, or the ServiceAccount disables it', () => {
      for (const [name, { automountServiceAccountToken, serviceAccountName }] of pods) {
        const isMounted = automountServiceAccountToken ?? get('serviceaccount', serviceAccountName, '-n', where).automountServiceAccountToken;
        expect([name, isMounted]).toEqual([name, name.startsWith('prom')]);
      }
    });

    test('each image is pulled with the policy of the stack', () => {
      // the apiserver writes the default of Kubernetes, and the operator sets no pull policy for a config reloader of a ThanosRuler
      const isDefault = (name: string) => form !== 'reachable' || name === 'thanos-ruler-main/config-reloader';
      for (const { name, container } of containers()) { expect([name, container.imagePullPolicy]).toEqual([name, isDefault(name) ? 'IfNotPresent' : 'Always']); }
    });

    test('each container has limits, except that containers with commands as probes have no CPU limit', () => {
      for (const { name, container: { resources, livenessProbe, readinessProbe, startupProbe } } of containers()) {
        const isCommand = [livenessProbe, readinessProbe, startupProbe].some(probe => probe?.exec);
        // one flag applies to all config reloaders
        const isReloader = name.endsWith('config-reloader') && form === 'on-loopback';
        expect([name, Object.keys(resources.limits ?? {}).sort()]).toEqual([name, isCommand || isReloader ? ['memory'] : ['cpu', 'memory']]);
      }
      const commands = containers().filter(({ container }) => container.livenessProbe?.exec).map(({ name }) => name);
      expect(commands.length > 0).toBe(form === 'on-loopback');
    });
  });
});

function argumentsOf(objects: readonly Manifest[]): string[] {
  const { spec } = objects.find(({ kind, metadata }) => kind === 'Deployment' && metadata.name === 'prometheus-operator')!;
  return spec.template.spec.containers[0].args.filter((argument: string) => !argument.startsWith('--log-format'));
}

/** For docs/security-comparison.md: what scanners read. */
function keep(form: string, version: string, made: readonly any[]): void {
  const { POSTURE_FOLDER } = process.env;
  if (POSTURE_FOLDER === undefined) { return; }
  mkdirSync(POSTURE_FOLDER, { recursive: true });
  const documents = made.map(({ apiVersion = 'apps/v1', kind = 'StatefulSet', metadata: { name, namespace, labels }, spec }) => stringify({ apiVersion, kind, metadata: { name, namespace, labels }, spec }));
  writeFileSync(join(POSTURE_FOLDER, `${form}-${version}.yaml`), documents.join('---\n'));
}
