import { ClusterChanges } from '../../src/diff/compare';
import { diffAsJson } from '../../src/diff/views/json';
import { diffAsMarkdown, LONGEST_COMMENT } from '../../src/diff/views/markdown';
import { diffAsSarif } from '../../src/diff/views/sarif';
import { diffAsText } from '../../src/diff/views/text';

const ONE: readonly ClusterChanges[] = [{
  changes: [
    { kind: 'lost-target', subject: 'Service shop/web, port http', text: 'Prometheus monitoring/main by ServiceMonitor shop/web', object: 'ServiceMonitor shop/web', isOld: true },
    { kind: 'image', subject: 'example/web', text: '1.0.0 becomes 2.0.0, a new major version' },
  ],
}];

test('Markdown is collapsed except for losses', () => {
  expect(diffAsMarkdown(ONE)).toBe(`## What changes in monitoring

**1 lost-target, 1 image**

<details open><summary>🔴 Targets that are no longer scraped (1)</summary>

Their series end.

- **Service shop/web, port http**: Prometheus monitoring/main by ServiceMonitor shop/web

</details>

<details><summary>⚪ Images (1)</summary>

The pods pull other images.

- **example/web**: 1.0.0 becomes 2.0.0, a new major version

</details>
`);
});

test('names from manifests become neither HTML nor Markdown, and stay on one line', () => {
  const changes = [{ kind: 'lost-target', subject: 'a`b</summary><img src=x>', text: 'line\n## forged @team [x](http://x)' }] as const;
  const text = diffAsMarkdown([{ changes }]);
  expect(text).toContain('- **a\\`b&lt;/summary&gt;&lt;img src=x&gt;**: line');
  expect(text).not.toMatch(/^## forged/m);
  expect(text).toContain('&#64;team \\[x\\](http://x)');
  expect(diffAsText([{ changes }])).not.toMatch(/^## forged/m);
});

test.each([1_000, 100_000])('%d changes fit into a comment, which says how many are omitted', count => {
  const changes = Array.from({ length: count }, (_, at) => ({ kind: 'new-alert', subject: `Alert${at}`, text: 'x'.repeat(100) }) as const);
  const text = diffAsMarkdown([{ changes }]);
  expect(Buffer.byteLength(text)).toBeLessThanOrEqual(LONGEST_COMMENT);
  expect(text).toMatch(/- and \d+ more\n/);
});

test('very many clusters with different changes fit into a comment', () => {
  const clusters = Array.from({ length: 5_000 }, (_, at): ClusterChanges => ({ cluster: `cluster-${at}`, changes: [{ kind: 'new-alert', subject: `Alert${at}`, text: 'x' }] }));
  const text = diffAsMarkdown(clusters);
  expect(Buffer.byteLength(text)).toBeLessThanOrEqual(LONGEST_COMMENT);
  expect(text).toMatch(/- cluster-0: 1 new-alert\n[^]*- and \d+ more\n$/);
});

test('JSON has the counts and each change', () => {
  expect(JSON.parse(diffAsJson(ONE))).toEqual({ counts: { 'lost-target': 1, 'image': 1 }, clusters: ONE });
});

test('SARIF has a level by the weight of the kind', () => {
  const [{ results, tool }] = JSON.parse(diffAsSarif(ONE, '1.2.3')).runs;
  expect(results.map(({ ruleId, level }: any) => [ruleId, level])).toEqual([['lost-target', 'error'], ['image', 'note']]);
  expect(tool.driver.rules[results[0].ruleIndex].id).toBe('lost-target');
});
