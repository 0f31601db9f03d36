import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { dirname, join } from 'path';
import { gunzipSync } from 'zlib';
import { parse } from 'yaml';
import { get, mustRun } from './cluster';

/** A file that the operator has put into a Secret. */
export function unzipped(where: string, secret: string, key: string): string {
  return gunzipSync(Buffer.from(get('secret', secret, '-n', where).data[key], 'base64')).toString('utf8');
}

/** The configuration that the operator has created for a Prometheus, checked by promtool with every file that it refers to. */
export function checkedConfig(where: string, name: string): { status: number; output: string; config: any } {
  const folder = mkdtempSync(join(tmpdir(), 'prometheus-config-'));
  try {
    const written = unzipped(where, `prometheus-${name}`, 'prometheus.yaml.gz');
    const text = written.replace(/(: |- )(\/(?:etc|var)\/[^\s*]+)(?=\s)/g, (_, before, path) => {
      mkdirSync(join(folder, dirname(path)), { recursive: true });
      writeFileSync(join(folder, path), '');
      return `${before}${folder}${path}`;
    });
    writeFileSync(join(folder, 'prometheus.yaml'), text);
    const output = mustRun('promtool', 'check', 'config', join(folder, 'prometheus.yaml'));
    return { status: 0, output, config: parse(text) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
