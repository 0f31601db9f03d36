import { once } from 'events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { connect, createServer, Server, Socket } from 'net';
import { tmpdir } from 'os';
import { join } from 'path';
import { answer } from '../../support/kube-state-metrics-paths';
import { pinned, pinnedOfTier } from '../support/cluster';
import { ask } from '../support/http';
import { Program } from '../support/process';
import { describeTiered } from '../support/tier';
import { within } from '../support/wait';

// Which path each port serves, requested from the real programs. The body matters: 2.13 answers any path with 200 and an index page.
const PORTS = { 8080: 28080, 8081: 28081 };
const PATHS = ['/healthz', '/livez', '/readyz', '/'];

/** A connection to the apiserver that can be interrupted. */
class Link {
  private readonly server: Server;
  private readonly sockets = new Set<Socket>();

  public constructor(port: number, host: string) {
    this.server = createServer(near => {
      const far = connect(443, host);
      for (const [from, to] of [[near, far], [far, near]]) {
        this.sockets.add(from);
        from.pipe(to);
        from.on('error', () => to.destroy());
      }
    }).listen(port, '127.0.0.1');
  }

  /** A program that starts earlier is rejected, and exits. */
  public async listens(): Promise<void> {
    if (!this.server.listening) { await once(this.server, 'listening'); }
  }

  public cut(): void {
    this.server.close();
    for (const socket of this.sockets) { socket.destroy(); }
  }
}

describeTiered(pinned('KUBE_STATE_METRICS'), { always: pinnedOfTier('KUBE_STATE_METRICS'), why: 'the paths before 2.13 are recorded in the unit tests' }, 'kube-state-metrics %s', version => {
  const minor = Number(version.split('.')[1]);
  const folder = mkdtempSync(join(tmpdir(), 'ksm-'));
  let program: Program;
  let link: Link;

  beforeAll(async () => {
    for (const port of Object.values(PORTS)) { expect(await ask(`http://127.0.0.1:${port}/`)).toMatchObject({ status: 0 }); } // nothing is left from another test
    link = new Link(28444, '10.99.0.1');
    await link.listens();
    const kubeconfig = join(folder, 'kubeconfig');
    writeFileSync(kubeconfig, readFileSync(process.env.KUBECONFIG!, 'utf8').replace('https://10.99.0.1:443', 'https://127.0.0.1:28444'));
    program = new Program(`kube-state-metrics-${version}`, [
      '--kubeconfig', kubeconfig, '--resources=pods', '--host=127.0.0.1', `--port=${PORTS[8080]}`, '--telemetry-host=127.0.0.1', `--telemetry-port=${PORTS[8081]}`,
    ]);
    await within(60, 'both ports answer', async () => {
      for (const port of Object.values(PORTS)) { expect((await ask(`http://127.0.0.1:${port}/metrics`)).status).toBe(200); }
    }, () => program.log);
  });
  afterAll(async () => {
    await program.stop();
    link.cut();
    rmSync(folder, { recursive: true });
  });

  test.each(PATHS.flatMap(path => ([8080, 8081] as const).map(port => [path, port] as const)))('%s on %s', async (path, port) => {
    const { status, body } = await ask(`http://127.0.0.1:${PORTS[port]}${path}`);
    const expected = answer(minor, port, path);
    expect(status).toBe(expected.status);
    expect(body.includes('<html')).toBe(status === 200 && (path === '/' || !expected.isAnswer));
    if (expected.isAnswer && path !== '/') { expect(body).toBe('OK'); }
  });

  // the last one, because the connection is not restored
  test('without the API server, /livez fails if it exists; /healthz and readiness do not fail', async () => {
    link.cut();
    const statusOf = async (port: 8080 | 8081, path: string) => (await ask(`http://127.0.0.1:${PORTS[port]}${path}`)).status;
    await within(30, '/livez notices', async () => expect(await statusOf(8080, '/livez')).toBe(minor >= 13 ? 503 : 200), () => program.log);
    expect(await statusOf(8080, '/healthz')).toBe(200);
    expect(await statusOf(8081, minor >= 13 ? '/readyz' : '/')).toBe(200);
  });
});
