import { once } from 'events';
import { createServer, Server } from 'http';
import { AddressInfo } from 'net';

/** One alert of a notification. */
export interface Notified {
  readonly alertname: string;
  readonly status: 'firing' | 'resolved';
  readonly labels: { readonly [name: string]: string };
  /** Milliseconds. */
  readonly at: number;
}

/** A webhook to which an Alertmanager in the cluster sends: the notifications of a person on call. */
export class AlertReceiver {
  public readonly heard: Notified[] = [];
  private readonly server: Server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', chunk => chunks.push(chunk));
    request.on('end', () => {
      const { alerts = [] } = JSON.parse(Buffer.concat(chunks).toString('utf8'));
      for (const { status, labels } of alerts) { this.heard.push({ alertname: labels.alertname, status, labels, at: Date.now() }); }
      response.end();
    });
  });

  /** @param address an address of the node, which pods can reach */
  public async listens(address: string): Promise<string> {
    this.server.listen(0, address);
    await once(this.server, 'listening');
    return `http://${address}:${(this.server.address() as AddressInfo).port}/`;
  }

  public close(): void {
    this.server.close();
    this.server.closeAllConnections();
  }

  public of(alertname: string): Notified[] {
    return this.heard.filter(each => each.alertname === alertname);
  }
}
