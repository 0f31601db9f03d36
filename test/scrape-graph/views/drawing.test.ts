import { drawingOf } from '../../../src/scrape-graph/views/drawing';
import { asDiagrams, asMermaid } from '../../../src/scrape-graph/views/mermaid';
import { explanationOf, issueOf, scrapeOf } from '../../support/explanations';

const MAIN = { name: 'Prometheus monitoring/main', chooses: ['ServiceMonitor shop/web'], alerts: [], pods: 1, shards: 1, writesTo: [] };
const drawn = (more: object) => {
  const { nodes, lines } = drawingOf(explanationOf({ prometheuses: [MAIN], ...more }));
  return {
    nodes: nodes.map(({ name, column, isWrong, severity }) => `${column}: ${name}${isWrong ? ` (${severity})` : ''}`),
    lines: lines.map(({ from, to, texts, isDropped }) => `${from} ${isDropped ? 'x' : '>'} ${to}${texts.length === 0 ? '' : `: ${texts.join(' | ')}`}`),
  };
};
const NODES = ['prometheus: Prometheus monitoring/main', 'monitor: ServiceMonitor shop/web', 'service: Service shop/web', 'workload: Deployment shop/web'];

describe('what is drawn', () => {
  test('of a scrape leads from the Prometheus to the pods', () => {
    expect(drawn({ scrapes: [scrapeOf()] })).toEqual({
      nodes: NODES,
      lines: ['Prometheus monitoring/main > ServiceMonitor shop/web', 'ServiceMonitor shop/web > Service shop/web: metrics 30s', 'Service shop/web > Deployment shop/web'],
    });
  });

  test('of several scrapes has each object once, with the texts of all', () => {
    const { nodes, lines } = drawn({ scrapes: [scrapeOf(), scrapeOf({ path: '/other' }), scrapeOf({ port: undefined }), scrapeOf()] });
    expect(nodes).toEqual(NODES);
    expect(lines[1]).toBe('ServiceMonitor shop/web > Service shop/web: metrics 30s | metrics /other 30s | 30s');
  });

  test('of pods without a Service leads to them from the monitor', () => {
    expect(drawn({ scrapes: [scrapeOf({ service: undefined })] }).lines).toEqual(['Prometheus monitoring/main > ServiceMonitor shop/web', 'ServiceMonitor shop/web > Deployment shop/web: metrics 30s']);
  });

  test('of addresses, or of a discovery elsewhere, is named by them', () => {
    expect(drawn({ scrapes: [scrapeOf({ service: undefined, workload: undefined, addresses: ['a:80', 'b:80'] })] }).nodes.slice(2)).toEqual(['service: a:80, b:80']);
    expect(drawn({ scrapes: [scrapeOf({ service: undefined, workload: undefined, addresses: [], labels: undefined, elsewhere: ['EC2', 'Consul'] })] })).toEqual({
      nodes: [...NODES.slice(0, 2), 'service: EC2, Consul'],
      lines: ['Prometheus monitoring/main > ServiceMonitor shop/web', 'ServiceMonitor shop/web > EC2, Consul: metrics 30s'],
    });
    expect(drawn({ scrapes: [scrapeOf({ service: undefined, workload: undefined, addresses: [] })] }).nodes).toEqual(NODES.slice(0, 2));
  });

  test('is dropped only if every scrape of the line is', () => {
    const dropped = scrapeOf({ labels: undefined });
    expect(drawn({ scrapes: [dropped] }).lines.slice(1)).toEqual(['ServiceMonitor shop/web x Service shop/web: metrics 30s', 'Service shop/web x Deployment shop/web']);
    expect(drawn({ scrapes: [dropped, dropped] }).lines[1]).toBe('ServiceMonitor shop/web x Service shop/web: metrics 30s');
    expect(drawn({ scrapes: [dropped, scrapeOf()] }).lines[1]).toBe('ServiceMonitor shop/web > Service shop/web: metrics 30s');
    expect(drawn({ scrapes: [scrapeOf(), dropped] }).lines[1]).toBe('ServiceMonitor shop/web > Service shop/web: metrics 30s');
  });

  test('of problems is the worst severity of each object', () => {
    const [error, warning] = ['error', 'warning'].map(severity => issueOf('scrape-graph/no-pods', 'x', { severity, objects: ['Service shop/web'] }));
    const severityOf = (...problems: any[]) => drawn({ scrapes: [scrapeOf()], problems }).nodes[2];
    expect(severityOf(warning)).toBe('service: Service shop/web (warning)');
    expect(severityOf(error, warning)).toBe('service: Service shop/web (error)');
    expect(severityOf(warning, error)).toBe('service: Service shop/web (error)');
    expect(drawn({ scrapes: [scrapeOf()], problems: [warning] }).nodes[3]).toBe(NODES[3]);
  });

  test('of a monitor without targets is the monitor, with the Prometheus that selects it', () => {
    const problems = [issueOf('scrape-graph/no-service', 'x', { objects: ['ServiceMonitor shop/web', 'Service shop/other'] })];
    expect(drawn({ problems })).toEqual({ nodes: [NODES[0], 'monitor: ServiceMonitor shop/web (error)'], lines: ['Prometheus monitoring/main > ServiceMonitor shop/web'] });
    expect(drawn({ problems, prometheuses: [{ ...MAIN, chooses: ['PrometheusRule shop/web'] }] }).lines).toEqual([]);
  });

  test.each(['PodMonitor', 'Probe', 'ScrapeConfig'])('is a %s with a problem, too', kind => {
    expect(drawn({ problems: [issueOf('x', 'x', { objects: [`${kind} shop/a`] })] }).nodes.slice(1)).toEqual([`monitor: ${kind} shop/a (error)`]);
  });

  test('of alerts leads to the pods of the Alertmanager', () => {
    const alerts = [{ alertmanager: 'Alertmanager monitoring/main', receivers: {} }, { alertmanager: 'Alertmanager other', receivers: {} }];
    expect(drawn({ prometheuses: [{ ...MAIN, alerts }] })).toEqual({
      nodes: [NODES[0], 'workload: StatefulSet monitoring/alertmanager-main', 'workload: StatefulSet alertmanager-other'],
      lines: ['Prometheus monitoring/main > StatefulSet monitoring/alertmanager-main: alerts', 'Prometheus monitoring/main > StatefulSet alertmanager-other: alerts'],
    });
  });
});

