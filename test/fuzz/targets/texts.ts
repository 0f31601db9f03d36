import { rawConfigFaults, whyUnread } from '../../../src/admission/operator/alertmanager/raw-config';
import { containsIp, isCidr } from '../../../src/net/cidr';
import { IpAddress } from '../../../src/net/ip-address';
import { readAlertMatcher } from '../../../src/promql/alert-matcher';
import { readAlertMatchers } from '../../../src/promql/alert-matchers';
import { receiversFor } from '../../../src/promql/alert-routes';
import { matcherText } from '../../../src/promql/matcher';
import { readPattern } from '../../../src/promql/regex';
import { searchPattern } from '../../../src/promql/search-pattern';
import { durationText } from '../../../src/scrape/timing';
import { oneLine } from '../../../src/validation/control-characters';
import { whyNoImage } from '../../../src/validation/image-reference';
import { nanosOf } from '../../../src/validation/quantity';
import { credentialLines, masked, secretIn } from '../../../src/validation/secret-texts';
import { similarTo } from '../../../src/validation/similar';
import { millisecondsOf } from '../../../src/values/durations';
import { ComponentVersion } from '../../../src/versions/component-version';
import { Random } from '../../support/random';
import { expectClean, fail } from '../invariants';
import { mutatedText, SECRET } from '../mutate';
import { target } from '../target';

const MATCHERS = ['severity="critical"', '{severity=~"a|b", team!=""}', 'alertname=A,severity!~"x.*"', '"foo.bar" = "a\\"b"', '{ a = b , }', 'a="\\n"'];

export const matcherTarget = target({
  name: 'alertmanager-matchers',
  inputs: 200_000,
  make: random => mutatedText(random.pick(MATCHERS), random),
  check: text => {
    readAlertMatcher(text);
    for (const mode of ['classic', 'fallback'] as const) {
      const matchers = readAlertMatchers(text, mode);
      if (!matchers) { continue; }
      receiversFor({ receiver: 'a', matchers: [], continues: false, routes: [{ receiver: 'b', matchers, continues: true, routes: [] }] }, { severity: 'critical' });
      const printed = matchers.map(each => matcherText(each)).join(', ');
      const again = readAlertMatchers(printed, 'fallback');
      if (JSON.stringify(again) !== JSON.stringify(matchers) && matchers.every(({ label, value }) => /^[a-zA-Z_]\w*$/.test(label) && /^[ -~]*$/.test(value))) { fail('matchers that are printed are others', printed); }
    }
  },
});

const PATTERNS = ['(?P<name>a|b.*)[^c-e]{2,5}\\.example\\.(com|org)$', 'kube-(system|public)', '(a|b);true', '.+', '(?i)a*?', '\\p{Greek}+', '[[:alpha:]]', '(a{1,100}){1,100}', '\\Qa.b\\E', '(?:(?:a)*)*b'];

export const patternTarget = target({
  name: 're2',
  inputs: 20_000,
  make: random => ({ pattern: mutatedText(random.pick(PATTERNS), random), text: mutatedText('kube-system', random, 2).slice(0, 200) }),
  check: ({ pattern, text }) => {
    const read = readPattern(pattern);
    if ('why' in read) { expectClean('why a pattern is none', oneLine(read.why), pattern); }
    if (!('matches' in read)) { return; }
    const groups = read.groups(text);
    if (read.matches(text) !== (groups !== undefined)) { fail('a pattern matches, and has no groups', pattern); }
    if (read.matches(text)) { searchPattern(pattern, text); }
  },
});

const ADDRESSES = ['10.0.0.1', '::1', 'fd00::1:2', '::ffff:10.0.0.1', '2001:db8::8a2e:370:7334', 'fe80::1%eth0', '010.1.2.3', '10.0.0.0/8', 'fd00::/8', '0.0.0.0/0'];

export const addressTarget = target({
  name: 'addresses',
  inputs: 400_000,
  make: random => ({ one: mutatedText(random.pick(ADDRESSES), random, 2), other: random.pick(ADDRESSES) }),
  check: ({ one, other }) => {
    const address = IpAddress.parse(one);
    if (address) {
      const again = IpAddress.parse(address.canonical);
      if (again?.canonical !== address.canonical || again.family !== address.family) { fail('the plain form of an address is another address', one); }
    }
    if (isCidr(one) && !containsIp(one, one.split('/')[0])) { fail('a network does not contain its own address', one); }
    containsIp(one, other);
    containsIp(other, one);
  },
});

const WORDS: readonly string[] = [
  '1h30m', '15d', '1y2w3d4h5m6s7ms', '10Gi', '100m', '1e3', '0.5', '12E', '1_000', 'registry.example.org:5000/prometheus/prometheus:v3.5.0@sha256:0123456789abcdef', 'quay.io/prometheus/node-exporter',
  'v3.5.0', '0.93.0', '1.33.1+k3s1', '3.6.0-rc.1', 'https://user:pw@example.org/?token=abc#x', 'password: abc', `--web.password=${SECRET}`, `[auth]\npassword = ${SECRET}\n`, 'scrapeInterval',
];

export const wordTarget = target({
  name: 'durations-quantities-versions',
  inputs: 40_000,
  make: random => mutatedText(random.pick(WORDS), random, 3),
  check: text => {
    const duration = millisecondsOf(text);
    if (Number.isSafeInteger(duration) && duration > 0 && millisecondsOf(durationText(duration)) !== duration) { fail('a duration that is printed is another one', text); }
    nanosOf(text);
    const whyNot = whyNoImage(text);
    if (whyNot !== undefined) { expectClean('why it is not an image', oneLine(whyNot), text); }
    const { findings } = ComponentVersion.parse('prometheus', 'version', text);
    for (const { message } of findings) { expectClean('why it is not a version', message, text); }
    if (masked(masked(text)) !== masked(text)) { fail('what is masked is masked again', text); }
    if (secretIn(masked(text)) !== undefined && secretIn(masked(text)) !== 'a private key') { fail('what is masked has a secret', masked(text)); }
    credentialLines(text);
    similarTo(text.slice(0, 200), WORDS);
  },
});

const RAW = 'global: { resolve_timeout: 5m }\nroute:\n  receiver: a\n  group_by: [alertname]\n  routes:\n    - matchers: [severity="critical"]\n      receiver: b\nreceivers:\n  - name: a\n  - name: b\n    webhook_configs: [{ url: "http://x" }]\n';

export const rawConfigTarget = target({
  name: 'alertmanager-config',
  inputs: 2_500,
  make: (random: Random) => mutatedText(RAW, random),
  check: text => {
    const why = whyUnread(text);
    if (why !== undefined) { expectClean('why a configuration is not read', oneLine(why), text); }
    for (const isManaged of [true, false]) {
      for (const fault of rawConfigFaults(text, { isManaged, knowsFields: true })) { expectClean('a fault of a configuration', oneLine(`${fault.at} ${fault.why}`), text); }
    }
  },
});
