import { spawnSync } from 'child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { gunzipSync } from 'zlib';
import { parse, stringify } from 'yaml';
import { secretCases, SecretCase } from '../../support/alertmanager-secrets';
import { ignoredTwins, selectorOf, Twins, twinSelectors } from '../../support/ignored-fields';
import { CREDENTIALS, monitorCases, routingCases, serverCases, VerdictCase, WHERE } from '../../support/operator-verdicts';
import { predictIgnored, predictSecret, predictVerdict, SecretVerdict, Verdict } from '../../support/predict-verdict';
import { Manifest } from '../../support/synth';
import { applyStrictly, call, disconnect, get, installCrds, kubectl, mustApply, namespace, pinned, prometheusRelease, removeCrds } from '../support/cluster';
import { Program } from '../support/process';
import { within } from '../support/wait';

// The treatment of valid and invalid configuration objects: predicted by the library, and compared with the real operator and Alertmanager.
const [version] = pinned('PROMETHEUS_OPERATOR');
const folder = mkdtempSync(join(tmpdir(), 'operator-verdicts-'));

const CASES = { monitors: monitorCases(), routings: routingCases(), servers: serverCases() };
const TWINS = ignoredTwins();
const TWIN_SELECTORS = twinSelectors(TWINS);
const SECRETS = secretCases(pinned('ALERTMANAGER')[0]);
const SELECTOR: Manifest = {
  apiVersion: 'monitoring.coreos.com/v1',
  kind: 'Prometheus',
  metadata: { name: 'main', namespace: WHERE },
  spec: {
    version: prometheusRelease(),
    replicas: 0,
    scrapeClasses: [{ name: 'fast' }],
    arbitraryFSAccessThroughSMs: { deny: true },
    serviceMonitorSelector: {},
    podMonitorSelector: {},
    probeSelector: {},
    scrapeConfigSelector: {},
    ruleSelector: {},
  },
};

/** An Alertmanager for each routing: an invalid one blocks everything that its Alertmanager selects. */
const alertmanagerOf = ({ object }: VerdictCase): Manifest => ({
  apiVersion: 'monitoring.coreos.com/v1',
  kind: 'Alertmanager',
  metadata: { name: object.metadata.name, namespace: WHERE },
  spec: { version: pinned('ALERTMANAGER')[0], replicas: 0, alertmanagerConfigSelector: { matchLabels: { case: object.metadata.name } } },
});

const world = { objects: [...CREDENTIALS], operator: version.slice(1), prometheus: SELECTOR, prometheusVersion: prometheusRelease().slice(1), alertmanagerVersion: pinned('ALERTMANAGER')[0].slice(1) };
const refused = new Map<string, string>();
let operator: Program;

async function create(cases: readonly VerdictCase[]): Promise<void> {
  for (const { name, object } of cases) {
    const [why] = await applyStrictly([object]);
    if (why !== undefined) { refused.set(name, why); }
  }
}

const condition = (list: readonly any[] | undefined, type: string): any => list?.find(each => each.type === type);

const conditionOf = (server: any): any => condition(server.status?.conditions, 'Reconciled') ?? { status: 'True', message: '' };

/** The StatefulSet that the operator creates for a server. */
const WRITTEN: Readonly<Record<string, (name: string) => string>> = {
  Prometheus: name => `prometheus-${name}`,
  PrometheusAgent: name => `prom-agent-${name}`,
  ThanosRuler: name => `thanos-ruler-${name}`,
  Alertmanager: name => `alertmanager-${name}`,
};

beforeAll(async () => {
  installCrds(version);
  namespace(WHERE);
  mustApply([...CREDENTIALS]);
  await create([...CASES.monitors, ...CASES.routings]);
  mustApply([SELECTOR, ...CASES.routings.map(alertmanagerOf)]);
  await create(CASES.servers);
  mustApply([...TWINS.flatMap(({ plain, withField }) => [plain, withField]), ...TWIN_SELECTORS]);
  mustApply(SECRETS.flatMap(({ secret, alertmanager }) => [secret, alertmanager]));
  operator = new Program(`prometheus-operator-${version}`, [
    '--web.listen-address=127.0.0.1:28744', '--web.enable-tls=false', `--namespaces=${WHERE}`, '--feature-gates=StatusForConfigurationResources=true,PrometheusAgentDaemonSet=true',
  ]);
}, 600_000);

