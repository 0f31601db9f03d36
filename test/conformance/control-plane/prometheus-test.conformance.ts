import { PrometheusTest } from '../../../src';
import { PROMTOOL_CASES } from '../../testing/promtool-cases';

beforeEach(() => { jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined); });

test('the real promtool is used', () => expect(PrometheusTest.hasPromtool()).toBe(true));

test.each(Object.keys(PROMTOOL_CASES))('%s', name => PROMTOOL_CASES[name]());
