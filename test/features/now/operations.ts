import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { Fleet, GlobalView, PrometheusTest, VersionSet } from '../../../src';
import { appText } from '../../../src/migrate/app-text';
import { migrateValues } from '../../../src/migrate/migrate';
import { complaintsOf } from '../../support/compile';
import { aStack, stackObjects } from '../../support/stack';
import { FeatureRow } from '../feature-row';

const ROOT = join(__dirname, '../../..');
const textOf = (...path: string[]) => readFileSync(join(ROOT, ...path), 'utf8');

export const OPERATIONS: FeatureRow[] = [
  {
    row: 78,
    feature: 'Many clusters from one program',
    verdict: 'done',
    shows: () => {
      const outdir = mkdtempSync(join(tmpdir(), 'feature-fleet-'));
      try {
        const workers = ['eu-1', 'us-1'].map(cluster => ({ cluster, target: { hostname: `prometheus.${cluster}.example.org` }, insecure: true }));
        new Fleet({ main: { cluster: 'hub' }, workers, globalView: GlobalView.federation({ match: ['up{job="kubelet"}'] }), stack: { alertmanager: { configSecret: 'a' } }, outdir }).synth();
        expect(readdirSync(outdir).sort()).toEqual(['eu-1', 'hub', 'us-1']);
        expect(readFileSync(join(outdir, 'us-1', 'us-1.k8s.yaml'), 'utf8')).toContain('cluster: us-1');
      } finally {
        rmSync(outdir, { recursive: true });
      }
    },
  },
  {
    row: 79,
    feature: 'Labels and annotations of all objects',
    verdict: 'done',
    shows: () => {
      const objects = stackObjects({ commonLabels: { team: 'platform' }, commonAnnotations: { owner: 'platform@example.org' } });
      expect(objects.filter(({ metadata }) => metadata.labels?.team !== 'platform').map(({ kind, metadata }) => `${kind} ${metadata.name}`)).toEqual([]);
      expect(objects.filter(({ metadata }) => metadata.annotations?.owner !== 'platform@example.org').map(({ kind, metadata }) => `${kind} ${metadata.name}`)).toEqual([]);
    },
  },
  {
    row: 83,
    feature: 'Notes for upgrades, and migration of Helm values',
    verdict: 'done',
    shows: () => {
      const values = { prometheus: { prometheusSpec: { retention: '30d', replicas: 2 } } };
      const release = { name: 'kps', namespace: 'monitoring' };
      expect(appText(migrateValues(values, release), values, release)).toContain('retention: Duration.days(30)');
      const [prometheus] = stackObjects({ versions: VersionSet.V2025_09 }).filter(({ kind }) => kind === 'Prometheus');
      expect(prometheus.spec.version).toBe('v3.5.0');
      expect(textOf('docs', 'upgrading.md')).toMatch(/^# /);
      expect(textOf('CHANGELOG.md')).toMatch(/^## (Unreleased|\d+\.\d+\.\d+ - \d{4}-\d{2}-\d{2})$/m);
    },
  },
  {
    row: 84,
    feature: 'Tests that users can write, and those of the library',
    verdict: 'done',
    shows: () => {
      const { chart } = aStack();
      const { expectTarget, object } = PrometheusTest.prototype;
      expect([typeof expectTarget, typeof object]).toEqual(['function', 'function']);
      PrometheusTest.of(chart).expectTarget('monitoring/kube-state-metrics', { labels: { job: 'kube-state-metrics' } });
      expect(() => PrometheusTest.of(chart).expectTarget('monitoring/nothing')).toThrow('monitoring/nothing');
      expect(PrometheusTest.of(chart).object('Prometheus', 'main').spec.replicas).toBe(2);
    },
  },
  {
    row: 85,
    feature: 'Documentation: guides, reference, rules, runbooks',
    verdict: 'done',
    shows: () => {
      expect(readdirSync(join(ROOT, 'docs', 'how-to')).length).toBeGreaterThanOrEqual(14);
      for (const file of ['API.md', 'RULES.md', 'docs/getting-started.md', 'docs/moving.md', 'docs/runbooks/workloads.md']) { expect(existsSync(join(ROOT, file))).toBe(true); }
    },
  },
  {
    row: 86,
    feature: 'Types and completion in an editor',
    verdict: 'done',
    shows: () => {
      const program = 'import { PrometheusStackProps } from \'cdk8s-prometheus\';\nexport const props: PrometheusStackProps = { prometheus: { retnetion: undefined } };\n';
      expect(complaintsOf(new Map([['feature-86.ts', program]])).join()).toContain('Did you mean to write \'retention\'');
    },
  },
  {
    row: 87,
    feature: 'TypeScript, Python, Java, .NET and Go',
    verdict: 'partial',
    why: 'TypeScript, JavaScript, Python, Java and Go are built and tested. .NET is configured and its examples compile; its package was never built: there is no .NET SDK where the tests run.',
    shows: () => {
      const { jsii: { targets } } = JSON.parse(textOf('package.json'));
      expect(Object.keys(targets).sort()).toEqual(['dotnet', 'go', 'java', 'python']);
      expect(readdirSync(join(ROOT, 'test', 'package'))).toEqual(expect.arrayContaining(['go', 'java', 'python']));
    },
  },
];
