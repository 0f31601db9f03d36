import { ReadArguments, HELP, oneOf, Values } from './arguments';
import { argumentsOf, boundedLine, Print, Status, Terminal } from './command';
import { inWords, reasonOf, readText } from '../files/documents';
import { clustersOf, manifestsOf } from '../scrape-graph/clusters';
import { readFolder } from '../scrape-graph/folder';
import { Graph, graphOf } from '../scrape-graph/graph';
import { Finding, shown } from '../validation/rule';
import { masked } from '../validation/secret-texts';
import { Access, requestAccess, askAlertmanager, askPrometheus, Unreachable } from '../verify/ask';
import { readByRules } from '../verify/expected';
import { Endpoint, ENDPOINTS, readAlertmanager, readAnswer, readSeries, Reality, SERIES_QUERY } from '../verify/reality';
import { differences, expectationFor, pendingIn } from '../verify/verify';
import { verifyAsJson, verifyAsJunit, verifyAsText } from '../verify/views';

export const VERIFY_USAGE = `Usage: cdk8s-prometheus verify [OPTION]... --prometheus URL PATH...
       cdk8s-prometheus verify [OPTION]... --targets FILE [--rules FILE]... PATH...

Compares a running Prometheus with its manifests, and explains the differences. PATH is a file or folder; "-" is standard input. \
The command only
reads, by HTTP. The second form reads saved responses, for example from "curl -s URL/api/v1/targets > targets.json".

  --prometheus URL         URL of the Prometheus, with its path prefix if it has one
  --alertmanager URL       URL of its Alertmanager: also compares the receivers
  --server NAMESPACE/NAME  which Prometheus of the manifests to compare; if there are several, the external labels decide by default
  --wait DURATION          retry until it responds and there is no difference, at most this long: 90s, 5m
  --format FORMAT          text (the default), json, junit
  --fail-on SEVERITY       exit with status 1 if there are differences of this severity or higher: error (the default), warning, never
  --token-file FILE        file with a bearer token; or set the variable PROMETHEUS_TOKEN
  --basic-auth-file FILE   file with USER:PASSWORD; or set the variable PROMETHEUS_BASIC_AUTH
  --ca-file FILE           CA certificate of the server; --cert-file and --key-file: client certificate and key
  --insecure-skip-verify   do not verify the certificate of the server
  -h, --help               show this help
  --                       treat all following arguments as paths

Saved responses:
${Object.entries(ENDPOINTS).map(([name, path]) => `  --${`${name} FILE`.padEnd(22)} ${path}`).join('\n')}
  --series FILE            /api/v1/query of ${SERIES_QUERY}
  --alertmanager-status FILE  /api/v2/status of the Alertmanager
  --objects FILE           output of "kubectl get prometheuses,servicemonitors,podmonitors,probes,scrapeconfigs,prometheusrules -A -o json"\
: why the
                           operator rejected an object

Exit status: 0 no difference; 1 differences (see --fail-on); 2 usage, read or connection error.
`;

const TEXT = { type: 'string' } as const;
const OPTIONS = {
  'prometheus': TEXT,
  'alertmanager': TEXT,
  'server': TEXT,
  'wait': TEXT,
  'format': { type: 'string', default: 'text' },
  'fail-on': { type: 'string', default: 'error' },
  'token-file': TEXT,
  'basic-auth-file': TEXT,
  'ca-file': TEXT,
  'cert-file': TEXT,
  'key-file': TEXT,
  'targets': TEXT,
  'rules': TEXT,
  'config': TEXT,
  'alertmanagers': TEXT,
  'buildinfo': TEXT,
  'runtimeinfo': TEXT,
  'series': TEXT,
  'alertmanager-status': TEXT,
  'objects': TEXT,
  'insecure-skip-verify': { type: 'boolean' },
} as const;

