import { hostAndPort, isLoopbackHost, listenersOf } from '../../src/validation/listeners';

test.each(['localhost', '127.0.0.1', '127.8.9.10', '::1'])('%s is reachable only from inside', host => expect(isLoopbackHost(host)).toBe(true));
test.each(['', '0.0.0.0', '::', '10.0.0.1', '127.0.0', '128.0.0.1', 'localhost.example.org'])('%j is reachable from outside', host => expect(isLoopbackHost(host)).toBe(false));

test('IPv6 addresses before a port have brackets', () => {
  expect([hostAndPort('', 80), hostAndPort('10.0.0.1', 80), hostAndPort('::1', 80)]).toEqual([':80', '10.0.0.1:80', '[::1]:80']);
});

test.each([
  [['--listen-address=localhost:8080'], [{ host: 'localhost', port: 8080 }]],
  [['--web.listen-address=:9090'], [{ host: '', port: 9090 }]],
  [['--web.listen-address', '127.0.0.1:9090'], [{ host: '127.0.0.1', port: 9090 }]],
  [['-web.listen-address=[::1]:9100'], [{ host: '::1', port: 9100 }]],
  [['--secure-listen-address=:8443', '--upstream=http://127.0.0.1:8080/'], [{ host: '', port: 8443 }]],
  [['--web.listen-address=:1', '--web.listen-address=localhost:2'], [{ host: '', port: 1 }, { host: 'localhost', port: 2 }]],
  [['--host=127.0.0.1'], [{ host: '127.0.0.1', port: 8080 }]],
  [['--telemetry-host=127.0.0.1', '--telemetry-port=9091'], [{ host: '127.0.0.1', port: 9091 }]],
  [['--listen-address'], []],
  [['--listen-address='], []],
  [['--listen-address=nonsense'], []],
  [[`--listen-address=${':'.repeat(50_000)}`], []],
  [['listen-address=localhost:1'], []],
])('%j listens on %j', (args, listeners) => expect(listenersOf({ name: 'app', args })).toEqual(listeners));

test('a command is parsed, too', () => expect(listenersOf({ name: 'app', command: ['/bin/app', '--listen-address=:1'] })).toEqual([{ host: '', port: 1 }]));
