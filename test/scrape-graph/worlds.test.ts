import { createHash } from 'crypto';
import { readFileSync, writeFileSync } from 'fs';
import { allWorlds } from '../support/all-worlds';
import { predictWorld } from '../support/predictions';


// The results of the graph for the worlds of `npm run conformance -- scrape-graph`, as fingerprints: while these are unchanged, a real
// operator and a real Prometheus have confirmed them. After a change that conformance confirms: UPDATE_PREDICTIONS=1 npx jest
// test/scrape-graph/worlds
const FILE = 'test/data/predictions.json';

test('the result of the graph for every world is the one that the real components have confirmed', () => {
  const found = Object.fromEntries(allWorlds().map(({ name, objects }) => {
    const { targets, jobs, refused, leftOut } = predictWorld(objects);
    const digest = createHash('sha256').update(JSON.stringify([targets, jobs, refused, leftOut])).digest('hex').slice(0, 16);
    return [name, `${targets.filter(({ labels }) => labels).length} kept, ${targets.filter(({ labels }) => !labels).length} dropped, ${refused.length} + ${leftOut.length} rejected, ${digest}`];
  }));
  if (process.env.UPDATE_PREDICTIONS) { writeFileSync(FILE, `${JSON.stringify(found, undefined, 2)}\n`); }
  expect(found).toEqual(JSON.parse(readFileSync(FILE, 'utf8')));
});
