import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { ApiObject, App, Chart } from 'cdk8s';
import { NodeEndpoints, NodeSource, ScrapeGraph, ScrapeGraphValidation } from '../../src';
import { main } from '../../src/cli';
import { deployment, meta, monitor, prometheus, service, WELL } from '../support/scrape-graph';
import { aStack } from '../support/stack';
import { aChart, errorsOf, noticesOf, synth } from '../support/synth';

beforeEach(() => { jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined); });
afterEach(() => jest.restoreAllMocks());

let folder: string;
beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'scrape-graph-')); });
afterEach(() => rmSync(folder, { recursive: true }));

const textOf = (objects: readonly object[]) => objects.map(object => JSON.stringify(object)).join('\n---\n');
const write = (name: string, objects: readonly object[]) => {
  mkdirSync(join(folder, name, '..'), { recursive: true });
  writeFileSync(join(folder, name), textOf(objects));
  return join(folder, name);
};
const WRONG = [monitor({ endpoints: [{ port: 'x' }] }), service(), deployment()];
const graphOf = (...objects: object[]) => {
  write('all.yaml', objects);
  return ScrapeGraph.fromFiles([folder]);
};

function made(chart: Chart, objects: readonly object[], prefix = 'o'): ApiObject[] {
  return objects.map((object, i) => new ApiObject(chart, `${prefix}${i}`, { apiVersion: 'v1', ...object } as any));
}

describe('of an app', () => {
  test('it reflects the current state of the app, whatever was read before', () => {
    const chart = aChart();
    made(chart, [monitor(), deployment()]);
    expect(ScrapeGraph.of(chart).problems).toHaveLength(1);
    made(chart, [service()], 'more');
    expect(ScrapeGraph.of(chart).problems).toEqual([]);
  });

  test('a stack is explained, and has no problem', () => {
    const { chart } = aStack();
    const graph = ScrapeGraph.of(chart);
    expect(graph.problems).toEqual([]);
    expect(graph.explain()).toContain('Service monitoring/alertmanager-main, port web, /metrics, every 30s');
    expect(JSON.parse(graph.explainAsJson())[0].images).toContain('registry.k8s.io/kube-state-metrics/kube-state-metrics:v2.20.0');
  });

  test('nodes that NodeEndpoints skips are reported', () => {
    const chart = aChart();
    new NodeEndpoints(chart, 'Kubelet', { namespace: 'kube-system', nodes: NodeSource.of([{ name: 'good', internalIps: ['10.0.0.1'], ready: true }, { name: 'bad', internalIps: [], ready: true }]) });
    expect(ScrapeGraph.of(chart).explain()).toMatch(/Nodes without a scrape\n {2}Service kube-system\/\S+: .*bad/);
  });

  test('errors make the synthesis fail, other problems are reported', () => {
    const checked = (port: string) => {
      const chart = aChart();
      made(chart, [monitor({ endpoints: [{ port }] }), service(), deployment()]);
      ScrapeGraph.addTo(chart);
      return chart;
    };
    expect(errorsOf(checked('metric'))).toContain('[scrape-graph/no-port]');
    expect([errorsOf(checked('metrics')), noticesOf(checked('metrics'))]).toEqual(['', []]);
  });
});

