import { retentionBytes, claimOf, retentionOf } from '../../../diff/changes/servers';
import { Sides } from '../../../diff/side';
import { amountOf } from '../../../manifest/quantity';
import { Manifest, nameOf, textOf } from '../../../scrape-graph/manifest';
import { millisecondsOf } from '../../../values/durations';
import { componentOf } from '../component';
import { Compared, compared, kept, Verdict } from '../finding';

const KINDS = ['Prometheus', 'Alertmanager', 'ThanosRuler'];

/** Retention by time and size. */
export function retentionSection(sides: Sides): Compared[] {
  return KINDS.flatMap(kind => sides.before.graph.world.ofKind(kind)).flatMap(old => {
    const now = sides.after.graph.world.ofKind(old.kind).find(each => nameOf(each) === sides.serverName(old));
    return now ? [...timeOf(old, now), ...comparedSize(old, now)] : [];
  });
}

function timeOf(old: Manifest, now: Manifest): Compared[] {
  const [before, after] = [retentionOf(old) ?? 'no limit', retentionOf(now) ?? 'no limit'];
  const component = componentOf(old);
  const [from, to] = [before, after].map(text => text === 'no limit' ? Infinity : millisecondsOf(text) ?? NaN);
  if (before === after || from === to) { return [kept('retention', `${nameOf(old)}: ${before}`, component)]; }
  return [compared(
    'retention',
    to < from ? 'gone' : 'changed',
    `${nameOf(old)}: ${before}`,
    to < from ? `becomes ${after}: older data is deleted` : `becomes ${after}`,
    component,
  )];
}

/** Below this share of the claim, a new size limit deletes data that would fit. */
const USUAL = 0.7;

function comparedSize(old: Manifest, now: Manifest): Compared[] {
  const [before, after] = [old, now].map(({ spec }) => textOf(spec?.retentionSize));
  if (before === after) { return before === '' ? [] : [kept('retention', `${nameOf(old)}: ${before}`, componentOf(old))]; }
  const text = after === '' ? 'no longer has a size limit' : `${before === '' ? 'gets the limit' : 'becomes'} ${after}`;
  return [compared(
    'retention',
    sizeVerdict(before, after, claimOf(now)?.size),
    before === '' ? nameOf(old) : `${nameOf(old)}: ${before}`,
    text,
    componentOf(old),
  )];
}

function sizeVerdict(before: string, after: string, claim: string | undefined): Verdict {
  if (after === '') { return 'changed'; }
  const limit = retentionBytes(after);
  if (before !== '') { return limit < retentionBytes(before) ? 'gone' : 'changed'; }
  const whole = claim === undefined ? undefined : amountOf(claim);
  return whole !== undefined && limit < USUAL * whole ? 'gone' : 'changed';
}
