// Serves a folder on this machine, as a host of static pages does: no rewriting, 404.html for what does not exist.
'use strict';
const fs = require('node:fs');
const http = require('node:http');
const path = require('node:path');

const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml', '.json': 'application/json', '.png': 'image/png', '.woff2': 'font/woff2' };

/** The file of an address; undefined outside of the folder and of the base path. */
function fileOf(folder, base, address) {
  const { pathname } = new URL(address, 'http://localhost');
  if (!pathname.startsWith(base)) { return undefined; }
  const file = path.join(folder, decodeURIComponent(pathname.slice(base.length)));
  if (path.relative(folder, file).startsWith('..')) { return undefined; }
  const found = pathname.endsWith('/') ? path.join(file, 'index.html') : file;
  return fs.existsSync(found) && fs.statSync(found).isFile() ? found : undefined;
}

async function serve(folder, base, port = 0) {
  const server = http.createServer((request, response) => {
    const file = fileOf(folder, base, request.url);
    const sent = file ?? path.join(folder, '404.html');
    response.writeHead(file ? 200 : 404, { 'content-type': TYPES[path.extname(sent)] ?? 'application/octet-stream' });
    fs.createReadStream(sent).pipe(response);
  });
  await new Promise(done => server.listen(port, '127.0.0.1', done));
  return { url: `http://127.0.0.1:${server.address().port}`, close: () => new Promise(done => { server.closeAllConnections(); server.close(done); }) };
}

module.exports = { serve };
