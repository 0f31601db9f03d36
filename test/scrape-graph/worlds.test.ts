import { createHash } from 'crypto';
import { readFileSync, writeFileSync } from 'fs';
import { predict } from '../support/predictions';
import { worldOf, worldOfWorkloads } from '../support/worlds';

// What the graph says of the worlds of `npm run conformance -- scrape-graph`, as fingerprints: as long as they are these, it is what a real operator and a real Prometheus have
// confirmed. After a change that conformance confirms: UPDATE_PREDICTIONS=1 npx jest test/scrape-graph/worlds
const FILE = 'test/data/predictions.json';

const worlds = [...Array.from({ length: 40 }, (_, at) => worldOf(at)), worldOfWorkloads()];

test('the graph says of every world what the real components have confirmed', () => {
  const found = Object.fromEntries(worlds.map(({ name, objects }) => {
    const targets = predict(objects);
    return [name, `${targets.filter(({ labels }) => labels).length} kept, ${targets.filter(({ labels }) => !labels).length} dropped, ${createHash('sha256').update(JSON.stringify(targets)).digest('hex').slice(0, 16)}`];
  }));
  if (process.env.UPDATE_PREDICTIONS) { writeFileSync(FILE, `${JSON.stringify(found, undefined, 2)}\n`); }
  expect(found).toEqual(JSON.parse(readFileSync(FILE, 'utf8')));
});