describe('a Mermaid flowchart', () => {
  const END = ['  classDef wrong stroke:#c00,stroke-width:3px', ''];

  test('has the objects in the order of their columns, with problems marked', () => {
    expect(asMermaid([explanationOf({
      prometheuses: [MAIN], scrapes: [scrapeOf(), scrapeOf({ path: '/b' })], problems: [issueOf('x', 'x', { objects: ['Service shop/web'] })],
    })]).split('\n')).toEqual([
      'flowchart LR',
      '  n0["Prometheus<br/>monitoring/main"]', '  n1["ServiceMonitor<br/>shop/web"]', '  n2["Service<br/>shop/web"]:::wrong', '  n3["Deployment<br/>shop/web"]',
      '  n0 --> n1', '  n1 -->|"metrics 30s<br/>metrics /b 30s"| n2', '  n2 --> n3', ...END,
    ]);
  });

  test('has a column for each kind, in any order of objects', () => {
    const scrapes = [scrapeOf(), scrapeOf({ monitor: 'PodMonitor shop/pods', service: undefined, workload: 'Deployment shop/other' })];
    expect(asMermaid([explanationOf({ prometheuses: [MAIN], scrapes })]).split('\n').slice(1, 7).map(line => /"(.*)"/.exec(line)![1])).toEqual([
      'Prometheus<br/>monitoring/main', 'ServiceMonitor<br/>shop/web', 'PodMonitor<br/>shop/pods', 'Service<br/>shop/web', 'Deployment<br/>shop/web', 'Deployment<br/>shop/other',
    ]);
  });

  test('shows dropped targets, addresses, and text that Mermaid would interpret', () => {
    const one = scrapeOf({ by: [], service: undefined, workload: undefined, addresses: ['a"<b>:80'], labels: undefined });
    expect(asMermaid([explanationOf({ scrapes: [one] })]).split('\n').slice(1)).toEqual([
      '  n0["ServiceMonitor<br/>shop/web"]', '  n1["a#34;#60;b#62;:80"]', '  n0 -.-x|"metrics 30s"| n1', ...END,
    ]);
  });

  test('has a box for each of several clusters', () => {
    const cluster = (name?: string) => explanationOf({ ...name !== undefined && { cluster: name }, prometheuses: [MAIN] });
    expect(asMermaid([cluster('eu;1'), cluster()]).split('\n')).toEqual([
      'flowchart LR', '  subgraph c0["eu#59;1"]', '    c0_n0["Prometheus<br/>monitoring/main"]', '  end', '  subgraph c1[""]', '    c1_n0["Prometheus<br/>monitoring/main"]', '  end', ...END,
    ]);
  });
});

