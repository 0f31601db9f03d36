import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { main } from '../../../src/cli';
import { MonitoringDiff } from '../../../src/diff/monitoring-diff';
import { parseDocuments } from '../../../src/files/documents';
import { clustersOf, manifestsOf } from '../../../src/scrape-graph/clusters';
import { readFolder } from '../../../src/scrape-graph/folder';
import { graphOf } from '../../../src/scrape-graph/graph';
import { printable } from '../../../src/validation/control-characters';
import { masked } from '../../../src/validation/secret-texts';
import { Endpoint, readAlertmanager, readAnswer, readNames, readSeries, Reality } from '../../../src/verify/reality';
import { differences, expectationFor, pendingIn } from '../../../src/verify/verify';
import { verifyAsJson, verifyAsJunit, verifyAsText } from '../../../src/verify/views';
import { goldenFiles } from '../../support/golden';
import { withVersions } from '../../support/golden-versions';
import { Random } from '../../support/random';
import { expectClean, expectSame, expectWords, fail } from '../invariants';
import { mutatedData, mutatedText, SECRET } from '../mutate';
import { Input, target } from '../target';

/** Sets of manifests: what the library writes, and the cases of the graph, with objects of many other tools. */
function corpus(): readonly (readonly Input[])[] {
  const golden = join(process.cwd(), 'test/golden');
  const cases = join(process.cwd(), 'test/data/graph-cases');
  const files = [
    ...goldenFiles(golden).map(name => join(golden, name)),
    ...readdirSync(cases, { recursive: true, encoding: 'utf8' }).filter(name => /\.ya?ml$/.test(name)).map(name => join(cases, name)),
  ].sort();
  return files.flatMap(path => {
    const read = parseDocuments(withVersions(readFileSync(path, 'utf8')), 'kubernetes');
    const objects = 'documents' in read ? read.documents as Input[] : [];
    return objects.length === 0 ? [] : [objects.filter(object => JSON.stringify(object).length < 60_000)];
  });
}

const SETS = corpus();
const OF_INTEREST = /^(?:Prometheus|PrometheusAgent|Alertmanager|ThanosRuler|Service|ServiceMonitor|PodMonitor|Probe|ScrapeConfig|PrometheusRule|AlertmanagerConfig)$/;

/** A part of a set, in which what monitoring is about is more likely, with some objects changed. */
function objectsFrom(random: Random, most = 14): Input[] {
  const set = random.pick(SETS);
  const kindOf = (object: Input) => String((object as { readonly kind?: unknown } | null)?.kind);
  const chosen = set.length <= most ? [...set] : set.filter(object => random.next() < most / set.length * (OF_INTEREST.test(kindOf(object)) ? 2 : 0.7));
  const changes = 1 + random.int(3);
  for (let at = 0; at < changes && chosen.length > 0; at++) {
    const place = random.int(chosen.length);
    chosen[place] = mutatedData(chosen[place], random, 3);
  }
  return random.int(10) === 0 ? [{ apiVersion: 'v1', kind: 'List', items: chosen }] : chosen;
}

/** JSON is YAML: a document each. */
const textOf = (objects: readonly Input[]) => objects.map(object => JSON.stringify(object, undefined, 1)).join('\n---\n');

interface Run {
  readonly status: number;
  readonly out: string;
  readonly err: string;
}

/** A command over text at standard input. */
function run(args: readonly string[], text: string): Run {
  let [out, err] = ['', ''];
  const status = main(args, each => { out += each; }, each => { err += each; }, { readInput: () => ({ text }) });
  if (![0, 1, 2].includes(status)) { fail(`the exit status is ${status}`, args.join(' ')); }
  expectClean('stderr', err, `${text} ${args.join(' ')}`);
  // a report of migrate lists what is left
  const long = err.split('\n').find(line => line.length > (args[0] === 'migrate' ? 30_000 : 1_300));
  if (long !== undefined) { fail(`a line of stderr has ${long.length} characters`, long.slice(0, 200)); }
  if (status === 2 && /\b(?:Cannot read|is not a function|is not iterable|Maximum call stack|is not defined|Invalid (?:array|string) length|BigInt)\b/.test(err)) { throw new Error(`a crash in words: ${err.slice(0, 300)}`); }
  return { status, out, err };
}