afterAll(async () => {
  await operator?.stop();
  // after the operator is gone, no controller removes its finalizers
  for (const kind of ['prometheuses', 'alertmanagers', 'thanosrulers', 'servicemonitors', 'podmonitors', 'probes', 'prometheusrules']) { await withoutFinalizers('v1', kind); }
  for (const kind of ['prometheusagents', 'scrapeconfigs', 'alertmanagerconfigs']) { await withoutFinalizers('v1alpha1', kind); }
  kubectl(['delete', 'namespace', WHERE, '--wait=true', '--timeout=120s']);
  removeCrds();
  disconnect();
  rmSync(folder, { recursive: true, force: true });
}, 300_000);

async function withoutFinalizers(api: string, kind: string): Promise<void> {
  const path = `/apis/monitoring.coreos.com/${api}/namespaces/${WHERE}/${kind}`;
  const { body } = await call('GET', path);
  for (const { metadata } of body.items ?? []) {
    if (metadata.finalizers) { await call('PATCH', `${path}/${metadata.name}`, { metadata: { finalizers: null } }, 'application/merge-patch+json'); }
    await call('DELETE', `${path}/${metadata.name}`);
  }
}

/** All current objects of a kind. */
function all(kind: string): ReadonlyMap<string, any> {
  return new Map(get(kind.toLowerCase(), '-n', WHERE).items.map((object: any) => [object.metadata.name, object]));
}

interface Difference {
  readonly name: string;
  readonly predicted: Verdict;
  readonly real: Verdict;
  readonly why: string;
}

function differences(cases: readonly VerdictCase[], real: (of: VerdictCase) => { readonly verdict: Verdict; readonly why: string }): Difference[] {
  return cases.flatMap(each => {
    const { verdict, why } = refused.has(each.name) ? { verdict: 'refused' as const, why: refused.get(each.name)! } : real(each);
    const predicted = predictVerdict(each.object, world);
    return predicted.verdict === verdict ? [] : [{ name: each.name, predicted: predicted.verdict, real: verdict, why: `${why} | ${predicted.why}` }];
  });
}

const jobOf = ({ kind, metadata }: Manifest) => `${kind[0].toLowerCase()}${kind.slice(1)}/${metadata.namespace}/${metadata.name}`;

/** The text of a file that the operator wrote into a Secret. */
const unzipped = (secret: any, file: string): string => gunzipSync(Buffer.from(secret.data[file], 'base64')).toString('utf8');

/** The scrape jobs that the operator wrote, in any job list. */
async function writtenJobs(): Promise<any[]> {
  const secret = await within(60, 'the configuration', () => get('secret', 'prometheus-main', '-n', WHERE), () => operator.log.slice(-3000));
  return parse(unzipped(secret, 'prometheus.yaml.gz')).scrape_configs ?? [];
}

/** The discoveries in the build of the bed's Prometheus: it does not know the fields of others. */
const BUILT = /^(static|kubernetes|dns|http|file)_sd_configs$|^static_configs$/;

/** Why Prometheus rejects a configuration of these jobs alone. */
function whyInvalidJobs(jobs: readonly object[]): string | undefined {
  if (jobs.length === 0 || jobs.some(job => Object.keys(job).some(field => field.endsWith('_sd_configs') && !BUILT.test(field)))) { return undefined; }
  return whyInvalidServer(stringify({ scrape_configs: jobs }));
}

function whyInvalidServer(config: string, isAgent = false): string | undefined {
  const path = join(folder, 'prometheus.yaml');
  writeFileSync(path, config);
  const { status, stdout, stderr } = spawnSync('promtool', ['check', 'config', '--syntax-only', ...isAgent ? ['--agent'] : [], path], { encoding: 'utf8' });
  // only promtool checks the relabeling of static targets; the server drops those without an address
  return status === 0 || /instance \d+ in group \d+: no address/.test(`${stdout}${stderr}`) ? undefined : `${stdout}${stderr}`;
}

