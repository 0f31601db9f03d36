import { readFileSync } from 'fs';
import { join } from 'path';
import { main } from '../../src/cli';
import { ruleTextsIn } from '../../src/commands/rule-texts';
import { CHANGE_KINDS } from '../../src/diff/change';
import { Rule } from '../../src/validation/rule';

const { allRules } = jest.requireActual<{ allRules(): Rule<unknown>[] }>('../support/rules-md.js');

const said = (...args: string[]) => {
  const [out, err]: string[][] = [[], []];
  const status = main(['rules', ...args], text => void out.push(text), text => void err.push(text));
  return { status, out: out.join(''), err: err.join('') };
};

const LISTEN_LOCAL = `prometheus/listen-local-service (error)
  Prometheus listens on loopback, and its pod declares no port: the Service has no endpoints, and scraping it never works.
  example: with "listenLocal" the Service and the ServiceMonitor of this Prometheus do not work: set "authProxy: true", or "service: false" to remove them [prometheus/listen-local-service]
  see https://github.com/prometheus-operator/prometheus-operator/issues/6682
`;

test.each(['prometheus/listen-local-service', '[prometheus/listen-local-service]'])('%s: why, an example with its cure, and the source', id => {
  expect(said(id)).toEqual({ status: 0, out: LISTEN_LOCAL, err: '' });
});

test('a kind of change is an id, too', () => {
  expect(said('lost-target')).toEqual({ status: 0, err: '', out: 'lost-target (loss)\n  Targets that are no longer scraped. Their series end.\n' });
});

test('several, in the order of the arguments', () => {
  expect(said('lost-target', 'lost-alert').out).toMatch(/^lost-target [^]*\n\nlost-alert /);
});

test('without an id, each of them is listed', () => {
  const { status, out } = said();
  expect(status).toBe(0);
  const ids = out.trimEnd().split('\n').map(line => line.split(/ +/)[1]);
  expect(ids).toEqual([...allRules().map(({ id }) => id), ...CHANGE_KINDS]);
});

test('--json', () => {
  const { status, out } = said('--json', 'lost-target');
  expect([status, JSON.parse(out)]).toEqual([0, [{ id: 'lost-target', severity: 'loss', why: 'Targets that are no longer scraped. Their series end.' }]]);
});

test.each([
  ['prometheus/listen-locl-service', 'rule "prometheus/listen-locl-service" does not exist: did you mean one of "prometheus/listen-local-service"?'],
  ['config-reloader', 'rule "config-reloader" does not exist: did you mean one of "config-reloader/container-exists", "config-reloader/host-port-taken", "config-reloader/local-host", '
    + '"config-reloader/log", "config-reloader/needs-version"?'],
  ['constructor', 'rule "constructor" does not exist: run "cdk8s-prometheus rules" for the list'],
])('%s', (id, message) => expect(said(id)).toEqual({ status: 2, out: '', err: `${message}\n` }));

test('the known ids are printed, although another one does not exist', () => {
  expect(said('lost-target', 'zzzzzz')).toMatchObject({ status: 2, out: expect.stringMatching(/^lost-target /), err: expect.stringMatching(/zzzzzz/) });
});

test('each rule in RULES.md is parsed exactly as in its table', () => {
  const read = ruleTextsIn(readFileSync(join(__dirname, '..', '..', 'RULES.md'), 'utf8'));
  const expected = allRules().map(rule => ({
    id: rule.id,
    severity: rule.severity,
    why: rule.why,
    example: `${rule.message(rule.example)} [${rule.id}]`,
    ...rule.see && { see: rule.see },
  }));
  expect(read).toEqual(expected);
});