const FORMATS = ['text', 'json', 'mermaid', 'html', 'sarif', 'junit'];

export const explainTarget = target({
  name: 'explain',
  inputs: 40,
  make: random => ({ objects: objectsFrom(random), seed: random.int(1000), text: random.int(6) === 0 ? mutatedText('---\n', random) : '' }),
  check: ({ objects, seed, text: extra }) => {
    const text = textOf(objects) + extra;
    const outs = FORMATS.map(format => {
      const { out, status } = run(['explain', '--format', format, '-'], text);
      expectClean(`explain as ${format}`, out, text);
      if (status !== 2 && ['json', 'sarif'].includes(format)) { JSON.parse(out); }
      return out;
    });
    const args = ['explain', '--format', 'text', '--nodes', '10', '-'];
    expectClean('explain with costs', run(args, text).out, text);
    expectSame('two explanations of the same differ', outs[0], run(['explain', '-'], text).out);
    if (!text.includes('\\r') && !text.includes('\r')) { expectSame('the line ends of Windows change an explanation', outs[0], run(['explain', '-'], text.replace(/\n/g, '\r\n')).out); }
    if (extra !== '' || hasTwice(objects)) { return; }
    const shuffled = textOf(new Random(seed).shuffle(objects));
    expectSame('the order of documents changes the problems', problemsOf(text), problemsOf(shuffled));
  },
});

/** Of two objects of one name the last one counts, so that the order matters. */
function hasTwice(objects: readonly Input[]): boolean {
  const keys = objects.flatMap(object => (object as { items?: Input[] } | null)?.items ?? [object]).map((object: any) => `${object?.kind} ${object?.metadata?.namespace} ${object?.metadata?.name}`);
  return new Set(keys).size < keys.length || objects.some(object => Array.isArray((object as { items?: Input[] } | null)?.items));
}

function problemsOf(text: string): string {
  const { out } = run(['explain', '--problems', '--json', '-'], text);
  return (JSON.parse(out) as { readonly problems: readonly object[] }[]).flatMap(({ problems }) => problems).map(each => JSON.stringify(each).replace(/"line":\d+|\(-:\d+\)|-:\d+/g, '')).sort().join('\n');
}

export const diffTarget = target({
  name: 'diff',
  inputs: 250,
  make: random => {
    const before = objectsFrom(random, 10);
    const after = before.flatMap(object => {
      if (random.int(3) === 0) { return [mutatedData(object, random, 2)]; }
      return random.int(8) === 0 ? [] : [object];
    });
    return { before, after };
  },
  check: ({ before, after }) => {
    const all = `${textOf(before)}${textOf(after)}`;
    const clusters = [before, after].map(objects => clustersOf(readFolder(['-'], { readInput: () => ({ text: textOf(objects) }) }).given));
    const diff = MonitoringDiff._of(clusters[0], clusters[1]);
    for (const [name, out] of [['text', diff.asText()], ['markdown', diff.asMarkdown()], ['json', diff.asJson()]]) { expectClean(`diff as ${name}`, printable(out), all); }
    const same = MonitoringDiff._of(clusters[0], clusters[0]).changes();
    if (same.length > 0) { fail('the same manifests are a change', same.join('\n').slice(0, 400)); }
    const [twice] = [MonitoringDiff._of(clusters[0], clusters[1]).asText()];
    expectSame('two differences of the same differ', diff.asText(), twice);
  },
});

