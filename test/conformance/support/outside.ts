import { once } from 'events';
import { createServer, IncomingMessage, Server, ServerResponse } from 'http';

/** The requests that an external server has received. */
export interface Asked {
  readonly port: number;
  readonly method: string;
  readonly url: string;
  /** The address of the client. */
  readonly from: string;
}

export type Answering = (request: IncomingMessage, response: ServerResponse) => void;

/** Servers outside of the cluster's pods, at addresses of the bed that are free for tests. */
export class Outside {
  public asked: Asked[] = [];
  private readonly servers: Server[] = [];

  /** Starts listening; by default it responds with 200. */
  public async listen(address: string, port: number, answering: Answering = (_, response) => { response.end(); }): Promise<void> {
    const server = createServer((request, response) => {
      this.asked.push({ port, method: request.method!, url: request.url!, from: request.socket.remoteAddress! });
      request.resume();
      request.on('end', () => answering(request, response));
    });
    this.servers.push(server);
    server.listen(port, address);
    await once(server, 'listening');
  }

  /** What came to a port. */
  public at(port: number): Asked[] {
    return this.asked.filter(each => each.port === port);
  }

  public forget(port: number): void {
    this.asked = this.asked.filter(each => each.port !== port);
  }

  public close(): void {
    for (const server of this.servers) {
      server.close();
      server.closeAllConnections();
    }
  }
}
