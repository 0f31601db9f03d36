import { objectsOf } from './worlds';
import { compareClusters } from '../../src/diff/compare';
import { SourceObject } from '../../src/scrape-graph/clusters';
import { ClusterScale } from '../../src/scrape-graph/costs';
import { asManifests, keyOf } from '../../src/scrape-graph/manifest';

/** The changes from one YAML to another, a line each. */
export function changesOf(before: string, after: string, scale?: ClusterScale): string[] {
  const [old, now] = [before, after].map(yaml => [{ given: givenOf(yaml) }]);
  return compareClusters(old, now, scale).flatMap(({ changes }) => changes.map(({ kind, subject, text }) => `${kind}: ${subject}: ${text}`));
}

function givenOf(yaml: string): SourceObject[] {
  return asManifests(objectsOf(yaml)).map(manifest => ({ origin: 'all', key: keyOf(manifest), read: () => manifest.raw }));
}