const FORMATS = ['text', 'json', 'junit'] as const;
const FAIL_ON = ['error', 'warning', 'never'] as const;
const SAVED = [...Object.keys(ENDPOINTS) as Endpoint[], 'series', 'alertmanager-status'] as const;

interface Arguments {
  readonly values: Values<typeof OPTIONS>;
  readonly paths: readonly string[];
  readonly waitSeconds: number;
  readonly failOn: typeof FAIL_ON[number];
  readonly format: typeof FORMATS[number];
}

/** `cdk8s-prometheus verify`. Resolves to the exit status. */
export async function verifyCommand(args: readonly string[], terminal: Terminal): Promise<Status> {
  const asked = argumentsOf({ name: 'verify', usage: () => VERIFY_USAGE, options: OPTIONS, read: askedOf }, args, terminal);
  return typeof asked === 'number' ? asked : verify(asked, terminal);
}

function askedOf({ values, paths }: ReadArguments<typeof OPTIONS & typeof HELP>): Arguments {
  const { prometheus, wait } = values;
  const saved = SAVED.filter(name => values[name] !== undefined);
  const [format, failOn] = [oneOf('format', values.format, FORMATS), oneOf('fail-on', values['fail-on'], FAIL_ON)];
  const waitSeconds = wait === undefined ? 0 : waitingSeconds(wait);
  if (prometheus === undefined && saved.length === 0) {
    throw new Error('verify requires --prometheus with the URL of a Prometheus, or saved responses: --targets FILE');
  }
  if (prometheus !== undefined && saved.length > 0) { throw new Error(`--prometheus and --${saved[0]} are both set: remove one of them`); }
  if (prometheus === undefined && wait !== undefined) { throw new Error('--wait requires --prometheus: saved responses do not change'); }
  if (paths.length === 0) { throw new Error('verify requires files or folders with the manifests'); }
  return { values, paths, format, failOn, waitSeconds };
}

function waitingSeconds(text: string): number {
  const [, number, unit] = /^([1-9]\d{0,4})(s|m|h)$/.exec(text) ?? [];
  if (number === undefined) { throw new Error(`--wait is ${shown(text, 100)}: use a duration such as 90s or 5m`); }
  return Number(number) * { s: 1, m: 60, h: 3600 }[unit as 's' | 'm' | 'h'];
}

async function verify(asked: Arguments, { out, err, hasProgress = false, environment, readInput }: Terminal): Promise<Status> {
  const { values, waitSeconds, failOn } = asked;
  const graph = graphOfPaths(asked.paths, err, readInput);
  const access = requestAccess({
    tokenFile: values['token-file'],
    basicAuthFile: values['basic-auth-file'],
    caFile: values['ca-file'],
    certFile: values['cert-file'],
    keyFile: values['key-file'],
    insecureSkipVerify: values['insecure-skip-verify'],
  }, environment);
  let waited = 0;
  for (;;) {
    const seen = await lookOrWait(graph, values, access, waited < waitSeconds);
    const isDone = seen.findings.length === 0 && seen.pending === 0 && seen.unreachable === undefined;
    if (isDone || waited >= waitSeconds) {
      if (hasProgress && waited > 0) { err('\r\u001b[K'); }
      if (seen.pending > 0) { err(`note: ${seen.pending} targets are not scraped yet and are not checked: use --wait\n`); }
      out(masked(viewOf(asked.format, seen.server, seen.findings)));
      const counts = ({ severity }: Finding) => failOn === 'warning' || failOn === 'error' && severity === 'error';
      return seen.findings.some(counts) ? 1 : 0;
    }
    if (hasProgress) {
      const state = seen.unreachable ?? `${seen.findings.length} differences, ${seen.pending} targets not scraped yet`;
      err(`\r\u001b[K${state}; ${waited} of ${waitSeconds} seconds`);
    }
    const pause = Math.min(PAUSE_SECONDS, waitSeconds - waited);
    await new Promise(resolve => setTimeout(resolve, pause * 1000));
    waited += pause;
  }
}

