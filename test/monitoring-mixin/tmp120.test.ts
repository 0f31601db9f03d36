import { ALERT_CASES } from './alert-cases';
import { failuresAt } from '../support/promtool';
let all = 0;
test.each(Object.keys(ALERT_CASES))('120 %s', group => { const r = failuresAt(Number(process.env.SECS), group); all += r.cases; expect([r.failed, group, r.cases, ALERT_CASES[group].length, all].slice(0,1)).toEqual([[]]); console.log(group, r.cases, ALERT_CASES[group].length); }, 300000);
