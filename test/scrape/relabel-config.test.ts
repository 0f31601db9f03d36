import { Relabel, RelabelConfig } from '../../src';
import { relabelTraced } from '../../src/scrape/relabeling';

const after = (labels: { readonly [name: string]: string }, ...steps: RelabelConfig[]) => relabelTraced(labels, steps).labels;

// relabeling itself is compared with the real Prometheus in conformance, in random worlds
describe('the steps have the effect of their names, with Prometheus\' relabeling', () => {
  const METRIC = { __name__: 'go_gc_duration', pod: 'a' };

  test('metrics are dropped, or kept, by their whole names', () => {
    expect(after(METRIC, Relabel.dropMetrics('up', 'go_.*'))).toBeUndefined();
    expect(after(METRIC, Relabel.dropMetrics('go', 'gc'))).toEqual(METRIC);
    expect(after(METRIC, Relabel.keepMetrics('up', 'go_gc_duration'))).toEqual(METRIC);
    expect(after(METRIC, Relabel.keepMetrics('up'))).toBeUndefined();
    // alternatives within a pattern stay its own
    expect(Relabel.dropMetrics('a|b', 'c').regex).toBe('a|b|c');
  });

  test('targets and samples are dropped, or kept, by the value of a label', () => {
    expect(after({ pod: 'canary-1' }, Relabel.dropIf('pod', 'canary-.*', 'test'))).toBeUndefined();
    expect(after({ pod: 'web' }, Relabel.dropIf('pod', 'canary-.*'))).toEqual({ pod: 'web' });
    expect(after({ pod: 'web' }, Relabel.keepIf('pod', 'web'))).toEqual({ pod: 'web' });
    expect(after({ pod: 'web-1' }, Relabel.keepIf('pod', 'web'))).toBeUndefined();
  });

  test('a label is set to exactly this text, including dollar signs', () => {
    expect(after({}, Relabel.setLabel('price', '$1 ${x} $$'))).toEqual({ price: '$1 ${x} $$' });
    expect(after({ team: 'a' }, Relabel.setLabel('team', ''))).toEqual({});
  });

  test('a label is copied if it is not empty', () => {
    expect(after({ a: 'x', b: 'y' }, Relabel.copyLabel('a', 'b'))).toEqual({ a: 'x', b: 'x' });
    expect(after({ b: 'y' }, Relabel.copyLabel('a', 'b'))).toEqual({ b: 'y' });
    expect(after({ __meta_kubernetes_pod_label_app_kubernetes_io_version: '1' }, Relabel.podLabel('app.kubernetes.io/version', 'version'))).toMatchObject({ version: '1' });
    expect(after({ __meta_kubernetes_pod_annotation_example_org_team: 'a' }, Relabel.podAnnotation('example.org/team', 'team'))).toMatchObject({ team: 'a' });
  });

  test('a label is renamed; series without it are unchanged', () => {
    expect(after({ pod_name: 'a', pod_name2: 'b' }, ...Relabel.renameLabel('pod_name', 'pod'))).toEqual({ pod: 'a', pod_name2: 'b' });
    expect(after({ pod: 'a' }, ...Relabel.renameLabel('pod_name', 'pod'))).toEqual({ pod: 'a' });
    expect(after({ 'a.b': '1', 'axb': '2' }, ...Relabel.renameLabel('a.b', 'c'))).toEqual({ c: '1', axb: '2' });
  });

  test('labels are removed, or renamed by a pattern', () => {
    expect(after({ a: '1', ab: '2', c: '3' }, Relabel.dropLabels('a', 'c.*'))).toEqual({ ab: '2' });
    expect(after({ x_a: '1', b: '2' }, Relabel.mapLabels('x_(.+)'))).toEqual({ x_a: '1', a: '1', b: '2' });
    expect(after({ x_a: '1' }, Relabel.mapLabels('x_(.+)', 'y_$1'))).toEqual({ x_a: '1', y_a: '1' });
  });
});
