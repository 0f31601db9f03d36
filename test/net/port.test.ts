import { isPortName, isPortNumber } from '../../src/net/port';

test.each([1, 10250, 65535])('%d is a port', port => expect(isPortNumber(port)).toBe(true));
test.each([0, -1, 65536, 1.5, NaN, Infinity])('%d is not a port', port => expect(isPortNumber(port)).toBe(false));

test.each(['web', 'https-metrics', 'a', '8080a', 'a23456789012345'])('%j is a valid port name', name => expect(isPortName(name)).toBe(true));
test.each(['', '8080', 'Web', '-web', 'web-', 'we--b', 'a234567890123456', 'we_b', 'web\n'])('%j is not a valid port name', name => expect(isPortName(name)).toBe(false));