describe('a flowchart that is too large for Mermaid', () => {
  const scrapes = (count: number, namespace = 'shop') => Array.from({ length: count }, (_, at) => scrapeOf({ monitor: `ServiceMonitor ${namespace}/m`, by: [], service: `s${at}`, workload: undefined }));
  const diagrams = (...more: object[]) => asDiagrams(more.map(each => explanationOf(each))) as any;

  test('has more than 500 edges', () => {
    expect(diagrams({ scrapes: scrapes(500) })).toEqual({ text: expect.stringMatching(/^flowchart LR\n/) });
    expect(diagrams({ scrapes: scrapes(501) }).why).toMatch(/the graph of shop has 501 edges and 21811 characters; Mermaid draws at most 500 edges and 50000 characters: use "--format html", or pass fewer files/);
    expect(diagrams({ scrapes: scrapes(501).map(each => ({ ...each, labels: undefined })) }).why).toContain('501 edges');
  });

  test('has more than 50,000 characters', () => {
    const name = 'x'.repeat(25_000);
    const whole = diagrams({ images: [], scrapes: [scrapeOf({ monitor: `ServiceMonitor shop/${name}`, by: [], service: name, workload: undefined })] });
    expect(whole.why).toContain('1 edges and 50');
    expect(diagrams({ scrapes: [scrapeOf({ monitor: `ServiceMonitor shop/${name}`, by: [] })] }).why).toBe(undefined);
  });

  test('becomes one for each namespace of monitors, with their Prometheuses and problems', () => {
    const other = { ...MAIN, name: 'Prometheus b/other' };
    const named = [...scrapes(300, 'b').map(each => ({ ...each, by: ['Prometheus b/other'] })), ...scrapes(300, 'a').map(each => ({ ...each, by: [MAIN.name] }))];
    const problems = [
      issueOf('x', 'x', { objects: ['ServiceMonitor a/m', 's7', 'Service z/hidden'] }),
      issueOf('x', 'x', { objects: ['PodMonitor c/lost'] }),
      issueOf('x', 'x', { objects: ['Probe cluster-wide'] }),
    ];
    const { text, note } = diagrams({ prometheuses: [MAIN, other], scrapes: named, problems });
    expect(note).toMatch(/the graph has 602 edges and 21804 characters; Mermaid draws at most 500 edges and 50000 characters: the output is Markdown with 4 diagrams, one for each namespace of monitors/);
    const parts = text.split(/^## /m).slice(1);
    expect(parts.map((part: string) => part.split('\n').slice(0, 4))).toEqual(['a', 'b', 'c', 'no namespace'].map(title => [title, '', '```mermaid', 'flowchart LR']));
    const marked = (part: string) => [...part.matchAll(/\["(.*)"\]:::wrong/g)].map(([, name]) => name);
    expect(parts.map(marked)).toEqual([['ServiceMonitor<br/>a/m', 's7'], ['s7'], ['PodMonitor<br/>c/lost'], ['Probe<br/>cluster-wide']]);
    expect(parts.map((part: string) => ['monitoring/main', 'b/other', 'z/hidden'].filter(name => part.includes(name)))).toEqual([['monitoring/main'], ['b/other'], [], []]);
    expect(parts[0].endsWith('\n```\n\n')).toBe(true);
  });

  test('of several clusters has the names of both in the titles', () => {
    const { text } = diagrams({ cluster: 'eu', scrapes: scrapes(400) }, { cluster: 'us', scrapes: scrapes(400, 'web') });
    expect(text.match(/^## .*/gm)).toEqual(['## eu, shop', '## us, web']);
    expect(diagrams({ cluster: 'eu', scrapes: scrapes(501) }, {}).why).toContain('the graph of eu, shop has 501 edges');
  });
});