test('monitors and rules: rejected or accepted, as predicted', async () => {
  const kinds = [...new Set(CASES.monitors.map(({ object }) => object.kind))];
  const status = (object: any) => condition(object?.status?.bindings?.find((each: any) => each.name === 'main')?.conditions, 'Accepted');
  const asked = CASES.monitors.filter(({ name }) => !refused.has(name));
  let now = new Map<string, ReadonlyMap<string, any>>();
  await within(240, 'each object has a status', () => {
    now = new Map(kinds.map(kind => [kind, all(kind)]));
    const without = asked.filter(({ object }) => status(now.get(object.kind)!.get(object.metadata.name)) === undefined);
    if (without.length > 0) { throw new Error(`${without.length} without: ${without.slice(0, 5).map(({ name }) => name).join(', ')}`); }
  }, () => operator.log.slice(-3000));
  const written = await writtenJobs();
  const found = differences(CASES.monitors, ({ object }) => {
    const { status: is, message = '' } = status(now.get(object.kind)!.get(object.metadata.name));
    if (is !== 'True') { return { verdict: 'left-out', why: message }; }
    const invalid = whyInvalidJobs(written.filter(job => job.job_name.split('/').slice(0, 3).join('/') === jobOf(object)));
    return invalid === undefined ? { verdict: 'accepted', why: message } : { verdict: 'invalid', why: invalid };
  });
  expect(found).toEqual([]);
  expect(CASES.monitors.length).toBeGreaterThan(250);
}, 400_000);

/** Why Alertmanager rejects a configuration. */
function whyInvalid(config: string): string | undefined {
  const path = join(folder, 'alertmanager.yaml');
  writeFileSync(path, config);
  const { status, stdout, stderr } = spawnSync('amtool', ['check-config', path], { encoding: 'utf8' });
  return status === 0 ? undefined : `${stdout}${stderr}`;
}

/**
 * The servers of a kind after the operator has processed them: it has created a StatefulSet, or reports that it could not. `Reconciled`
 * alone is True before the first attempt.
 */
async function reconciled(kind: string, names: readonly string[]): Promise<ReadonlyMap<string, any>> {
  let now: ReadonlyMap<string, any> = new Map();
  await within(240, `each ${kind} is reconciled, or is not`, () => {
    now = all(kind);
    const written = new Set(all('StatefulSet').keys());
    const isDone = (name: string) => condition(now.get(name)?.status?.conditions, 'Reconciled')?.status === 'False' || written.has(WRITTEN[kind](name));
    const waiting = names.filter(name => !isDone(name));
    if (waiting.length > 0) { throw new Error(`${waiting.length} are not: ${waiting.slice(0, 5).join(', ')}`); }
  }, () => operator.log.slice(-3000));
  return now;
}

/** The configuration of each Alertmanager. */
const alertmanagerFiles = (): ReadonlyMap<string, string> => new Map([...all('Secret').values()].filter(({ data }) => data?.['alertmanager.yaml.gz'])
  .map((secret: any) => [secret.metadata.name.replace(/^alertmanager-(.*)-generated$/, '$1'), unzipped(secret, 'alertmanager.yaml.gz')]));

/**
 * Whether receivers or rules of an AlertmanagerConfig are in the configuration: all their names start with this prefix. Without a route it
 * never adds anything.
 */
const hasAnythingOf = (config: string, { metadata, spec }: Manifest) =>
  !spec.route || config.includes(`${metadata.namespace}/${metadata.name}/`);