const ANSWERS: { readonly [endpoint in Endpoint | 'series' | 'names' | 'alertmanager-status']: Input } = {
  'targets': { status: 'success', data: { activeTargets: [{ discoveredLabels: { __address__: '10.0.0.7:8080', __meta_kubernetes_namespace: 'monitoring', job: 'serviceMonitor/monitoring/web/0' }, labels: { job: 'web', instance: '10.0.0.7:8080' }, scrapePool: 'serviceMonitor/monitoring/web/0', scrapeUrl: 'http://10.0.0.7:8080/metrics', health: 'down', lastError: 'Get "http://10.0.0.7:8080/metrics": dial tcp 10.0.0.7:8080: connect: connection refused' }], droppedTargets: [{ discoveredLabels: {} }], droppedTargetCounts: { a: 3 } } },
  'rules': { status: 'success', data: { groups: [{ name: 'a', file: '/etc/prometheus/rules/x/monitoring-a.yaml', rules: [{ name: 'Down', type: 'alerting', query: 'up == 0', health: 'err', lastError: 'x', labels: {} }] }] } },
  'config': { status: 'success', data: { yaml: 'global: { external_labels: { cluster: a } }\nscrape_configs:\n- job_name: serviceMonitor/monitoring/web/0\n  scrape_interval: 30s\n' } },
  'alertmanagers': { status: 'success', data: { activeAlertmanagers: [{ url: 'http://10.0.0.1:9093/api/v2/alerts' }], droppedAlertmanagers: [] } },
  'buildinfo': { status: 'success', data: { version: '3.5.0' } },
  'runtimeinfo': { status: 'success', data: { storageRetention: '15d', reloadConfigSuccess: true } },
  'series': { status: 'success', data: { resultType: 'vector', result: [{ metric: { job: 'web', __name__: 'up' }, value: [1, '1'] }] } },
  'names': { status: 'success', data: { result: [{ metric: { __name__: 'up' } }] } },
  'alertmanager-status': { config: { original: 'route: { receiver: a }\nreceivers: [{ name: a }]' }, versionInfo: { version: '0.28.0' } },
};

export const verifyTarget = target({
  name: 'verify',
  inputs: 600,
  make: random => ({
    objects: objectsFrom(random),
    answers: Object.entries(ANSWERS).map(([name, answer]) =>
      [name, random.int(3) === 0 ? mutatedText(JSON.stringify(answer), random) : JSON.stringify(mutatedData(answer, random))]),
  }),
  check: ({ objects, answers }) => {
    const input = textOf(objects) + answers.map(([, text]) => text).join('');
    const given = readFolder(['-'], { readInput: () => ({ text: textOf(objects) }) }).given;
    if (given.length === 0) { return; }
    const { manifests, sources } = manifestsOf(clustersOf(given, { oneCluster: true })[0]);
    const graph = graphOf(manifests, { sources });
    let reality: Reality = {};
    for (const [name, text] of answers) {
      try {
        reality = { ...reality, ...answerOf(name, text) };
      } catch (error) { // the command puts the name of the file or the URL before it; errors of JSON.parse are words
        if (!(error instanceof SyntaxError)) { expectWords(error, input); }
      }
    }
    try {
      const { server, ...expected } = expectationFor(graph, reality);
      const findings = differences({ server, ...expected }, reality);
      pendingIn(reality);
      for (const view of [verifyAsText, verifyAsJson, verifyAsJunit]) { expectClean('verify', masked(printable(view(server, findings))), input); }
    } catch (error) {
      expectWords(error, input);
    }
  },
});

function answerOf(name: string, text: string): Reality {
  switch (name) {
    case 'series': return readSeries(text);
    case 'names': return { series: new Map([['web', readNames(text)]]) };
    case 'alertmanager-status': return readAlertmanager(text);
    default: return readAnswer(name as Endpoint, text);
  }
}

export const objectsTarget = target({
  name: 'migrate-from',
  inputs: 150,
  make: random => ({ objects: objectsFrom(random), origin: random.pick(['objects', 'kube-prometheus', 'rancher-monitoring']) }),
  check: ({ objects, origin }) => {
    const text = textOf(objects);
    const { out } = run(['migrate', '--from', origin, '-'], text);
    // a program has the objects as they are, their secrets too: synth refuses them
    expectClean('the program', out.replace(/\bundefined\b/g, '').replaceAll(SECRET, ''), text);
    JSON.parse(run(['migrate', '--from', origin, '--json', '-'], text).out || '{}');
    if (!text.includes('\r') && !text.includes('\\r')) { expectSame('the line ends of Windows change a program', out, run(['migrate', '--from', origin, '-'], text.replace(/\n/g, '\r\n')).out); }
  },
});

