import { App, Chart } from 'cdk8s';
import { ConfigReloaderSidecar, ReloaderVolume, ReloadMethod } from '../../../src';
import { get, installCrds, kubectl, mustApply, mustKubectl, namespace, pinned, pinnedOfTier, removeCrds } from '../support/cluster';
import { Program } from '../support/process';
import { describeTiered } from '../support/tier';
import { within } from '../support/wait';

// The container that the real operator adds to a Prometheus, and ours: equal, except where the operator's does not work.
const CASES = [true, false].flatMap(isLocal => ['HTTP', 'ProcessSignal'].flatMap(method => [true, false].map(isTls => ({ isLocal, method, isTls }))));
const nameOf = ({ isLocal, method, isTls }: (typeof CASES)[number]) => `${isLocal ? 'local' : 'open'}-${method.toLowerCase()}-${isTls ? 'tls' : 'plain'}`;
/** The operator's command in 0.75 and newer. */
const SCRIPT = 'if [ -x "$(command -v curl)" ]; then exec curl --fail http://localhost:8080/healthz; '
  + 'elif [ -x "$(command -v wget)" ]; then exec wget -q -O /dev/null http://localhost:8080/healthz; else exit 1; fi';
const overTls = (script: string) => script.replace(/http:/g, 'https:').replace('--fail', '--fail --insecure').replace('wget -q', 'wget -q --no-check-certificate');
const PROBES = ['startupProbe', 'livenessProbe', 'readinessProbe'];

describeTiered(pinned('PROMETHEUS_OPERATOR'), { always: pinnedOfTier('PROMETHEUS_OPERATOR'), why: 'its container has nothing that 0.73.2 or 0.94.1 has not' }, 'prometheus-operator %s', version => {
  let operator: Program;
  const where = 'operator-container';

  beforeAll(async () => {
    installCrds(version);
    namespace(where);
    mustKubectl(['create', 'secret', 'generic', 'tls', '-n', where, '--from-literal=tls.crt=x', '--from-literal=tls.key=x']);
    mustApply(CASES.map(each => ({
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'Prometheus',
      metadata: { name: nameOf(each), namespace: where },
      spec: {
        listenLocal: each.isLocal,
        reloadStrategy: each.method,
        ...each.isTls && { web: { tlsConfig: { cert: { secret: { name: 'tls', key: 'tls.crt' } }, keySecret: { name: 'tls', key: 'tls.key' } } } },
      },
    })));
    operator = new Program(`prometheus-operator-${version}`, [
      '--web.listen-address=127.0.0.1:28443', '--web.enable-tls=false', `--namespaces=${where}`, '--enable-config-reloader-probes=true',
      `--prometheus-config-reloader=quay.io/prometheus-operator/prometheus-config-reloader:${version}`,
    ]);
  });
  afterAll(async () => {
    await operator.stop();
    kubectl(['delete', 'namespace', where, '--wait=false']);
    removeCrds();
  });

  test.each(CASES)('listenLocal $isLocal, reload by $method, web TLS $isTls', async each => {
    const name = `prometheus-${nameOf(each)}`;
    const { spec } = (await within(60, `StatefulSet ${name}`, () => get('statefulset', name, '-n', where), () => operator.log)).spec.template;
    const [theirs] = spec.containers.filter((container: any) => container.name === 'config-reloader');
    const [theirInit] = spec.initContainers;
    const volume = (mount: any) => ReloaderVolume.existing(mount.name, mount.mountPath);
    const prometheus = { port: 9090, tls: each.isTls };
    const ours = new ConfigReloaderSidecar(new Chart(new App(), 'c'), 'Reloader', {
      version,
      listenLocal: each.isLocal,
      reload: each.method === 'HTTP' ? ReloadMethod.http(prometheus) : ReloadMethod.signal(prometheus),
      configFile: '/etc/prometheus/config/prometheus.yaml.gz',
      configEnvsubstFile: '/etc/prometheus/config_out/prometheus.env.yaml',
      watchedDirs: theirs.args.filter((arg: string) => arg.startsWith('--watched-dir=')).map((arg: string) => arg.split('=')[1]),
      webConfig: theirs.args.some((arg: string) => arg.startsWith('--web-config-file=')) ? { path: '/etc/prometheus/web_config/web-config.yaml', tls: each.isTls } : undefined,
      volumes: theirs.volumeMounts.map(volume),
      shard: 0,
    });
    // fields that the apiserver adds, and fields for the operator's webhooks, are removed on their side
    const comparable = ({ imagePullPolicy, terminationMessagePath, volumeMounts, env, ...container }: any) => ({
      ...container,
      env: env.map(({ name: variable, value, valueFrom }: any) => [variable, value ?? valueFrom.fieldRef.fieldPath]),
      ...withoutDefaults(container),
    });
    const expected = comparable(theirs);

    // deviation 1: with web TLS the probes use HTTPS; deviation 2: a signal does not cancel listenLocal
    const isLoopback = each.isLocal;
    if (isLoopback) {
      expected.args[0] = '--listen-address=localhost:8080';
      delete expected.ports;
      // deviation 3: no CPU limit for commands
      delete expected.resources.limits.cpu;
    }
    for (const probe of PROBES.filter(key => key in expected)) {
      if (!isLoopback) {
        if (each.isTls) { expected[probe].httpGet.scheme = 'HTTPS'; }
        continue;
      }
      // before 0.75 it probed loopback over HTTP: report 001; in newer versions it uses exactly this command
      if (expected[probe].exec) { expect(expected[probe].exec.command).toEqual(['sh', '-c', SCRIPT]); }
      expected[probe] = { exec: { command: ['sh', '-c', each.isTls ? overTls(SCRIPT) : SCRIPT] } };
    }
    expect(comparable(ours.container)).toEqual(expected);
    expect(comparable(ours.initContainer)).toEqual(comparable(theirInit));
    for (const probe of PROBES.filter(key => key in ours.container)) {
      expect(Object.keys(ours.container[probe])).toEqual([isLoopback ? 'exec' : 'httpGet']);
    }
  });
});

/** Probes without the fields that the apiserver fills in. */
function withoutDefaults(container: any): object {
  return Object.fromEntries(PROBES.filter(key => key in container).map(key => {
    const { failureThreshold, periodSeconds, successThreshold, timeoutSeconds, ...handler } = container[key];
    if (handler.httpGet?.scheme === 'HTTP') {
      const { scheme, ...httpGet } = handler.httpGet;
      return [key, { httpGet }];
    }
    return [key, handler];
  }));
}