test('AlertmanagerConfigs: rejected, blocking all others, invalid at reload or accepted, as predicted', async () => {
  const asked = CASES.routings.filter(({ name }) => !refused.has(name));
  const servers = await reconciled('Alertmanager', asked.map(({ object }) => object.metadata.name));
  const files = alertmanagerFiles();
  const found = differences(CASES.routings, ({ object }) => {
    const { metadata: { name } } = object;
    const { status, message } = conditionOf(servers.get(name));
    if (status === 'False') { return { verdict: 'blocked', why: message }; }
    if (!hasAnythingOf(files.get(name)!, object)) { return { verdict: 'left-out', why: files.get(name)! }; }
    const invalid = whyInvalid(files.get(name)!);
    return invalid === undefined ? { verdict: 'accepted', why: '' } : { verdict: 'invalid', why: invalid };
  });
  expect(found).toEqual([]);
  expect(CASES.routings.length).toBeGreaterThan(80);
}, 400_000);

test('Prometheuses, agents, rulers and Alertmanagers: reconciled or not, or invalid at reload, as predicted', async () => {
  const kinds = ['Prometheus', 'PrometheusAgent', 'ThanosRuler', 'Alertmanager'];
  const of = (kind: string) => CASES.servers.filter(({ object, name }) => object.kind === kind && !refused.has(name)).map(({ object }) => object.metadata.name);
  const now = new Map<string, ReadonlyMap<string, any>>();
  for (const kind of kinds) { now.set(kind, await reconciled(kind, of(kind))); }
  const secrets = all('Secret');
  const found = differences(CASES.servers, ({ object: { kind, metadata: { name }, spec } }) => {
    const { status, message } = conditionOf(now.get(kind)!.get(name));
    if (status === 'False') { return { verdict: 'rejected', why: message }; }
    // an older Prometheus has another syntax than that of the bed
    const secret = spec.version === undefined ? secrets.get(WRITTEN[kind](name)) : undefined;
    const file = secret?.data?.['prometheus.yaml.gz'] ? unzipped(secret, 'prometheus.yaml.gz') : '';
    const invalid = file === '' ? undefined : whyInvalidServer(file, kind === 'PrometheusAgent');
    return invalid === undefined ? { verdict: 'accepted', why: message } : { verdict: 'invalid', why: invalid };
  });
  expect(found).toEqual([]);
  expect(CASES.servers.length).toBeGreaterThan(150);
}, 900_000);

/** Configuration and arguments of one of two twins, without its name. */
function effectOf({ isMonitor, version: selector }: Twins, { kind, metadata: { name } }: Manifest, written: Written): string {
  if (isMonitor) {
    const config = parse(unzipped(written.secrets.get(`prometheus-${selectorOf(selector)}`), 'prometheus.yaml.gz'));
    const jobs = config.scrape_configs.filter((job: any) => job.job_name.split('/')[2] === name);
    if (jobs.length !== 1) { throw new Error(`${jobs.length} jobs of ${name}`); }
    return JSON.stringify(jobs).split(name).join('NAME');
  }
  const set = written.sets.get(WRITTEN[kind](name));
  const files = [...written.secrets.values()].filter(secret => new RegExp(`-${name}(?:-generated|-config)?$`).test(secret.metadata.name))
    .flatMap(secret => Object.entries(secret.data ?? {}).map(([file, text]) => file.endsWith('.gz') ? unzipped(secret, file) : String(text)));
  if (set === undefined) { throw new Error(`no StatefulSet of ${name}`); }
  return JSON.stringify([set.spec.template.spec.containers.map((each: any) => each.args), files]).split(name).join('NAME');
}

interface Written {
  readonly secrets: ReadonlyMap<string, any>;
  readonly sets: ReadonlyMap<string, any>;
}

test('fields that are dropped for an older process: ignored as predicted, and not for a newer one', async () => {
  const objects = [...TWINS.flatMap(({ plain, withField }) => [plain, withField]), ...TWIN_SELECTORS];
  const names = (kind: string) => objects.filter(object => object.kind === kind).map(({ metadata }) => metadata.name);
  for (const kind of ['Prometheus', 'PrometheusAgent', 'ThanosRuler', 'Alertmanager']) { await reconciled(kind, names(kind)); }
  const written = { secrets: all('Secret'), sets: all('StatefulSet') };
  const found = TWINS.flatMap(twins => {
    const prometheus = TWIN_SELECTORS.find(({ spec }) => twins.isMonitor && spec.version === twins.version);
    const isIgnored = effectOf(twins, twins.plain, written) === effectOf(twins, twins.withField, written);
    const [before, predicted] = [twins.plain, twins.withField].map(object => predictIgnored(object, world, prometheus));
    return (predicted.length > 0) === isIgnored && before.length === 0 ? [] : [{ title: twins.title, isIgnored, predicted, before }];
  });
  expect(found).toEqual([]);
  expect(TWINS.length / 2).toBeGreaterThan(20);
}, 400_000);