describe('several clusters', () => {
  test('if charts have common objects, each is a separate cluster, and objects outside of them belong to all', () => {
    const app = new App();
    for (const cluster of ['eu', 'us']) { made(new Chart(app, cluster), WELL.slice(0, 3)); }
    made(new Chart(app, 'shop'), WELL.slice(3));
    const graph = ScrapeGraph.of(app);
    expect(graph.problems).toEqual([]);
    expect(JSON.parse(graph.explainAsJson()).map(({ cluster, scrapes }: any) => [cluster, scrapes.length])).toEqual([['eu', 1], ['us', 1]]);
    expect(graph.explain()).toMatch(/^# eu\n[^]*\n# us\n/);
  });

  test('a problem names its cluster', () => {
    write('eu.k8s.yaml', WELL);
    write('us/monitoring.k8s.yaml', [...WELL.slice(0, 3), { ...service(), spec: { selector: { app: 'other' }, ports: [{ name: 'metrics', port: 1 }] } }]);
    expect(ScrapeGraph.fromFiles([folder]).problems).toEqual([expect.stringMatching(/^warning: us: Service shop\/web, which .* selects no pods/)]);
  });
});

describe('silence', () => {
  const silenced = (rule: string, reason: string) => {
    const chart = aChart();
    const [object] = made(chart, [monitor(), service()]);
    ScrapeGraph.silence(object, rule, reason);
    return chart;
  };

  test('is an annotation with a reason, which the explanation shows', () => {
    const chart = silenced('scrape-graph/no-pods', 'the pods are of another team');
    expect(synth(chart)[0].metadata.annotations).toEqual({ 'cdk8s-prometheus/silence-no-pods': 'the pods are of another team' });
    const graph = ScrapeGraph.of(chart);
    expect(graph.problems).toEqual([]);
    expect(graph.explain()).toMatch(/Silenced\n {2}Service shop\/web, which .* selects no pods.*\n {4}at ServiceMonitor shop\/web: the pods are of another team\n/);
  });

  test('applies to one rule at one object', () => {
    const wrong = { ...monitor({ endpoints: [{ port: 'x' }] }), metadata: { ...meta('web').metadata, annotations: { 'cdk8s-prometheus/silence-no-port': 'soon' } } };
    expect(graphOf(wrong, service()).problems).toEqual([expect.stringContaining('[scrape-graph/no-pods]')]);
    expect(graphOf({ ...wrong, metadata: { ...wrong.metadata, annotations: { 'cdk8s-prometheus/silence-no-port': ' ' } } }, service(), deployment()).problems).toHaveLength(1);
  });

  test('unknown-rule: for a rule that does not exist, or without a reason, it is an error', () => {
    expect(errorsOf(silenced('scrape-graph/no-pod', 'x'))).toMatch(/\[test\/o0\] "silence": there is no rule "scrape-graph\/no-pod": write "scrape-graph\/no-pods", "scrape-graph\/no-port"/);
    expect(errorsOf(silenced('scrape-graph/no-pods', ' '))).toContain('"scrape-graph/no-pods" is silenced without a reason: add a reason [scrape-graph/unknown-rule]');
  });
});

describe('as pictures', () => {
  const hostile = '"]; click <b>&`#';

  test('Mermaid shows the scrapes of each server; problems are marked, dropped targets are dotted', () => {
    expect(graphOf(...WELL).explainAsMermaid()).toBe([
      'flowchart LR', '  n0["Prometheus<br/>monitoring/main"]', '  n1["ServiceMonitor<br/>shop/web"]', '  n2["Service<br/>shop/web"]', '  n3["Deployment<br/>shop/web"]',
      '  n0 --> n1', '  n1 -->|"metrics 30s"| n2', '  n2 --> n3', '  classDef wrong stroke:#c00,stroke-width:3px', '',
    ].join('\n'));
    const drop = monitor({ endpoints: [{ port: 'metrics', relabelings: [{ action: 'drop' }] }] });
    expect(graphOf(drop, service(), deployment()).explainAsMermaid()).toContain('n0 -.-x|"metrics 30s"| n1');
    expect(graphOf(monitor(), deployment()).explainAsMermaid()).toContain('  n0["ServiceMonitor<br/>shop/web"]:::wrong');
  });

  test('names cannot inject code into Mermaid or the page', () => {
    const odd = [{ ...monitor(), metadata: { name: hostile, namespace: 'shop' } }, service(), deployment()];
    expect(graphOf(...odd).explainAsMermaid()).toContain('  n0["ServiceMonitor<br/>shop/#34;]#59; click #60;b#62;#38;#96;#35;"]');
    const page = graphOf(...odd).explainAsHtml();
    expect(page).not.toContain('<b>&');
    expect(page).toContain('&#34;]; click &#60;b&#62;&#38;`#');
  });

  test('the page loads no external resource', () => {
    const page = graphOf(...WELL).explainAsHtml();
    expect(page.replace("NS='http://www.w3.org/2000/svg'", '')).not.toMatch(/(src|href)=(?!"#)|https?:|@import|url\(/);
    expect(page).toContain("default-src 'none'");
  });
});

describe('the command line', () => {
  const run = (...args: string[]) => {
    const said = { out: '', err: '' };
    const code = main(args, text => { said.out += text; }, text => { said.err += text; });
    return { code, ...said };
  };

  test('explains a folder, in four formats for readers', () => {
    write('all.yaml', WELL);
    expect(run('explain', folder)).toMatchObject({ code: 0, err: '' });
    expect(run('explain', folder).out).toContain('by ServiceMonitor shop/web, selected by Prometheus monitoring/main');
    for (const args of [['--json'], ['--format', 'json'], ['--format=json']]) { expect(JSON.parse(run('explain', ...args, folder).out)[0].scrapes).toHaveLength(1); }
    expect(run('explain', folder, '--format', 'mermaid').out).toMatch(/^flowchart LR\n/);
    expect(run('explain', '--format', 'html', folder).out).toMatch(/^<!doctype html>\n/);
  });

  test('prints the costs for a cluster of a given size', () => {
    write('all.yaml', WELL);
    expect(run('explain', '--nodes', '100', folder).out).toMatch(/Prometheus monitoring\/main: 1 targets, 500 series, 17 samples per second; 1 pod of about 2 MiB memory/);
    expect(run('explain', '--nodes=7', '--pods=9', folder).out).toContain('Estimated for 7 nodes and 9 pods');
    for (const args of [['--nodes', 'x'], ['--nodes', '0'], ['--pods', '5'], ['--nodes', '5', '--pods', '-1'], ['--nodes', '5', '--json']]) { expect(run('explain', ...args, folder)).toMatchObject({ code: 2, out: '' }); }
  });

  test('shows progress if the terminal can overwrite a line, and removes it at the end', () => {
    for (let i = 0; i < 60; i++) { write(`cluster-${i}.k8s.yaml`, WELL); }
    let err = '';
    expect(main(['explain', folder], () => undefined, text => { err += text; }, { hasProgress: true })).toBe(0);
    const lines = err.split('\r\u001b[K');
    expect(lines).toEqual(expect.arrayContaining(['files read: 30 of 60', 'clusters explained: 59 of 60']));
    const split = 'note: explained as 60 clusters (cluster-0, cluster-1, cluster-10, cluster-11, cluster-12 and 55 more), because several have Prometheus monitoring/main: '
      + 'use "--one-cluster" if they are one cluster\n';
    expect(lines.at(-1)).toBe(split);
    expect(run('explain', folder).err).toBe(split);
  });

  test('has help', () => {
    expect(run('--help')).toMatchObject({ code: 0, out: expect.stringContaining('Usage: cdk8s-prometheus explain') });
    expect(run('--version').out).toMatch(/^\d+\.\d+\.\d+\n$/);
    for (const args of [[], ['explain'], ['other', 'x'], ['explain', '--jsn', 'x'], ['explain', '--format', 'pdf', 'x'], ['explain', 'x', '--format']]) { expect(run(...args)).toMatchObject({ code: 2, out: '' }); }
  });
});

describe('the validation plugin', () => {
  /** Objects that cdk8s' command line passes, and objects that it keeps. */
  const validated = async (objects: readonly object[], properties?: { [name: string]: any }) => {
    const report = { violations: [] as any[], status: '', addViolation: (violation: any) => report.violations.push(violation), submit: (status: string) => { report.status = status; } };
    await new ScrapeGraphValidation(properties).validate({ manifests: [write('app.k8s.yaml', objects)], report, logger: { log: () => undefined } });
    return report;
  };

  test('fails if something certainly does not work, and names rule, object and file', async () => {
    expect(await validated(WELL)).toMatchObject({ status: 'success', violations: [] });
    const { status, violations } = await validated(WRONG);
    expect(status).toBe('failure');
    expect(violations).toEqual([expect.objectContaining({ ruleName: 'scrape-graph/no-port', fix: 'error: The monitor never has a target at this Service.' })]);
    expect(violations[0].violatingResources).toEqual([{ resourceName: 'web', locations: ['ServiceMonitor shop/web'], manifestPath: join(folder, 'app.k8s.yaml') }, expect.objectContaining({ locations: ['Service shop/web'] })]);
  });

  test('a warning is reported, and fails on request', async () => {
    const warned = [prometheus({ serviceMonitorSelector: undefined }), monitor(), service(), deployment()];
    expect(await validated(warned)).toMatchObject({ status: 'success', violations: [{ fix: expect.stringMatching(/^warning: /) }] });
    expect(await validated(warned, { failOn: 'warning' })).toMatchObject({ status: 'failure' });
  });

  test('unknown properties are rejected', () => {
    expect(() => new ScrapeGraphValidation({ failOn: 'never' })).toThrow('"error" } or { failOn: "warning" }');
    expect(() => new ScrapeGraphValidation({ strict: true })).toThrow('"properties" is {"strict":true}');
  });
});

test('the cost is linear: twice the clusters, twice the relabelings', () => {
  const count = (clusters: number) => {
    const relabeling = jest.requireActual('../../src/scrape/relabeling');
    const spy = jest.spyOn(relabeling, 'relabel');
    for (let i = 0; i < clusters; i++) { write(`cluster-${i}.k8s.yaml`, WELL); }
    ScrapeGraph.fromFiles([folder]);
    const calls = spy.mock.calls.length;
    spy.mockRestore();
    return calls;
  };
  const few = count(5);
  expect(few).toBeGreaterThan(0);
  expect(count(50) / few).toBe(10);
});

test('a thousand Services and monitors in one namespace: each is compared only with its own monitor', () => {
  const spy = jest.spyOn(jest.requireActual('../../src/scrape/relabeling'), 'relabel');
  const one = (i: number) => {
    const app = { app: `web-${i}` };
    return [
      { ...monitor({ selector: { matchLabels: app } }), ...meta(`web-${i}`) }, { ...service({ selector: app }, app), ...meta(`web-${i}`, app) }, { ...deployment(`web-${i}`, app) },
    ];
  };
  expect(graphOf(prometheus(), WELL[1], ...Array.from({ length: 1000 }, (_, i) => one(i)).flat()).problems).toEqual([]);
  expect(spy.mock.calls.length).toBeLessThan(3000);
});