const VALUES = readdirSync(join(process.cwd(), 'test/data/values')).filter(name => /\.yaml$/.test(name)).map(name => readFileSync(join(process.cwd(), 'test/data/values', name), 'utf8'));
const FORMS: readonly ((values: string) => string)[] = [
  values => values,
  values => `USER-SUPPLIED VALUES:\n${values}`,
  values => `NAME: kps\nNAMESPACE: monitoring\nUSER-SUPPLIED VALUES:\n${values}\nCOMPUTED VALUES:\na: b\nHOOKS:\n---\nMANIFEST:\n---\nkind: A\n`,
  values => `apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: { name: kps, namespace: monitoring }\nspec:\n  chart: { spec: { chart: kube-prometheus-stack, version: 70.1.0 } }\n  values:\n${indented(values)}`,
  values => `apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: { name: kps }\nspec:\n  source:\n    chart: kube-prometheus-stack\n    targetRevision: 70.1.0\n    helm:\n      values: |\n${indented(indented(values))}`,
  values => `kube-prometheus-stack:\n${indented(values)}`,
];

function indented(text: string): string {
  return text.split('\n').map(line => `    ${line}`).join('\n');
}

export const valuesTarget = target({
  name: 'migrate-values',
  inputs: 320,
  make: random => {
    const sample = random.pick(VALUES);
    const text = random.pick(FORMS)(sample);
    if (random.int(2) === 0) { return mutatedText(text, random); }
    const parsed = parseDocuments(text, 'kubernetes');
    return 'documents' in parsed ? JSON.stringify(mutatedData(parsed.documents[0] as Input, random, 6), undefined, 1) : text;
  },
  check: text => {
    const { out, err } = run(['migrate', '-'], text);
    expectClean('the program', out.replace(/\bundefined\b/g, ''), text);
    JSON.parse(run(['migrate', '--json', '-'], text).out || '{}');
    if (!text.includes('\r') && !text.includes('\\r')) {
      const windows = run(['migrate', '-'], text.replace(/\n/g, '\r\n'));
      expectSame('the line ends of Windows change a program', out, windows.out);
      if (!/line \d+, column/.test(err)) { expectSame('the line ends of Windows change a report', err, windows.err); }
    }
  },
});

const WORDS = [
  'explain', 'diff', 'migrate', '--format', 'json', 'text', '--json', '--problems', '--fail-on', 'error', 'never', 'loss', '--one-cluster', '--namespace', 'monitoring', '--nodes', '10', '--pods', '300', '--git', 'HEAD', '--from', 'objects', '--plan',
  '--compare', '--decided', '--values', '--release', 'kps', '--managed-by', 'helm', '--umbrella', '--all', '--', '-', '-h', '--help', '--version', '-x', '--', '--format=html', '--nodes=0', '--nodes=-1', '', '--=', '-jh', '--__proto__', '--constructor=1', 'no-such-file.yaml',
];

export const argumentsTarget = target({
  name: 'arguments',
  inputs: 100_000,
  make: random => Array.from({ length: random.int(7) }, (_, at) => {
    const word = at === 0 && random.int(4) > 0 ? random.pick(['explain', 'diff', 'migrate']) : random.pick(WORDS);
    // what git is asked for starts a program
    if (word === '--git' && random.int(50) > 0) { return '--one-cluster'; }
    return random.int(6) === 0 ? mutatedText(word, random, 1) : word;
  }),
  check: args => {
    const { out } = run(args.filter(each => !each.startsWith('--git')), 'apiVersion: v1\nkind: Service\nmetadata: { name: a }\n');
    expectClean('stdout', out.replace(/\bundefined\b/g, ''), args.join(' '));
  },
});
