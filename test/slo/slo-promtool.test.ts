import { SLO_CASES } from './slo-cases';
import { PrometheusTest } from '../../src';

beforeEach(() => { jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined); });

// promtool is no part of the package: `npm run conformance -- slo` builds it and runs all cases, always; those of days take longest
const CASES = Object.keys(SLO_CASES).filter(title => !/over [13]d|a week/.test(title));
(PrometheusTest.hasPromtool() ? test : test.skip).each(CASES)('%s', name => SLO_CASES[name](), 300_000);
