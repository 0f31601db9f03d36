import { ApiObject, App, Chart } from 'cdk8s';
import { PrometheusStack, PrometheusStackProps, ScrapeGraph } from '../../src';

const STORED = { prometheus: { externalLabels: { cluster: 'eu-1' } } };

/** The lines of what is wrong, without their cures. */
function errors(make: (app: App) => void): string[] {
  const app = new App();
  make(app);
  try {
    app.synthYaml();
  } catch (error) {
    return (error as Error).message.split('\n').slice(1).map(line => `${/\[[^\]]*\]/.exec(line)![0]} ${/\[([^\]]*)\]$/.exec(line)![1]}`);
  }
  return [];
}

function warnings(make: (app: App) => void): string[] {
  const app = new App();
  make(app);
  const spy = jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
  app.synthYaml();
  const said = spy.mock.calls.map(([text]) => String(text));
  spy.mockRestore();
  return said;
}

const stack = (props: PrometheusStackProps, namespace = 'monitoring') => (app: App) => { new PrometheusStack(new Chart(app, 'chart', { namespace }), 'Monitoring', props); };

describe('one mistake is one line, at the construct and option that have it', () => {
  it.each<[string, PrometheusStackProps, string]>([
    ['a registry with a scheme', { imageRegistry: 'https://registry.example.org' }, 'versions/image-registry'],
    ['a label that is none', { commonLabels: { 'a b': 'c' } }, 'manifest/label'],
    ['a node label that is none', { nodeSelector: { 'a b': 'c' } }, 'manifest/label'],
    ['a toleration that is none', { tolerations: [{ key: 'a', operator: 'Any' }] }, 'manifest/toleration'],
    ['a name of a PriorityClass that is none', { priorityClassName: 'A B' }, 'manifest/reference'],
    ['a name of a Secret that is none', { imagePullSecrets: ['A B'] }, 'manifest/reference'],
    ['a namespace that cannot be', { namespace: 'A B' }, 'manifest/namespace'],
  ])('%s', (_, props, id) => {
    expect(errors(stack(props))).toEqual([`[chart/Monitoring] ${id}`]);
  });

  it('a missing namespace', () => {
    expect(errors(app => { new PrometheusStack(new Chart(app, 'chart'), 'Monitoring'); })).toEqual(['[chart/Monitoring] manifest/namespace-missing']);
  });

  it('two stacks in one namespace', () => {
    expect(errors(app => {
      const chart = new Chart(app, 'chart', { namespace: 'monitoring' });
      new PrometheusStack(chart, 'A');
      new PrometheusStack(chart, 'B');
    })).toEqual(['[chart/B] prometheus-stack/namespace-taken']);
  });

  it('a component\'s own option is reported at the component', () => {
    expect(errors(stack({ nodeExporter: { priorityClassName: 'A B' } }))).toEqual(['[chart/Monitoring/NodeExporter] manifest/reference']);
  });
});

describe('two stacks in one cluster', () => {
  const two = (first: PrometheusStackProps, second: PrometheusStackProps) => warnings(app => {
    new PrometheusStack(new Chart(app, 'a', { namespace: 'a' }), 'Monitoring', first);
    new PrometheusStack(new Chart(app, 'b', { namespace: 'b' }), 'Monitoring', second);
  }).filter(text => text.includes('node-port-taken'));

  it('with the same node ports are reported, with a cure', () => {
    expect(two(STORED, STORED)).toEqual([
      '[b/Monitoring] "nodeExporter" uses port 9100 of each node, which "a/Monitoring" also uses: set "nodeExporter.port" of one stack to another port, or set "nodeExporterEnabled: false" '
      + 'in one of them; for two clusters set "prometheus.externalLabels.cluster" [prometheus-stack/node-port-taken]',
    ]);
    expect(two({}, {})[0]).toContain('which "a/Monitoring" also uses, if both are for one cluster');
  });

  it('are not reported with another port, without the second exporter, or with the names of two clusters', () => {
    expect(two(STORED, { ...STORED, nodeExporter: { port: 9101 } })).toEqual([]);
    expect(two(STORED, { ...STORED, nodeExporterEnabled: false })).toEqual([]);
    expect(two(STORED, { prometheus: { externalLabels: { cluster: 'eu-2' } } })).toEqual([]);
  });
});

describe('what the graph says', () => {
  it('has the path of the construct, and the option of this library that solves it', () => {
    const said = warnings(app => {
      const chart = new Chart(app, 'chart', { namespace: 'monitoring' });
      new PrometheusStack(chart, 'Monitoring', STORED);
      new ApiObject(chart, 'Monitor', {
        apiVersion: 'monitoring.coreos.com/v1', kind: 'PodMonitor', metadata: { name: 'w', namespace: 'w' }, spec: { selector: {}, podMetricsEndpoints: [{ port: 'http' }] },
      });
      ScrapeGraph.addTo(app);
    }).filter(text => text.includes('not-selected'));
    expect(said).toEqual([
      expect.stringMatching(/^\[chart\/Monitor\] PodMonitor w\/w is not selected by any Prometheus: .*: add "w" to "namespaces" of the stack or of the server \[scrape-graph\/not-selected\]$/),
    ]);
  });
});
