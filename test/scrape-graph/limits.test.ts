import { BINDING, deployment, explain, meta, monitor, prometheus, service } from '../support/scrape-graph';

const CHOOSES = Object.fromEntries(['scrapeConfig'].flatMap(kind => [[`${kind}Selector`, {}], [`${kind}NamespaceSelector`, {}]]));
const problems = (...objects: object[]) => explain([prometheus(CHOOSES), BINDING, ...objects]).problems.filter(({ id }) => /-limit$/.test(id) && id !== 'scrape-graph/no-sample-limit')
  .map(({ id, message }) => `${id}: ${message.replace(/ \[.*\]$/, '')}`);
const exporter = (image = 'quay.io/prometheus/node-exporter:v1.9.1') => deployment('web', { app: 'web' }, [{ name: 'metrics', containerPort: 8080 }], image);
const endpoint = (fields: object) => ({ endpoints: [{ port: 'metrics', ...fields }] });

describe('a limit of samples', () => {
  test('below the minimum that the exporter exposes is a warning', () => {
    expect(problems(monitor({ sampleLimit: 100 }), service(), exporter())).toEqual([
      'scrape-graph/sample-limit: ServiceMonitor shop/web has "sampleLimit: 100", and node-exporter exposes at least 300 samples: raise it, or remove it',
    ]);
  });

  test('of the Prometheus counts as well', () => {
    expect(explain([prometheus({ enforcedSampleLimit: 50 }), BINDING, monitor({ sampleLimit: 1000 }), service(), exporter()]).problems.map(({ id }) => id)).toContain('scrape-graph/sample-limit');
  });

  test.each<[string, object[]]>([
    ['it is high enough', [monitor({ sampleLimit: 300 }), service(), exporter()]],
    ['the program is unknown', [monitor({ sampleLimit: 1 }), service(), exporter('web:1')]],
    ['a relabeling drops series', [monitor({ sampleLimit: 1, ...endpoint({ metricRelabelings: [{ action: 'drop', sourceLabels: ['__name__'], regex: 'node_.*' }] }) }), service(), exporter()]],
    ['a parameter selects collectors', [monitor({ sampleLimit: 1, ...endpoint({ params: { 'collect[]': ['cpu'] } }) }), service(), exporter()]],
    ['the program is told to expose less', [monitor({ sampleLimit: 1 }), service(), {
      ...exporter(),
      spec: {
        template: {
          metadata: { labels: { app: 'web' } },
          spec: {
            containers: [{
              name: 'app', image: 'node-exporter:v1.9.1', args: ['--collector.disable-defaults'], ports: [{ name: 'metrics', containerPort: 8080 }],
            }],
          },
        },
      },
    }]],
  ])('is not reported if %s', (_, objects) => expect(problems(...objects)).toEqual([]));
});

describe('a limit of labels', () => {
  test('below the labels that every series of a target has is an error', () => {
    expect(problems(monitor({ labelLimit: 7 }), service(), deployment())).toEqual([
      'scrape-graph/label-limit: ServiceMonitor shop/web has "labelLimit: 7", and each series has at least 8 labels: its name, container, endpoint, instance, job, namespace, pod, service: '
      + 'raise it, or remove it',
    ]);
    expect(problems(monitor({ labelLimit: 8 }), service(), deployment())).toEqual([]);
  });

  test('of their names, too', () => {
    expect(problems(monitor({ labelNameLengthLimit: 8 }), service(), deployment())).toEqual([expect.stringContaining('each series has the label "container" of 9 characters')]);
    expect(problems(monitor({ labelNameLengthLimit: 9 }), service(), deployment())).toEqual([]);
  });

  test('is not reported if a metric relabeling may remove some', () => {
    expect(problems(monitor({ labelLimit: 1, ...endpoint({ metricRelabelings: [{ action: 'labeldrop', regex: 'pod' }] }) }), service(), deployment())).toEqual([]);
  });
});

describe('a limit of targets', () => {
  const config = (targetLimit: number) => ({ kind: 'ScrapeConfig', ...meta('routers'), spec: { targetLimit, staticConfigs: [{ targets: ['a:1', 'b:1', 'c:1'] }] } });

  test('below the static ones is an error', () => {
    expect(problems(config(2))).toEqual(['scrape-graph/target-limit: ScrapeConfig shop/routers has "targetLimit: 2" and 3 targets: raise it, or remove it']);
    expect(problems(config(3))).toEqual([]);
  });

  test('below those of a Deployment is not reported, because the number of pods is unknown', () => expect(problems(monitor({ targetLimit: 1 }), service(), deployment())).toEqual([]));
});