const PAUSE_SECONDS = 5;

function graphOfPaths(paths: readonly string[], err: Print, readInput: Terminal['readInput']): Graph {
  const { given, unreadable } = readFolder(paths, { ...readInput && { readInput } });
  for (const line of unreadable) { err(`skipped: ${boundedLine(line)}\n`); }
  if (given.length === 0) { throw new Error('the input contains no manifest'); }
  const clusters = clustersOf(given);
  if (clusters.length > 1) {
    throw new Error(`the manifests are for ${clusters.length} clusters (${clusters.slice(0, 5)
      .map(({ name }) => name)
      .join(', ')}): pass only the folder of the cluster of this Prometheus`);
  }
  const { manifests, sources } = manifestsOf(clusters[0]);
  const all = graphOf(manifests, { sources });
  const accepted = manifests.filter(manifest => !all.isRejected(manifest));
  return accepted.length === manifests.length ? all : graphOf(accepted, { sources });
}

interface Look {
  readonly server: string;
  readonly findings: readonly Finding[];
  readonly pending: number;
  /** Why nothing is known yet. */
  readonly unreachable?: string;
}

/** @throws if it cannot be looked, unless there is time for a further try, and a server may respond then */
async function lookOrWait(graph: Graph, values: Arguments['values'], access: Access, hasTime: boolean): Promise<Look> {
  try {
    return await look(graph, values, access);
  } catch (error) {
    if (!hasTime || !(error instanceof Unreachable)) { throw error; }
    return { server: '', findings: [], pending: 0, unreachable: error.message };
  }
}

async function look(graph: Graph, values: Arguments['values'], access: Access): Promise<Look> {
  const { prometheus, alertmanager, server: name } = values;
  const saved = savedAnswers(values);
  const asked = prometheus === undefined ? {} : await askPrometheus(prometheus, access, jobsToAsk(graph));
  const alerting = alertmanager === undefined ? {} : await askAlertmanager(alertmanager, access);
  const reality: Reality = { ...saved, ...asked, ...alerting };
  const expected = expectationFor(graph, reality, name);
  return { server: expected.server, findings: differences(expected, reality), pending: pendingIn(reality) };
}

/** Rules of all servers: the server that responds is not known yet. */
function jobsToAsk(graph: Graph): string[] {
  const rules = graph.prometheuses.flatMap(
    server => expectationFor(graph, {}, `${server.metadata.namespace ?? ''}/${server.metadata.name}`).rules,
  );
  return [...readByRules(rules).keys()].sort();
}

function savedAnswers(values: Arguments['values']): Reality {
  const endpoints = (Object.keys(ENDPOINTS) as Endpoint[]).filter(name => values[name] !== undefined);
  const answers = endpoints.map(name => savedIn(values[name]!, text => readAnswer(name, text)));
  const status = values['alertmanager-status'];
  const objects = values.objects === undefined ? undefined : savedIn(values.objects, text => JSON.parse(text)?.items ?? []);
  const series = values.series === undefined ? {} : savedIn(values.series, readSeries);
  return Object.assign(
    {}, ...answers, series, status === undefined ? {} : savedIn(status, readAlertmanager), objects === undefined ? {} : { objects },
  );
}

function savedIn<T>(file: string, read: (text: string) => T): T {
  const text = readText(file);
  if ('problem' in text) { throw new Error(`${file}: ${inWords(text.problem)}`); }
  try {
    return read(text.text);
  } catch (error) {
    throw new Error(`${file}: ${reasonOf(error)}`);
  }
}

function viewOf(format: Arguments['format'], server: string, findings: readonly Finding[]): string {
  switch (format) {
    case 'json': return verifyAsJson(server, findings);
    case 'junit': return verifyAsJunit(server, findings);
    case 'text': return verifyAsText(server, findings);
  }
}
