import { PrometheusTest } from '../../../src';
import { SLO_CASES } from '../../slo/slo-cases';

beforeEach(() => { jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined); });

test('the real promtool is used', () => expect(PrometheusTest.hasPromtool()).toBe(true));

test.each(Object.keys(SLO_CASES))('%s', name => SLO_CASES[name](), 300_000);
