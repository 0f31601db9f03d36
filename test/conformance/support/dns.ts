import { createSocket, Socket } from 'dgram';
import { once } from 'events';

/** The address of the node, which pods can reach. */
export const DNS_ADDRESS = '10.99.0.1';

const [TYPE_A, CLASS_IN] = [1, 1];
const HEADER = 12;

/** The bed has no CoreDNS. This server resolves the few names that a test needs; any other name does not exist. */
export class Dns {
  private readonly socket: Socket = createSocket('udp4');

  /** @param addressOf the IPv4 address of a name, if it has one */
  public constructor(addressOf: (name: string) => string | undefined) {
    this.socket.on('message', (query, { port, address }) => { this.socket.send(answer(query, addressOf), port, address); });
  }

  public async listens(address: string = DNS_ADDRESS): Promise<void> {
    this.socket.bind(53, address);
    await once(this.socket, 'listening');
  }

  public close(): void {
    this.socket.close();
  }
}

/** RFC 1035, section 4: the header and the question come back, with at most one address. */
function answer(query: Buffer, addressOf: (name: string) => string | undefined): Buffer {
  const { name, type, end } = questionOf(query);
  const address = addressOf(name);
  const isAsked = address !== undefined && type === TYPE_A;
  const header = Buffer.from(query.subarray(0, HEADER));
  header.writeUInt16BE(address === undefined ? 0x8403 : 0x8400, 2); // an authoritative answer: the name does not exist, or no error
  header.writeUInt16BE(1, 4);
  header.writeUInt16BE(isAsked ? 1 : 0, 6);
  header.writeUInt32BE(0, 8);
  return Buffer.concat([header, query.subarray(HEADER, end), isAsked ? addressRecord(address) : Buffer.alloc(0)]);
}

function questionOf(query: Buffer): { readonly name: string; readonly type: number; readonly end: number } {
  const labels: string[] = [];
  let at = HEADER;
  while (query[at] > 0) {
    labels.push(query.toString('ascii', at + 1, at + 1 + query[at]));
    at += query[at] + 1;
  }
  return { name: labels.join('.').toLowerCase(), type: query.readUInt16BE(at + 1), end: at + 5 };
}

function addressRecord(address: string): Buffer {
  const record = Buffer.alloc(16);
  record.writeUInt16BE(0xc000 + HEADER, 0); // the name of the question
  record.writeUInt16BE(TYPE_A, 2);
  record.writeUInt16BE(CLASS_IN, 4);
  record.writeUInt32BE(1, 6); // seconds: pods come and go
  record.writeUInt16BE(4, 10);
  address.split('.').forEach((byte, at) => record.writeUInt8(Number(byte), 12 + at));
  return record;
}
