import { Yaml } from 'cdk8s';
import { stringify } from '../../../src/fleet-app/emitter';
import { documentsFrom } from '../../support/documents';

// FleetApp's bytes are compared with the library that cdk8s uses: no cluster is needed, but more time than a unit test may take.
test('100,000 random documents are written byte for byte as cdk8s writes them, or left to it', () => {
  const next = documentsFrom(2026);
  const wrong: unknown[] = [];
  let own = 0;
  for (let at = 0; at < 100_000; at++) {
    const document = next();
    const text = stringify(document);
    if (text === undefined) { continue; }
    own++;
    if (text !== Yaml.stringify(document) && wrong.length < 3) { wrong.push({ at, document, text }); }
  }
  expect(wrong).toEqual([]);
  expect(own).toBeGreaterThan(50_000);
}, 300_000);
