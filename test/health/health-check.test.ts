import { decideHealthCheck, HealthQuestion, isFinding } from '../../src/health/health-check';

const SCRIPT = (url: string, curl = '', wget = '') =>
  `if [ -x "$(command -v curl)" ]; then exec curl --fail ${curl}${url}; elif [ -x "$(command -v wget)" ]; then exec wget -q ${wget}-O /dev/null ${url}; else exit 1; fi`;

const ask = (question: Partial<HealthQuestion>) => decideHealthCheck({ path: '/healthz', listener: { host: '', port: 8080 }, hasShell: true, container: 'app', ...question });

test('a listener that the kubelet reaches is probed over HTTP on its own port', () => {
  expect(ask({})).toEqual({ httpGet: { path: '/healthz', port: 8080 } });
  expect(ask({ listener: { host: '10.0.0.1', port: 9090, scheme: 'HTTP' }, path: '/-/ready' })).toEqual({ httpGet: { path: '/-/ready', port: 9090 } });
});

test('a server with TLS is probed over HTTPS', () => {
  expect(ask({ listener: { host: '', port: 8080, scheme: 'HTTPS' } })).toEqual({ httpGet: { path: '/healthz', port: 8080, scheme: 'HTTPS' } });
});

test.each(['basic', 'client-certificate'] as const)('a server that requires credentials (%s) is probed with a TCP connection', credentials => {
  expect(ask({ credentials })).toEqual({ tcpSocket: { port: 8080 } });
});

test.each([['localhost', 'http://localhost:8080/healthz'], ['127.0.0.1', 'http://127.0.0.1:8080/healthz'], ['::1', 'http://[::1]:8080/healthz']])(
  'a listener on %s is probed from inside, with the same host', (host, url) => {
    expect(ask({ listener: { host, port: 8080 } })).toEqual({ exec: { command: ['sh', '-c', SCRIPT(url)] } });
  });

test('on loopback with TLS the probe does not verify the certificate, like the kubelet', () => {
  expect(ask({ listener: { host: 'localhost', port: 8080, scheme: 'HTTPS' } }))
    .toEqual({ exec: { command: ['sh', '-c', SCRIPT('https://localhost:8080/healthz', '--insecure ', '--no-check-certificate ')] } });
});

test('without a shell no probe on loopback is possible, and the finding says so', () => {
  expect(ask({ listener: { host: '127.0.0.1', port: 8080 }, hasShell: false })).toMatchObject({ ruleId: 'health/no-shell', message: expect.stringContaining('container "app" listens on 127.0.0.1:8080') });
});

test('with credentials on loopback no probe can pass, and the finding says so', () => {
  const answer = ask({ listener: { host: 'localhost', port: 8080 }, credentials: 'basic' });
  expect(isFinding(answer)).toBe(true);
  expect(answer).toMatchObject({ ruleId: 'health/no-way-in' });
});

test('every result has exactly one handler', () => {
  for (const host of ['', 'localhost', '10.0.0.1']) {
    for (const scheme of ['HTTP', 'HTTPS', undefined] as const) {
      for (const credentials of ['none', 'basic', 'client-certificate'] as const) {
        const answer = ask({ listener: { host, port: 1, scheme }, credentials });
        if (!isFinding(answer)) { expect(Object.keys(answer)).toHaveLength(1); }
      }
    }
  }
});
