// Runs in the network namespace of a pod, as one of its containers would: what it sends has the address of the pod, and policies are
// enforced on it.
//   connect ADDRESS...       tcp://IP:PORT opens a connection, udp://IP:PORT asks for a name; prints {ADDRESS: did it work?}
//   serve PORT...            answers any request over HTTP with a metric
//   forward PORT IP          passes UDP on, as a DNS server does with what it does not know itself
'use strict';
const { createSocket } = require('node:dgram');
const { createServer } = require('node:http');
const { connect } = require('node:net');

const SECONDS = 4;
/** RFC 1035: a question for the address of `probe.test`. */
const HEADER = [0x12, 0x34, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0];
const QUESTION = Buffer.concat([Buffer.from(HEADER), Buffer.from('\x05probe\x04test\0'), Buffer.from([0, 1, 0, 1])]);

function opens(host, port) {
  return new Promise(resolve => {
    const socket = connect({ host, port, timeout: SECONDS * 1000 });
    const end = works => { socket.destroy(); resolve(works); };
    socket.on('connect', () => end(true)).on('error', () => end(false)).on('timeout', () => end(false));
  });
}

function answers(host, port) {
  return new Promise(resolve => {
    const socket = createSocket('udp4');
    const end = works => { clearTimeout(timer); socket.close(); resolve(works); };
    const timer = setTimeout(() => end(false), SECONDS * 1000);
    socket.on('message', () => end(true)).on('error', () => end(false));
    socket.connect(port, host, () => socket.send(QUESTION, error => { if (error) { end(false); } }));
  });
}

async function tryAll(addresses) {
  const results = await Promise.all(addresses.map(async address => {
    const { protocol, hostname, port } = new URL(address);
    return [address, await (protocol === 'udp:' ? answers : opens)(hostname, Number(port))];
  }));
  console.log(JSON.stringify(Object.fromEntries(results)));
}

function serve(ports) {
  for (const port of ports) {
    createServer((_, response) => {
      response.setHeader('content-type', 'text/plain; version=0.0.4').end('# TYPE served gauge\nserved 1\n');
    }).listen(Number(port));
  }
}

function forward(port, to) {
  const socket = createSocket('udp4');
  socket.on('message', (question, asker) => {
    const onward = createSocket('udp4');
    onward.on('message', answer => { socket.send(answer, asker.port, asker.address); onward.close(); });
    onward.on('error', () => onward.close());
    onward.send(question, Number(port), to);
  });
  socket.bind(Number(port));
}

const [command, ...args] = process.argv.slice(2);
({ connect: () => tryAll(args), serve: () => serve(args), forward: () => forward(...args) })[command]();