/** The operator's own configuration, which drops every alert. */
const DROPS = /^route:\n {2}receiver: ["']null["']\n/m;

function realSecret(
  { alertmanager: { metadata: { name } } }: SecretCase, servers: ReadonlyMap<string, any>, files: ReadonlyMap<string, string>,
): { readonly verdict: SecretVerdict; readonly why: string } {
  const { status, message } = conditionOf(servers.get(name));
  if (status === 'False') { return { verdict: 'rejected', why: message }; }
  const config = files.get(name)!;
  if (DROPS.test(config)) { return { verdict: 'unread', why: config }; }
  const invalid = whyInvalid(config);
  return invalid === undefined ? { verdict: 'accepted', why: '' } : { verdict: 'invalid', why: `${config}${invalid}` };
}

test('Secrets with the configuration of an Alertmanager: unread, rejected, invalid at reload or accepted, as predicted', async () => {
  const servers = await reconciled('Alertmanager', SECRETS.map(({ alertmanager }) => alertmanager.metadata.name));
  const files = alertmanagerFiles();
  const found = SECRETS.flatMap(each => {
    const [real, predicted] = [realSecret(each, servers, files), predictSecret(each.secret, each.alertmanager, world)];
    return real.verdict === predicted.verdict ? [] : [{ name: each.name, predicted: predicted.verdict, real: real.verdict, why: `${real.why} | ${predicted.why}` }];
  });
  expect(found).toEqual([]);
  expect(SECRETS.length).toBeGreaterThan(30);
}, 400_000);

/** Objects that make the operator exit, each in a separate namespace with a separate operator. */
const CRASHES: readonly (readonly [what: string, spec: object, monitors: readonly object[]])[] = [
  ['remote-write', { remoteWrite: [{ url: 'https://write.example', authorization: { type: 'Bearer' } }] }, []],
  ['monitor', {}, [{ selector: {}, endpoints: [{ port: 'web', authorization: { credentials: { name: 'credentials', key: 'token' } } }] }]],
];

test.each(CRASHES)('the operator panics because of an authorization for Prometheus 2.25, as predicted: %s', async (what, spec, monitors) => {
  const where = `${WHERE}-${what}`;
  const object = (kind: string, fields: object): Manifest =>
    ({ apiVersion: 'monitoring.coreos.com/v1', kind, metadata: { name: 'old', namespace: where }, spec: fields }) as Manifest;
  const prometheus = object('Prometheus', { version: 'v2.25.2', replicas: 0, serviceMonitorSelector: {}, ...spec });
  const others = monitors.map(each => object('ServiceMonitor', each));
  namespace(where);
  const objects = CREDENTIALS.map(each => ({ ...each, metadata: { ...each.metadata, namespace: where } })) as Manifest[];
  mustApply([...objects, ...others, prometheus]);
  const one = new Program(`prometheus-operator-${version}`, ['--web.listen-address=127.0.0.1:28745', '--web.enable-tls=false', `--namespaces=${where}`]);
  try {
    await within(60, 'a panic', () => { expect(one.log).toMatch(/panic: runtime error: index out of range[^]*addAuthorizationToYaml/); }, () => one.log.slice(-3000));
  } finally {
    await one.stop();
    kubectl(['delete', 'namespace', where, '--wait=false']);
  }
  const verdicts = [prometheus, ...others].map(each => predictVerdict(each, { ...world, objects, prometheus, prometheusVersion: '2.25.2' }).verdict);
  expect(verdicts).toContain('blocked');
}, 120_000);
