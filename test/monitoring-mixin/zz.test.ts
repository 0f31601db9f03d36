import { ALERT_CASES } from './alert-cases';
import { failuresAt } from '../support/promtool';
test.each(process.env.WHICH!.split(','))('%s', group => { const r = failuresAt(Number(process.env.SECS), group); console.log(group, r.cases, ALERT_CASES[group].length); expect(r.failed).toEqual([]); }, 300000);
