import { add, Case, prometheus, receiver, remove } from './make';

export const REMOTE_WRITE_CASES: readonly Case[] = [
  {
    title: 'prometheus remoteWrite url',
    make: prometheus,
    option: { remoteWrite: [{ url: 'nope' }] },
    patches: [add('/spec/remoteWrite', [{ url: 'nope' }])],
    ids: ['prometheus/remote-write-url'],
  },
  {
    title: 'prometheus remoteWrite userinfo',
    make: prometheus,
    option: { remoteWrite: [{ url: 'https://u:p@x.example.org/' }] },
    patches: [add('/spec/remoteWrite', [{ url: 'https://u:p@x.example.org/' }])],
    ids: ['prometheus/remote-write-url', 'validation/plain-secret'],
  },
  {
    title: 'prometheus remoteWrite clear',
    make: prometheus,
    option: { remoteWrite: [{ url: 'http://x.example.org/' }] },
    patches: [add('/spec/remoteWrite', [{ url: 'http://x.example.org/' }])],
    ids: ['prometheus/remote-write-in-clear'],
  },
  {
    title: 'prometheus remoteWrite header',
    make: prometheus,
    option: { remoteWrite: receiver({ headers: { 'Content-Type': 'x' } }) },
    patches: [add('/spec/remoteWrite', receiver({ headers: { 'Content-Type': 'x' } }))],
    ids: ['prometheus/remote-write-header'],
  },
  {
    title: 'prometheus remoteWrite header name',
    make: prometheus,
    option: { remoteWrite: receiver({ headers: { 'a b': 'x' } }) },
    patches: [add('/spec/remoteWrite', receiver({ headers: { 'a b': 'x' } }))],
    ids: ['prometheus/remote-write-header'],
  },
  {
    title: 'prometheus remoteWrite name twice',
    make: prometheus,
    option: { remoteWrite: [...receiver({ name: 'a' }), ...receiver({ name: 'a' })] },
    patches: [add('/spec/remoteWrite', [...receiver({ name: 'a' }), ...receiver({ name: 'a' })])],
    ids: ['prometheus/remote-write-name-twice'],
  },
  {
    title: 'prometheus remoteWrite credentials',
    make: prometheus,
    option: { remoteWrite: receiver({ sigV4: { region: 'x' }, basicAuth: { secretName: 's', usernameKey: 'u', passwordKey: 'p' } }) },
    patches: [
      add('/spec/remoteWrite', receiver({
        sigv4: { region: 'x' },
        basicAuth: { username: { name: 's', key: 'u' }, password: { name: 's', key: 'p' } },
      })),
    ],
    ids: ['prometheus/remote-write-credentials'],
  },
  {
    title: 'prometheus remoteWrite azure',
    make: prometheus,
    option: { remoteWrite: receiver({ azureAd: { clientId: 'x' } }) },
    patches: [add('/spec/remoteWrite', receiver({ azureAd: { managedIdentity: { clientId: 'x' } } }))],
    ids: ['prometheus/remote-write-azure'],
  },
  {
    title: 'prometheus remoteWrite queue',
    make: prometheus,
    option: { remoteWrite: receiver({ queue: { minShards: 60, maxShards: 50 } }) },
    patches: [add('/spec/remoteWrite', receiver({ queueConfig: { minShards: 60, maxShards: 50 } }))],
    ids: ['prometheus/remote-write-queue'],
  },
  {
    title: 'prometheus remoteWrite queue capacity',
    make: prometheus,
    option: { remoteWrite: receiver({ queue: { capacity: 10, maxSamplesPerSend: 50 } }) },
    patches: [add('/spec/remoteWrite', receiver({ queueConfig: { capacity: 10, maxSamplesPerSend: 50 } }))],
    ids: ['prometheus/remote-write-queue'],
  },
  {
    title: 'prometheus remoteWrite memory',
    make: prometheus,
    option: { memoryLimit: '1Gi', remoteWrite: receiver({ queue: { maxShards: 5000 } }) },
    patches: [
      add('/spec/resources/limits', { memory: '1Gi' }),
      add('/spec/resources/requests/memory', '1Gi'),
      add('/spec/remoteWrite', receiver({ queueConfig: { maxShards: 5000, capacity: 10000, maxSamplesPerSend: 2000 } })),
    ],
    ids: ['prometheus/remote-write-memory'],
  },
  {
    title: 'prometheus remoteWrite relabeling',
    make: prometheus,
    option: { remoteWrite: receiver({ writeRelabelings: [{ regex: '(' }] }) },
    patches: [add('/spec/remoteWrite', receiver({ writeRelabelConfigs: [{ regex: '(' }] }))],
    ids: ['prometheus/remote-write-relabeling'],
  },
  {
    title: 'prometheus remoteWrite cluster',
    make: prometheus,
    option: { externalLabels: {}, remoteWrite: receiver({}) },
    patches: [remove('/spec/externalLabels'), add('/spec/remoteWrite', receiver({}))],
    ids: ['prometheus/remote-write-cluster'],
  },
  {
    title: 'prometheus remoteWrite too new',
    make: prometheus,
    option: { version: '2.53.0', remoteWrite: receiver({ protocol: '2.0' }) },
    patches: [add('/spec/version', 'v2.53.0'), add('/spec/remoteWrite', receiver({ messageVersion: 'V2.0' }))],
    ids: ['prometheus/remote-write-too-new'],
  },
  {
    title: 'prometheus remoteWrite sigv4 secret',
    make: prometheus,
    option: { remoteWrite: receiver({ sigV4: { region: 'x', secretName: 'A B' } }) },
    patches: [
      add('/spec/remoteWrite', receiver({
        sigv4: { region: 'x', accessKey: { name: 'A B', key: 'a' }, secretKey: { name: 'A B', key: 'b' } },
      })),
    ],
    ids: ['manifest/reference'],
  },
  {
    title: 'prometheus remoteWrite basicAuth secret',
    make: prometheus,
    option: { remoteWrite: receiver({ basicAuth: { secretName: 'A B', usernameKey: 'u', passwordKey: 'p' } }) },
    patches: [
      add('/spec/remoteWrite', receiver({ basicAuth: { username: { name: 'A B', key: 'u' }, password: { name: 'A B', key: 'p' } } })),
    ],
    ids: ['manifest/reference'],
  },
  {
    title: 'prometheus remoteWrite header crlf',
    make: prometheus,
    option: { remoteWrite: receiver({ headers: { A: 'a\r\nb' } }) },
    patches: [add('/spec/remoteWrite', receiver({ headers: { A: 'a\r\nb' } }))],
    ids: ['validation/option-value'],
  },
];
